package org.titlechain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.titlechain.proof.Verdict.Reason;

/**
 * The verifier against a lying server. {@code -Dtitlechain.lies=100000} and {@code -Dtitlechain.seed=…} set the run.
 */
class LyingServerTest {
    private static final HonestServer SERVER = new HonestServer(0);

    @Test
    void shouldAcceptEveryTruth() {
        for (String truth : SERVER.truths()) {
            assertThat(Verifier.verifyFile(HexFormat.of().parseHex(truth), SERVER.trust)
                            .isValid())
                    .isTrue();
        }
    }

    @Test
    void shouldAcceptNoLieAndThrowNothing() {
        int wanted = Integer.getInteger("titlechain.lies", 5_000);
        long seed = Long.getLong("titlechain.seed", 20_261_121L);
        Set<String> truths = SERVER.truths();
        // Where the members signed a second history too, a file that is wholly of that one cannot be told alone.
        HonestServer fork = new HonestServer(1);
        truths.addAll(fork.truths());
        Liar liar = new Liar(SERVER, fork, new Random(seed));
        EnumMap<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        int lies = 0;
        while (lies < wanted) {
            byte[] file = liar.lie();
            if (truths.contains(HexFormat.of().formatHex(file))) {
                continue;
            }
            lies++;
            Verdict verdict = Verifier.verifyFile(file, SERVER.trust);
            assertThat(verdict)
                    .as("seed %d, lie %d: %s", seed, lies, HexFormat.of().formatHex(file))
                    .isInstanceOf(Verdict.Invalid.class);
            reasons.merge(((Verdict.Invalid) verdict).reason(), 1, Integer::sum);
        }
        // The lies must reach the last checks, not die at the first.
        assertThat(reasons)
                .containsKeys(
                        Reason.STATE_PROOF_WRONG,
                        Reason.TERMINAL_WRONG,
                        Reason.PATH_WRONG,
                        Reason.POSITION_OUTSIDE_LOG,
                        Reason.ORDER_WRONG,
                        Reason.SIGNATURE_INVALID,
                        Reason.SIGNER_UNKNOWN,
                        Reason.SIGNER_KEY_DIFFERS,
                        Reason.QUORUM_MISSED,
                        Reason.CHECKPOINT_MALFORMED,
                        Reason.NOT_CANONICAL);
        assertThat(reasons.getOrDefault(Reason.STATE_PROOF_WRONG, 0)).isGreaterThan(wanted / 20);
    }

    @Test
    void shouldRefuseEachFileWithAnyByteAltered() {
        for (byte[] file : examples()) {
            for (int offset = 0; offset < file.length; offset++) {
                byte[] altered = file.clone();
                altered[offset] ^= (byte) (1 << offset % 8);
                if (Verifier.verifyFile(altered, SERVER.trust) instanceof Verdict.Valid(Proven proven)) {
                    // The path of an absent unit also proves the absence of its neighbours: then that is so, too.
                    Proven.Title title = (Proven.Title) proven;
                    assertThat(title.sheet()).as("offset %d", offset).isEmpty();
                    assertThat(SERVER.units.subList(0, 18)).doesNotContain(title.unit());
                    assertThat(altered).isEqualTo(SERVER.title(title.unit(), 5).encode());
                }
            }
        }
    }

    @Test
    void shouldRefuseEachFileCutAnywhereOrContinued() {
        for (byte[] file : examples()) {
            for (int length = 0; length < file.length; length++) {
                assertThat(Verifier.verifyFile(Arrays.copyOf(file, length), SERVER.trust))
                        .isEqualTo(new Verdict.Invalid(Reason.NOT_CANONICAL));
            }
            assertThat(Verifier.verifyFile(Arrays.copyOf(file, file.length + 1), SERVER.trust)
                            .isValid())
                    .isFalse();
        }
    }

    @Test
    void shouldRefuseWhatIsTooLargeBeforeReadingIt() {
        assertThat(Verifier.verifyFile(new byte[Verifier.MAXIMUM_LENGTH + 1], SERVER.trust))
                .isEqualTo(new Verdict.Invalid(Reason.TOO_LARGE));
        assertThat(Verifier.verifyFile(new byte[Verifier.MAXIMUM_LENGTH], SERVER.trust))
                .isEqualTo(new Verdict.Invalid(Reason.NOT_CANONICAL));
    }

    @Test
    void shouldThrowNothingForRandomBytes() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            assertThat(Verifier.verifyFile(bytes, SERVER.trust).isValid()).isFalse();
            assertThat(Verifier.verifyFile(bytes, bytes)).isEqualTo(new Verdict.Invalid(Reason.TRUST_MALFORMED));
        }
    }

    @Test
    void shouldSayWhatIsProvenInBothLanguages() {
        String present = SERVER.units.get(8);
        Verdict title = Verifier.verify(SERVER.title(present, 5), SERVER.trust);
        assertThat(title.english())
                .isEqualTo(
                        "At height 5 of chain example (block time 2025-11-21T04:40:00.005Z) the register held exactly"
                                + " this sheet for unit " + present
                                + ": 2 rights and 1 restriction, and nothing else.");
        assertThat(title.chinese())
                .isEqualTo("不动产单元 " + present + " 在链 example 高度 5（区块时间 2025-11-21 12:40:00.005）"
                        + "的登记簿页完整如文件所载：权利 2 项，限制 1 项，此外没有其他登记。");
        Verdict absent = Verifier.verify(SERVER.title(SERVER.units.get(20), 5), SERVER.trust);
        assertThat(absent.english()).endsWith("unit " + SERVER.units.get(20) + " was not in the register.");
        assertThat(absent.chinese()).endsWith("不在登记簿中。");
        assertThat(Verifier.verify(SERVER.receipt(3, 5), SERVER.trust).english())
                .contains("position 3")
                .contains("in block 1")
                .endsWith("and was refused.");
        assertThat(Verifier.verify(SERVER.extension(2, 5), SERVER.trust).english())
                .isEqualTo("The log of chain example at height 5 (size 35) begins with the log at height 2 (size 14),"
                        + " unchanged.");
        assertThat(Verifier.verifyFile(new byte[0], SERVER.trust).english()).startsWith("The file is not canonical");
    }

    private static List<byte[]> examples() {
        return new ArrayList<>(List.of(
                SERVER.title(SERVER.units.get(8), 5).encode(),
                SERVER.title(SERVER.units.get(20), 5).encode(),
                SERVER.receipt(9, 4).encode(),
                SERVER.extension(2, 5).encode()));
    }
}
