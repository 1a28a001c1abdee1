package org.titlechain.kernel.key;

import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.titlechain.crypto.Suite;

/**
 * A reference to a signing key on a device (PKCS#11). The private key stays there; what stands here is no secret.
 *
 * @param suite the key's suite
 * @param publicKey the raw public key: the device must sign with its private half, whatever it calls it
 * @param module the vendor's library
 * @param token the token's label
 * @param label the label of the private key on the token
 * @param secret where the user's PIN is
 * @param mechanism the number of the vendor's signing mechanism; empty where the standard has one
 */
public record DeviceKey(
        Suite suite,
        byte[] publicKey,
        Path module,
        String token,
        String label,
        SecretSource secret,
        OptionalLong mechanism) {
    /** The first line of such a file. */
    public static final String KIND = "titlechain/device-key/v1";

    /** The text of the file. */
    public String format() {
        Map<String, String> fields = new TreeMap<>();
        fields.put("module", module.toString());
        fields.put("token", token);
        fields.put("label", label);
        fields.put(secret.kind().field(), secret.name());
        mechanism.ifPresent(number -> fields.put("mechanism", "0x" + Long.toHexString(number)));
        return new KeyText(KIND, suite, publicKey, fields).format();
    }

    /**
     * Reads the text of a file.
     *
     * @throws KeyException when it is damaged or of another suite
     */
    public static DeviceKey parse(String file, String text, Suite suite) throws KeyException {
        KeyText read = KeyText.parse(file, text, suite);
        return new DeviceKey(
                suite,
                read.publicKey(),
                Path.of(read.field(file, "module")),
                read.field(file, "token"),
                read.field(file, "label"),
                read.secret(file),
                mechanism(file, read));
    }

    private static OptionalLong mechanism(String file, KeyText read) throws KeyException {
        if (!read.fields().containsKey("mechanism")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.decode(read.field(file, "mechanism")));
        } catch (NumberFormatException e) {
            throw KeyText.damaged(file);
        }
    }
}
