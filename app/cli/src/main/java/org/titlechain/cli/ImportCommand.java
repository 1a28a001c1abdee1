package org.titlechain.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.titlechain.crypto.Suite;
import org.titlechain.exchange.intake.ArchiveLimits;
import org.titlechain.exchange.intake.DropFolder;
import org.titlechain.exchange.intake.Import;
import org.titlechain.exchange.intake.ImportJournal;
import org.titlechain.exchange.intake.ImportProgress;
import org.titlechain.exchange.intake.ImportReport;
import org.titlechain.exchange.intake.MessageArchive;
import org.titlechain.exchange.intake.MessageFile;
import org.titlechain.exchange.intake.MessageFiles;
import org.titlechain.exchange.intake.Outcome;
import org.titlechain.exchange.intake.Submission;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;
import org.titlechain.server.node.GatewaySubmission;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "record access messages from a file, a folder or a ZIP archive; run it again to go on",
        mixinStandardHelpOptions = true)
final class ImportCommand implements Callable<Integer> {
    private static final int LONGEST_MESSAGE = 8 << 20;
    private static final int WINDOW = 512;

    @Mixin
    private DataOption data = new DataOption();

    @Parameters(paramLabel = "PATH", description = "what to import")
    private Path path = Path.of("");

    @Option(
            names = "--watch",
            description = "watch the folder: done files go to done/, refused ones to failed/ with a reason")
    private boolean watch;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        if (!Files.exists(path) || watch && !Files.isDirectory(path)) {
            System.err.println("titlechain import: " + path + (watch ? " is not a folder" : " does not exist"));
            return Commands.USAGE;
        }
        Optional<NodeLink> running = NodeLink.find(data.path());
        if (running.isPresent()) {
            try (NodeLink link = running.get()) {
                return run(new RemoteSubmission(link));
            }
        }
        try (DataFolder folder = DataFolder.open(data.path());
                Node node = Nodes.open(folder, Configuration.read(data.path(), java.util.Map.of()))) {
            return run(new GatewaySubmission(node.gateway()));
        }
    }

    private int run(Submission submission) throws Exception {
        AtomicBoolean stopping = new AtomicBoolean();
        Thread main = Thread.currentThread();
        Thread hook = new Thread(() -> {
            stopping.set(true);
            try {
                main.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Runtime.getRuntime().addShutdownHook(hook);
        if (watch) {
            watch(submission);
            return 0;
        }
        Path base = data.path().resolve("import-" + name(path.toAbsolutePath().normalize()));
        try (ImportJournal journal = ImportJournal.open(base.resolveSibling(base.getFileName() + ".journal"));
                ImportReport report = ImportReport.csv(base.resolveSibling(base.getFileName() + ".csv"))) {
            ImportProgress end;
            if (path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
                try (MessageArchive archive = MessageArchive.open(path, ArchiveLimits.DEFAULT)) {
                    end = importFiles(archive.files(), submission, journal, report, stopping);
                }
            } else if (Files.isDirectory(path)) {
                end = importFiles(MessageFiles.walk(path, LONGEST_MESSAGE), submission, journal, report, stopping);
            } else {
                MessageFile file = MessageFiles.of(path, path.getFileName().toString(), LONGEST_MESSAGE);
                end = importFiles(List.of(file), submission, journal, report, stopping);
            }
            out.printf(
                    "%n完成 · done: 记录 recorded %d, 已有 repeated %d, 拒绝 refused %d, 略过 skipped %d%n报告 · report: %s%n",
                    end.recorded(),
                    end.repeated(),
                    end.refused(),
                    end.skipped(),
                    base.resolveSibling(base.getFileName() + ".csv"));
            return end.refused() == 0 ? 0 : Failure.FOUND;
        }
    }

    private ImportProgress importFiles(
            List<MessageFile> files,
            Submission submission,
            ImportJournal journal,
            ImportReport report,
            AtomicBoolean stopping)
            throws IOException {
        ProgressLine line = new ProgressLine(out, files.size());
        Iterator<MessageFile> source = files.iterator();
        ImportProgress end = new Import(submission, journal, report, line, WINDOW).run(source, stopping::get);
        if (submission instanceof RemoteSubmission remote) {
            remote.finish();
        }
        line.end(end);
        return end;
    }

    private void watch(Submission submission) throws InterruptedException {
        DropFolder folder = new DropFolder(
                path,
                DropFolder.Settings.DEFAULT,
                submission,
                new DropFolder.Listener() {
                    @Override
                    public void handled(String fileName, Outcome outcome) {
                        out.println(outcome.status().name().toLowerCase(Locale.ROOT) + " " + fileName
                                + (outcome.code().isEmpty() ? "" : " " + outcome.code() + " " + outcome.chinese()));
                    }

                    @Override
                    public void postponed(String fileName, Exception reason) {
                        out.println("postponed " + fileName + ": " + Failure.sentence(reason));
                    }
                },
                java.time.Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(folder::stop));
        out.println("监视中 · watching " + path + " (Ctrl-C)");
        folder.run();
    }

    /** The same path gives the same name, so that running again goes on. */
    private static String name(Path path) {
        byte[] digest = Suite.GM.hash().hash(path.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest).substring(0, 16);
    }
}
