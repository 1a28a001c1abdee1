package org.titlechain.exchange.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.exchange.ProblemCode;

class HostileArchiveTest {
    private static final long LONGEST_MILLISECONDS = 2_000;
    private static final ArchiveLimits LIMITS = new ArchiveLimits(1 << 24, 2_000, 1 << 20, 4 << 20, 100);

    @TempDir
    Path folder;

    private record Attack(String name, byte[] bytes, ProblemCode code) {}

    private final List<Attack> attacks = new ArrayList<>();

    private void attack(String name, byte[] bytes, ProblemCode code) {
        attacks.add(new Attack(name, bytes, code));
    }

    @Test
    void shouldRefuseEveryHostileArchiveWithItsCodeAndWriteNothing() throws IOException {
        names();
        sizes();
        damages();
        features();
        assertThat(attacks).hasSizeGreaterThanOrEqualTo(40);
        for (Attack attack : attacks) {
            long start = System.nanoTime();
            assertThat(outcome(attack.bytes())).as(attack.name()).contains(attack.code());
            assertThat((System.nanoTime() - start) / 1_000_000)
                    .as(attack.name())
                    .isLessThan(LONGEST_MILLISECONDS);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(folder.resolve("a.zip"));
        }
    }

    @Test
    void shouldReadAnHonestArchive() throws IOException {
        byte[] zip = zip("a/Biz1.xml", "x", "b/Biz2.xml", "yy", "空 文件.xml", "");
        Files.write(folder.resolve("a.zip"), zip);
        List<String> read = new ArrayList<>();
        try (MessageArchive archive = MessageArchive.open(folder.resolve("a.zip"), LIMITS)) {
            for (MessageFile file : archive.files()) {
                read.add(file.name() + "=" + new String(file.content().read(), StandardCharsets.UTF_8));
            }
        }
        assertThat(read).containsExactly("a/Biz1.xml=x", "b/Biz2.xml=yy", "空 文件.xml=");
    }

    @Test
    void shouldReadNamesInGbkAndMoreEntriesThanSixteenBitsCount() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, Charset.forName("GBK"))) {
            zip.setLevel(0);
            for (int i = 0; i < 70_000; i++) {
                zip.putNextEntry(new ZipEntry("报文" + i + ".xml"));
                zip.closeEntry();
            }
        }
        Files.write(folder.resolve("a.zip"), bytes.toByteArray());
        try (MessageArchive archive = MessageArchive.open(folder.resolve("a.zip"), ArchiveLimits.DEFAULT)) {
            assertThat(archive.files()).hasSize(70_000);
            assertThat(archive.files().getLast().name()).isEqualTo("报文69999.xml");
        }
    }

    private Optional<ProblemCode> outcome(byte[] bytes) throws IOException {
        Path path = folder.resolve("a.zip");
        Files.write(path, bytes);
        try (MessageArchive archive = MessageArchive.open(path, LIMITS)) {
            for (MessageFile file : archive.files()) {
                file.content().read();
            }
            return Optional.empty();
        } catch (ExchangeException e) {
            return Optional.of(e.problem().code());
        }
    }

    private static byte[] zip(String... namesAndTexts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < namesAndTexts.length; i += 2) {
                zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
                zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    private void names() throws IOException {
        for (String name : List.of(
                "../evil.xml",
                "a/../../evil.xml",
                "/etc/passwd",
                "..",
                "./a.xml",
                "C:evil.xml",
                "C:\\evil.xml",
                "\\\\host\\share",
                "a\\..\\evil.xml",
                "a//b.xml",
                "nul.xml",
                "CON",
                "com1.txt",
                "a.xml\0.zip",
                "a\nb.xml",
                ".hidden",
                "a/.ssh/key",
                "evil.",
                "a /b.xml",
                "％2e％2e／evil.xml",
                "․․/evil.xml",
                "‥/evil.xml",
                "a|b.xml",
                "$(id).xml",
                "`id`.xml",
                "x".repeat(300) + ".xml",
                "a/".repeat(9) + "a.xml",
                "a:b.xml",
                "a*.xml",
                "~root.xml")) {
            attack("name " + name, zip(name, "x"), ProblemCode.ARCHIVE_NAME);
        }
        byte[] twice = zip("aa.xml", "x", "ab.xml", "y");
        replace(twice, "ab.xml", "aa.xml");
        attack("the same name twice", twice, ProblemCode.ARCHIVE_NAME_TWICE);
        attack("names that differ in case", zip("a.xml", "x", "A.XML", "y"), ProblemCode.ARCHIVE_NAME_TWICE);
        attack("archive by name", zip("a.zip", "x"), ProblemCode.ARCHIVE_NESTED);
        attack("package by name", zip("a.jar", "x"), ProblemCode.ARCHIVE_NESTED);
        attack(
                "archive by content",
                zip("a.xml", new String(zip("b.xml", "x"), StandardCharsets.ISO_8859_1)),
                ProblemCode.ARCHIVE_NESTED);
    }

    private void sizes() throws IOException {
        attack("ratio", zip("a.xml", "0".repeat(1_000_000)), ProblemCode.ARCHIVE_RATIO);
        attack("one file too large", zip("a.xml", "<a/>" + "0".repeat(2 << 20)), ProblemCode.ARCHIVE_TOO_LARGE);
        String[] many = new String[20];
        for (int i = 0; i < 20; i += 2) {
            many[i] = i + ".xml";
            many[i + 1] = noise(900_000);
        }
        attack("all files too large", zip(many), ProblemCode.ARCHIVE_TOO_LARGE);
        String[] count = new String[4_004];
        for (int i = 0; i < count.length; i += 2) {
            count[i] = i + ".xml";
            count[i + 1] = "";
        }
        attack("too many files", zip(count), ProblemCode.ARCHIVE_TOO_MANY_ENTRIES);
        attack("archive too large", new byte[(1 << 24) + 1], ProblemCode.ARCHIVE_TOO_LARGE);
        byte[] smaller = zip("a.xml", "0123456789".repeat(50));
        central(smaller).putInt(24, 10);
        attack("declares less than it holds", smaller, ProblemCode.ARCHIVE_DAMAGED);
        byte[] larger = zip("a.xml", "0123456789".repeat(50));
        central(larger).putInt(24, 501);
        attack("declares more than it holds", larger, ProblemCode.ARCHIVE_DAMAGED);
    }

    private static String noise(int length) {
        java.util.SplittableRandom random = new java.util.SplittableRandom(length);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append((char) ('0' + random.nextInt(64)));
        }
        return text.toString();
    }

    private void damages() throws IOException {
        byte[] good = zip("a.xml", "hello", "b.xml", "world");
        attack("empty file", new byte[0], ProblemCode.ARCHIVE_NOT_ZIP);
        attack("text", "hello".repeat(10).getBytes(StandardCharsets.UTF_8), ProblemCode.ARCHIVE_NOT_ZIP);
        attack("cut in the middle", java.util.Arrays.copyOf(good, good.length / 2), ProblemCode.ARCHIVE_NOT_ZIP);
        attack("bytes behind the end", java.util.Arrays.copyOf(good, good.length + 1), ProblemCode.ARCHIVE_NOT_ZIP);
        byte[] prefixed = new byte[good.length + 10];
        System.arraycopy(good, 0, prefixed, 10, good.length);
        attack("bytes before the beginning", prefixed, ProblemCode.ARCHIVE_DAMAGED);
        attack(
                "more entries than there are",
                change(good, end(good) + 10, 3, end(good) + 8, 3),
                ProblemCode.ARCHIVE_DAMAGED);
        attack(
                "fewer entries than there are",
                change(good, end(good) + 10, 1, end(good) + 8, 1),
                ProblemCode.ARCHIVE_DAMAGED);
        attack("directory elsewhere", change(good, end(good) + 16, 7), ProblemCode.ARCHIVE_DAMAGED);
        attack("several disks", change(good, end(good) + 4, 1), ProblemCode.ARCHIVE_UNSUPPORTED);
        byte[] overlapped = good.clone();
        second(overlapped).putInt(42, 3);
        attack("overlapping files", overlapped, ProblemCode.ARCHIVE_DAMAGED);
        byte[] same = good.clone();
        second(same).putInt(42, 0);
        attack("two names for the same bytes", same, ProblemCode.ARCHIVE_DAMAGED);
        byte[] beyond = good.clone();
        second(beyond).putInt(42, good.length + 100);
        attack("file behind the directory", beyond, ProblemCode.ARCHIVE_DAMAGED);
        byte[] checksum = good.clone();
        central(checksum).putInt(16, 1);
        attack("wrong checksum", checksum, ProblemCode.ARCHIVE_DAMAGED);
        byte[] renamed = good.clone();
        renamed[30] = 'z';
        attack("another name at the file", renamed, ProblemCode.ARCHIVE_DAMAGED);
        byte[] method = good.clone();
        method[8] = 0;
        attack("another method at the file", method, ProblemCode.ARCHIVE_DAMAGED);
        byte[] garbage = good.clone();
        garbage[36] = (byte) 0xff;
        attack("broken data", garbage, ProblemCode.ARCHIVE_DAMAGED);
        byte[] signature = good.clone();
        signature[0] = 'X';
        attack("no file where one should be", signature, ProblemCode.ARCHIVE_DAMAGED);
        byte[] packed = good.clone();
        second(packed).putInt(20, 100_000);
        attack("packed length too long", packed, ProblemCode.ARCHIVE_DAMAGED);
    }

    private void features() throws IOException {
        byte[] good = zip("a.xml", "hello");
        attack(
                "encrypted",
                change(good, centralAt(good) + 8, good[centralAt(good) + 8] | 1),
                ProblemCode.ARCHIVE_ENCRYPTED);
        attack("strongly encrypted", change(good, centralAt(good) + 8, 0x40), ProblemCode.ARCHIVE_ENCRYPTED);
        attack("LZMA", change(good, centralAt(good) + 10, 14), ProblemCode.ARCHIVE_UNSUPPORTED);
        attack("patched data", change(good, centralAt(good) + 8, 0x20), ProblemCode.ARCHIVE_UNSUPPORTED);
        byte[] link = good.clone();
        central(link).putInt(38, 0xa1ff << 16);
        attack("symbolic link", link, ProblemCode.ARCHIVE_LINK);
        byte[] device = good.clone();
        central(device).putInt(38, 0x21ff << 16);
        attack("device", device, ProblemCode.ARCHIVE_LINK);
        byte[] stored = good.clone();
        central(stored).putShort(10, (short) 0);
        attack("stored with two lengths", stored, ProblemCode.ARCHIVE_DAMAGED);
    }

    private static byte[] change(byte[] bytes, int... placesAndValues) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < placesAndValues.length; i += 2) {
            changed[placesAndValues[i]] = (byte) placesAndValues[i + 1];
        }
        return changed;
    }

    private static int end(byte[] zip) {
        return zip.length - 22;
    }

    private static int centralAt(byte[] zip) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(end(zip) + 16);
    }

    private static ByteBuffer central(byte[] zip) {
        return slice(zip, centralAt(zip));
    }

    private static ByteBuffer second(byte[] zip) {
        return slice(zip, centralAt(zip) + 46 + "a.xml".length());
    }

    private static ByteBuffer slice(byte[] zip, int at) {
        return ByteBuffer.wrap(zip, at, zip.length - at).slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void replace(byte[] bytes, String from, String to) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) {
            System.arraycopy(to.getBytes(StandardCharsets.ISO_8859_1), 0, bytes, at, to.length());
        }
    }
}
