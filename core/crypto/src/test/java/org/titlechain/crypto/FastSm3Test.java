package org.titlechain.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FastSm3Test {
    private final HashFunction reference = Sm3Implementation.REFERENCE.hash();
    private final HashFunction scalar = Sm3Implementation.SCALAR.hash();
    private final HashFunction lanes = Sm3Implementation.LANES.hash();
    private final Random random = new Random(3);

    @Test
    void shouldHashEveryLengthAsTheReferenceDoes() {
        for (int length = 0; length < 700; length++) {
            byte[] message = randomBytes(length);
            assertThat(scalar.hash(message)).as("length %s", length).isEqualTo(reference.hash(message));
        }
        byte[] large = randomBytes(1_000_003);
        assertThat(scalar.hash(large)).isEqualTo(reference.hash(large));
    }

    @Test
    void shouldHashPartsOfAnyLengths() {
        for (int i = 0; i < 2000; i++) {
            byte[][] parts = new byte[random.nextInt(6)][];
            for (int part = 0; part < parts.length; part++) {
                parts[part] = randomBytes(random.nextInt(150));
            }
            assertThat(scalar.hash(parts)).isEqualTo(reference.hash(parts));
        }
    }

    @Test
    void shouldHashManyTheSameInLanesAndOneByOne() {
        int[] itemLengths = {0, 1, 31, 32, 53, 54, 55, 62, 63, 64, 65, 96, 117, 118, 119, 127, 128, 300};
        int[] counts = {0, 1, 2, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 129, 200};
        for (int itemLength : itemLengths) {
            for (int count : counts) {
                byte prefix = (byte) random.nextInt(256);
                byte[] input = randomBytes(itemLength * count);
                byte[] expected = many(reference, prefix, input, itemLength, count);
                assertThat(many(scalar, prefix, input, itemLength, count)).isEqualTo(expected);
                assertThat(many(lanes, prefix, input, itemLength, count))
                        .as("%s items of %s", count, itemLength)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void shouldHashManyTheSameWhenCompiled() {
        byte[] input = randomBytes(64 * 1000);
        byte[] expected = many(reference, (byte) 1, input, 64, 1000);
        for (int i = 0; i < 60; i++) {
            assertThat(many(lanes, (byte) 1, input, 64, 1000)).isEqualTo(expected);
        }
    }

    @Test
    void shouldWriteNothingBeyondTheDigests() {
        byte[] output = new byte[40 * 32 + 7];
        Arrays.fill(output, (byte) 7);
        lanes.hashMany((byte) 0, new byte[40 * 5], 5, 40, output);
        assertThat(Arrays.copyOfRange(output, 40 * 32, output.length)).containsOnly(7);
    }

    @Test
    void shouldFindLanesWhereTheModuleIs() {
        assertThat(Sm3LanesLoader.lanes()).isPresent();
    }

    @Test
    void shouldHashWithoutTheModule() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.add(WithoutLanes.class.getName());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        byte[] expected = many(reference, (byte) 1, new byte[64 * 100], 64, 100);
        assertThat(printed.strip()).isEqualTo("lanes: false " + HexFormat.of().formatHex(expected));
    }

    /** What a process without the incubating module prints. */
    static final class WithoutLanes {
        private WithoutLanes() {}

        public static void main(String[] arguments) {
            byte[] digests = many(Suite.GM.hash(), (byte) 1, new byte[64 * 100], 64, 100);
            boolean found = Sm3LanesLoader.lanes().isPresent();
            System.out.println("lanes: " + found + " " + HexFormat.of().formatHex(digests));
        }
    }

    private static byte[] many(HashFunction hash, byte prefix, byte[] input, int itemLength, int count) {
        byte[] output = new byte[count * HashFunction.DIGEST_LENGTH];
        hash.hashMany(prefix, input, itemLength, count, output);
        return output;
    }

    private byte[] randomBytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
