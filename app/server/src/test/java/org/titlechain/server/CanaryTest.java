package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Personal data that was sent through the interface is found in no file of the node, outside the vault's ciphertext.
 */
class CanaryTest {
    private static final int CANARIES = Integer.getInteger("titlechain.canaries", 1_000);

    @TempDir
    Path folder;

    @Test
    void shouldLeaveNoNameNumberOrPhoneInAnyFile() throws Exception {
        Path data = folder.resolve("node");
        List<String> planted = new ArrayList<>();
        try (TestNode node = TestNode.start(data)) {
            for (int i = 0; i * 3 < CANARIES; i++) {
                String name = String.format(Locale.ROOT, "金丝雀%05d", i);
                String number = String.format(Locale.ROOT, "CANARY%012d", 77_000_000 + i);
                planted.addAll(List.of(name, number, "139" + number.replaceAll("[^0-9]", "")));
                assertThat(node.client.post(Messages.first(i + 1, name, number)).statusCode())
                        .isEqualTo(201);
            }
            // Ways in which a value could slip into a log: as part of addresses, of refused messages, of searches.
            node.client.get("/units/" + planted.getFirst().replace("金丝雀", "x"));
            node.client.post(Messages.first(1, planted.get(3), planted.get(4)));
            node.client.post(
                    Messages.first(9_000, planted.get(3), planted.get(4)).replace("</Head>", "</Heads>"));
            node.client.call(
                    "POST", "/search", ("{\"text\":\"" + planted.get(3) + "\"}").getBytes(StandardCharsets.UTF_8));
            node.client.get("/units/" + Messages.unit(1) + "/holders?purpose=case-review");
        }
        byte[][] needles = needles(planted);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(firstFound(bytes, needles)).as(file.toString()).isEqualTo(-1);
            }
        }
        assertThat(planted.size()).isGreaterThanOrEqualTo(CANARIES);
    }

    private static byte[][] needles(List<String> planted) {
        List<byte[]> needles = new ArrayList<>();
        for (String text : planted) {
            needles.add(text.getBytes(StandardCharsets.UTF_8));
            needles.add(text.getBytes(Charset.forName("GB18030")));
        }
        return needles.toArray(byte[][]::new);
    }

    /** All canaries begin in one of a few ways: only at these places is compared. */
    private static int firstFound(byte[] bytes, byte[][] needles) {
        boolean[] starts = new boolean[256];
        for (byte[] needle : needles) {
            starts[needle[0] & 0xff] = true;
        }
        for (int at = 0; at < bytes.length; at++) {
            if (starts[bytes[at] & 0xff]) {
                for (byte[] needle : needles) {
                    if (at + needle.length <= bytes.length
                            && bytes[at] == needle[0]
                            && java.util.Arrays.equals(bytes, at, at + needle.length, needle, 0, needle.length)) {
                        return at;
                    }
                }
            }
        }
        return -1;
    }
}
