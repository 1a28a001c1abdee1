package org.titlechain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.titlechain.crypto.Suite;

/** What a device of SM2 is given and answers, by bytes: no such device was at hand. */
class MechanismTest {
    private static final HexFormat HEX = HexFormat.of();
    // The example of GM/T 0003.5-2012, A.2, with the user id 1234567812345678.
    private static final byte[] MESSAGE = "message digest".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] KEY = HEX.parseHex("04"
            + "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
            + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13");
    private static final String DIGEST = "f0b43e94ba45accaace692ed534382eb17e6ab5a19ce7b31f4486fdfc0d28640";
    private static final byte[] SIGNATURE =
            HEX.parseHex("f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
                    + "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa");

    private final Mechanism sm2 = Mechanism.of(Suite.GM, OptionalLong.of(0x80000101L));
    private final Mechanism ed25519 = Mechanism.of(Suite.INTERNATIONAL, OptionalLong.empty());

    @Test
    void shouldGiveADeviceOfSm2TheDigestOfTheStandard() {
        assertThat(HEX.formatHex(sm2.input(KEY, MESSAGE))).isEqualTo(DIGEST);
        assertThat(ed25519.input(KEY, MESSAGE)).isEqualTo(MESSAGE);
    }

    @Test
    void shouldTakeTheSignatureRawOrInDer() {
        assertThat(sm2.signature(SIGNATURE)).isEqualTo(SIGNATURE);
        byte[] raw = sm2.signature(der(SIGNATURE));
        assertThat(raw).isEqualTo(SIGNATURE);
        assertThat(Suite.GM.signatures().verify(KEY, MESSAGE, raw)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 127, 128, 255})
    void shouldTakeShortNumbersInDer(int last) {
        byte[] small = new byte[64];
        small[31] = (byte) last;
        small[62] = 1;
        assertThat(sm2.signature(der(small))).isEqualTo(small);
    }

    @Test
    void shouldGiveOnWhatIsNeitherFormAndNeverVerifiesIt() {
        byte[] der = der(SIGNATURE);
        for (int length = 0; length < der.length; length++) {
            byte[] cut = sm2.signature(Arrays.copyOf(der, length));
            assertThat(Suite.GM.signatures().verify(KEY, MESSAGE, cut)).isFalse();
        }
        for (int i = 0; i < der.length * 8; i++) {
            byte[] flipped = der.clone();
            flipped[i / 8] ^= (byte) (1 << i % 8);
            assertThat(Suite.GM.signatures().verify(KEY, MESSAGE, sm2.signature(flipped)))
                    .isFalse();
        }
    }

    @Test
    void shouldReadThePublicKeyInEveryFormThatDevicesGive() {
        byte[] octets = HEX.parseHex("0441" + HEX.formatHex(KEY));
        byte[] bits = HEX.parseHex("034200" + HEX.formatHex(KEY));
        for (byte[] form : new byte[][] {KEY, octets, bits}) {
            assertThat(sm2.publicKey(form)).isEqualTo(KEY);
            assertThat(ed25519.publicKey(form)).isEmpty();
        }
    }

    @Test
    void shouldAskForTheNumberOfTheVendorsMechanism() {
        assertThatThrownBy(() -> Mechanism.of(Suite.GM, OptionalLong.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("vendor");
        assertThat(ed25519.number()).isEqualTo(0x1057);
    }

    private static byte[] der(byte[] raw) {
        byte[] r = new BigInteger(1, Arrays.copyOf(raw, 32)).toByteArray();
        byte[] s = new BigInteger(1, Arrays.copyOfRange(raw, 32, 64)).toByteArray();
        return HEX.parseHex("30" + HEX.toHexDigits((byte) (4 + r.length + s.length))
                + "02" + HEX.toHexDigits((byte) r.length) + HEX.formatHex(r)
                + "02" + HEX.toHexDigits((byte) s.length) + HEX.formatHex(s));
    }
}
