package org.titlechain.exchange.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.exchange.Problem;
import org.titlechain.exchange.ProblemCode;

class DropFolderTest {
    @TempDir
    Path folder;

    private final List<String> submitted = new ArrayList<>();
    private final List<String> postponed = new ArrayList<>();
    private Instant now = Instant.parse("2025-03-14T10:00:00Z");
    private boolean down;

    private final DropFolder.Listener listener = new DropFolder.Listener() {
        @Override
        public void handled(String fileName, Outcome outcome) {}

        @Override
        public void postponed(String fileName, Exception reason) {
            postponed.add(fileName);
        }
    };

    private CompletionStage<Outcome> submit(String name, byte[] bytes) throws IOException {
        if (down) {
            throw new IOException("down");
        }
        submitted.add(name);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.startsWith("bad")) {
            throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_NOT_XML));
        }
        return CompletableFuture.completedFuture(Outcome.recorded(text, false, List.of()));
    }

    private DropFolder folder(boolean replies) {
        InstantSource clock = () -> now;
        return new DropFolder(
                folder,
                new DropFolder.Settings(
                        Duration.ofSeconds(2), Duration.ofMillis(5), replies, 100, ArchiveLimits.DEFAULT),
                this::submit,
                listener,
                clock);
    }

    private void drop(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private int looks(DropFolder drop) throws IOException {
        int handled = drop.look();
        now = now.plusSeconds(2);
        return handled + drop.look();
    }

    @Test
    void shouldMoveDoneAndBadFilesApartWithTheReason() throws IOException {
        drop("Biz1.xml", "1");
        drop("Biz2.xml", "bad");

        assertThat(looks(folder(false))).isEqualTo(2);
        assertThat(folder.resolve("done/Biz1.xml")).hasContent("1");
        assertThat(folder.resolve("failed/Biz2.xml")).hasContent("bad");
        assertThat(folder.resolve("failed/Biz2.xml.reason.txt"))
                .hasContent("MESSAGE_NOT_XML\n不是 XML 报文\nthis is not an XML message");
        assertThat(folder.resolve("Biz1.xml")).doesNotExist();
        assertThat(folder.resolve("replies")).doesNotExist();
    }

    @Test
    void shouldWaitUntilAFileIsComplete() throws IOException {
        drop("Biz1.xml.tmp", "1");
        drop("Biz2.xml", "2");
        DropFolder drop = folder(false);
        assertThat(drop.look()).isZero();
        now = now.plusSeconds(1);
        drop("Biz2.xml", "22");
        assertThat(drop.look()).isZero();
        now = now.plusMillis(1_999);
        assertThat(drop.look()).isZero();
        now = now.plusMillis(1);
        assertThat(drop.look()).isEqualTo(1);
        Files.move(folder.resolve("Biz1.xml.tmp"), folder.resolve("Biz1.xml"));
        assertThat(looks(drop)).isEqualTo(1);
        assertThat(submitted).containsExactly("Biz2.xml", "Biz1.xml");
    }

    @Test
    void shouldNeverOverwriteAnEarlierFile() throws IOException {
        for (String text : List.of("1", "2", "3")) {
            drop("Biz1.xml", text);
            looks(folder(false));
        }
        assertThat(folder.resolve("done/Biz1.xml")).hasContent("1");
        assertThat(folder.resolve("done/Biz1.xml.2")).hasContent("2");
        assertThat(folder.resolve("done/Biz1.xml.3")).hasContent("3");
    }

    @Test
    void shouldKeepAFileThatCannotBeSubmittedNow() throws IOException {
        drop("Biz1.xml", "1");
        down = true;
        DropFolder drop = folder(false);
        assertThat(looks(drop)).isZero();
        assertThat(folder.resolve("Biz1.xml")).exists();
        assertThat(postponed).containsExactly("Biz1.xml");
        down = false;
        assertThat(drop.look()).isEqualTo(1);
    }

    @Test
    void shouldHandleAnArchiveFileByFile() throws IOException {
        try (OutputStream stream = Files.newOutputStream(folder.resolve("a.zip"));
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            for (String name : List.of("Biz1.xml", "bad2.xml", "Biz3.xml")) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(name.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        drop("b.zip", "no archive at all, but long enough");

        assertThat(looks(folder(false))).isEqualTo(2);
        assertThat(submitted).containsExactly("Biz1.xml", "bad2.xml", "Biz3.xml");
        assertThat(folder.resolve("failed/a.zip")).exists();
        assertThat(Files.readString(folder.resolve("failed/a.zip.reason.txt")))
                .contains("bad2.xml: MESSAGE_NOT_XML")
                .doesNotContain("Biz1");
        assertThat(Files.readString(folder.resolve("failed/b.zip.reason.txt"))).contains("ARCHIVE_NOT_ZIP");
    }

    @Test
    void shouldPutRepliesWhereTheyAreWanted() throws IOException {
        drop("Biz1.xml", "999901250314000001");
        looks(folder(true));

        assertThat(Files.readString(folder.resolve("replies/Rep999901250314000001.xml")))
                .contains("<BizMsgID>999901250314000001</BizMsgID>", "<SuccessFlag>1</SuccessFlag>");
        assertThat(folder.resolve("replies/Rep999901250314000001.xml.tmp")).doesNotExist();
    }

    @Test
    void shouldRefuseAFileThatIsTooLong() throws IOException {
        drop("Biz1.xml", "x".repeat(101));
        looks(folder(false));

        assertThat(submitted).isEmpty();
        assertThat(Files.readString(folder.resolve("failed/Biz1.xml.reason.txt")))
                .contains("MESSAGE_TOO_LARGE");
    }

    @Test
    void shouldLookUntilItIsStopped() throws Exception {
        DropFolder drop = folder(false);
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                drop.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        drop.stop();
        thread.join(Duration.ofSeconds(10));
        assertThat(thread.isAlive()).isFalse();
    }
}
