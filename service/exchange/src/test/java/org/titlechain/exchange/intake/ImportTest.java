package org.titlechain.exchange.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.exchange.Problem;
import org.titlechain.exchange.ProblemCode;

class ImportTest {
    @TempDir
    Path folder;

    private final List<String> submitted = new ArrayList<>();

    private static List<MessageFile> files(int count) {
        List<MessageFile> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] bytes = ("m" + i).getBytes(StandardCharsets.UTF_8);
            files.add(new MessageFile(String.format("Biz%04d.xml", i), "s", () -> bytes));
        }
        return files;
    }

    private CompletableFuture<Outcome> record(String name, byte[] bytes) {
        submitted.add(name);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.equals("m3")) {
            throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_NOT_XML));
        }
        return CompletableFuture.completedFuture(Outcome.recorded(text, text.equals("m4"), List.of("FINDING")));
    }

    private ImportProgress run(List<MessageFile> files, Submission submission, int stopAfter) throws IOException {
        try (ImportJournal journal = ImportJournal.open(folder.resolve("journal"));
                ImportReport report = ImportReport.csv(folder.resolve("report.csv"))) {
            return new Import(submission, journal, report, progress -> {}, 8)
                    .run(files.iterator(), () -> submitted.size() >= stopAfter);
        }
    }

    @Test
    void shouldImportInOrderAndReportEachFile() throws IOException {
        assertThat(run(files(6), this::record, 100)).isEqualTo(new ImportProgress(6, 0, 4, 1, 1, 12));
        assertThat(submitted)
                .containsExactly(
                        "Biz0000.xml", "Biz0001.xml", "Biz0002.xml", "Biz0003.xml", "Biz0004.xml", "Biz0005.xml");
        List<String> lines = Files.readAllLines(folder.resolve("report.csv"));
        assertThat(lines).hasSize(7);
        assertThat(lines.get(1)).isEqualTo("Biz0000.xml,m0,RECORDED,,,,FINDING");
        assertThat(lines.get(4))
                .isEqualTo("Biz0003.xml,,REFUSED,MESSAGE_NOT_XML,不是 XML 报文,this is not an XML message,");
    }

    @Test
    void shouldGoOnWhereItWasStopped() throws IOException {
        run(files(100), this::record, 40);
        assertThat(submitted).hasSize(40);
        ImportProgress progress = run(files(100), this::record, 1_000);

        assertThat(progress.skipped()).isEqualTo(40);
        assertThat(submitted).hasSize(100).doesNotHaveDuplicates();
        assertThat(Files.readAllLines(folder.resolve("report.csv"))).hasSize(101);
    }

    @Test
    void shouldSurviveATornJournal() throws IOException {
        run(files(10), this::record, 1_000);
        Files.write(folder.resolve("journal"), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        ImportProgress progress = run(files(12), this::record, 1_000);

        assertThat(progress.skipped()).isEqualTo(10);
        assertThat(progress.recorded()).isEqualTo(2);
        assertThat(Files.size(folder.resolve("journal"))).isEqualTo(12 * 16);
    }

    @Test
    void shouldImportAFileAgainThatHasChanged() throws IOException {
        run(files(3), this::record, 1_000);
        List<MessageFile> changed = new ArrayList<>(files(3));
        changed.set(1, new MessageFile("Biz0001.xml", "t", changed.get(1).content()));

        assertThat(run(changed, this::record, 1_000).skipped()).isEqualTo(2);
    }

    @Test
    void shouldRememberManyFiles() throws IOException {
        List<MessageFile> files = files(5_000);
        run(files, (name, bytes) -> CompletableFuture.completedFuture(Outcome.recorded("m", false, List.of())), 1);
        try (ImportJournal journal = ImportJournal.open(folder.resolve("journal"))) {
            assertThat(journal.size()).isEqualTo(5_000);
            assertThat(files).allMatch(journal::isDone);
            assertThat(journal.isDone(new MessageFile("Biz5000.xml", "s", () -> new byte[0])))
                    .isFalse();
        }
    }

    @Test
    void shouldNoteNothingAfterAFileWhoseOutcomeIsNotKnown() throws IOException {
        Submission failing = (name, bytes) -> name.equals("Biz0005.xml")
                ? CompletableFuture.failedFuture(new IOException("gone"))
                : record(name, bytes);

        assertThatThrownBy(() -> run(files(10), failing, 1_000)).isInstanceOf(IOException.class);
        ImportProgress progress = run(files(10), this::record, 1_000);
        assertThat(progress.skipped()).isGreaterThanOrEqualTo(5);
        assertThat(submitted).contains("Biz0005.xml");
    }

    @Test
    void shouldKeepSeveralUnderWayAndFinishThemInOrder() throws IOException {
        List<CompletableFuture<Outcome>> open = new ArrayList<>();
        List<Integer> mostOpen = new ArrayList<>();
        Submission slow = (name, bytes) -> {
            CompletableFuture<Outcome> outcome = new CompletableFuture<>();
            open.add(outcome);
            mostOpen.add((int) open.stream().filter(one -> !one.isDone()).count());
            if (open.size() % 8 == 0) {
                for (int i = open.size() - 1; i >= 0; i--) {
                    open.get(i).complete(Outcome.recorded("m" + i, false, List.of()));
                }
            }
            return outcome;
        };

        assertThat(run(files(32), slow, 1_000).recorded()).isEqualTo(32);
        assertThat(mostOpen).contains(8).doesNotContain(9);
        assertThat(Files.readAllLines(folder.resolve("report.csv")).get(1)).startsWith("Biz0000.xml,m0");
    }

    @Test
    void shouldFindFilesInFoldersByName() throws IOException {
        Files.createDirectories(folder.resolve("in/b"));
        for (String name : List.of("b/Biz2.xml", "Biz1.xml", "Biz3.xml.tmp", ".hidden.xml", "Biz4.part")) {
            Files.writeString(folder.resolve("in").resolve(name), "x");
        }
        Files.createSymbolicLink(folder.resolve("in/link.xml"), folder.resolve("in/Biz1.xml"));

        assertThat(MessageFiles.walk(folder.resolve("in"), 10).stream().map(MessageFile::name))
                .containsExactly("Biz1.xml", "b/Biz2.xml");
    }

    @Test
    void shouldWriteAReportOfJsonLines() throws IOException {
        try (ImportReport report = ImportReport.json(folder.resolve("report.jsonl"))) {
            report.add("a\"b.xml", Outcome.refused("1", "CODE", "中\n文", "text"));
        }
        assertThat(Files.readString(folder.resolve("report.jsonl")))
                .isEqualTo("{\"file\":\"a\\\"b.xml\",\"message\":\"1\",\"status\":\"REFUSED\",\"code\":\"CODE\","
                        + "\"zh\":\"中\\u000a文\",\"en\":\"text\",\"findings\":[]}\n");
    }
}
