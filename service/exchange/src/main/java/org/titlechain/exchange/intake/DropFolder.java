package org.titlechain.exchange.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.titlechain.exchange.ExchangeException;

/**
 * A folder into which front-end machines drop message files and archives of them. A complete file is submitted and then
 * moved to {@code done/}; a refused one to {@code failed/}, with {@code <name>.reason.txt} beside it. Nothing is ever
 * deleted or overwritten. A file is complete when its name is not a passing one and its length and time have not
 * changed for the quiet time.
 *
 * <p>Safe against being killed at any moment: a file is moved only after its outcome is known, and submitting it again
 * has no second effect. What cannot be submitted now stays and is tried again at the next look.
 */
public final class DropFolder {
    /**
     * How the folder is watched.
     *
     * @param quiet how long a file must be unchanged
     * @param look the time between two looks
     * @param replies whether replies are put into {@code replies/}
     * @param maximumBytes the longest file that is read
     * @param archives limits for archives
     */
    public record Settings(Duration quiet, Duration look, boolean replies, int maximumBytes, ArchiveLimits archives) {
        /** Two seconds quiet, a look each second, no replies. */
        public static final Settings DEFAULT =
                new Settings(Duration.ofSeconds(2), Duration.ofSeconds(1), false, 8 << 20, ArchiveLimits.DEFAULT);
    }

    /** Is told what became of each file, and of looks that failed. */
    public interface Listener {
        /** A file was handled. */
        void handled(String fileName, Outcome outcome);

        /** A file could not be submitted now and stays; or the folder could not be read. */
        void postponed(String fileName, Exception reason);
    }

    private record Seen(long size, long modified, long since) {}

    private final Path folder;
    private final Settings settings;
    private final Submission submission;
    private final Listener listener;
    private final InstantSource clock;
    private final Map<String, Seen> seen = new HashMap<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    public DropFolder(Path folder, Settings settings, Submission submission, Listener listener, InstantSource clock) {
        this.folder = folder;
        this.settings = settings;
        this.submission = submission;
        this.listener = listener;
        this.clock = clock;
    }

    /** Looks again and again until {@link #stop}. A look that fails is reported and tried again. */
    public void run() throws InterruptedException {
        do {
            try {
                look();
            } catch (IOException e) {
                listener.postponed("", e);
            }
        } while (!stopped.await(settings.look().toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Ends {@link #run} after the file that is being handled. */
    public void stop() {
        stopped.countDown();
    }

    /** One look: handles every complete file in the order of names, and gives their number. */
    public int look() throws IOException {
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> found = Files.list(folder)) {
            found.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> MessageFiles.isFinished(path.getFileName().toString()))
                    .forEach(paths::add);
        }
        paths.sort(null);
        seen.keySet()
                .retainAll(paths.stream()
                        .map(path -> path.getFileName().toString())
                        .toList());
        int handled = 0;
        for (Path path : paths) {
            if (stopped.getCount() == 0) {
                break;
            }
            if (isQuiet(path) && handle(path)) {
                handled++;
            }
        }
        return handled;
    }

    private boolean isQuiet(Path path) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        long now = clock.millis();
        long modified = attributes.lastModifiedTime().toMillis();
        String name = path.getFileName().toString();
        Seen before = seen.get(name);
        if (before == null || before.size() != attributes.size() || before.modified() != modified) {
            before = new Seen(attributes.size(), modified, now);
            seen.put(name, before);
        }
        return now - before.since() >= settings.quiet().toMillis();
    }

    private boolean handle(Path path) {
        String name = path.getFileName().toString();
        try {
            boolean archive = name.toLowerCase(Locale.ROOT).endsWith(".zip");
            List<String> reasons = archive ? archive(path) : single(path, name);
            settle(path, reasons);
            seen.remove(name);
            return true;
        } catch (IOException | CompletionException e) {
            listener.postponed(name, e);
            return false;
        }
    }

    private List<String> single(Path path, String name) throws IOException {
        Outcome outcome;
        try {
            outcome = submit(name, MessageFiles.read(path, settings.maximumBytes()));
        } catch (ExchangeException e) {
            outcome = Outcome.refused(e.problem());
        }
        listener.handled(name, outcome);
        return outcome.isRefused() ? List.of(reason("", outcome)) : List.of();
    }

    private List<String> archive(Path path) throws IOException {
        List<String> reasons = new ArrayList<>();
        try (MessageArchive archive = MessageArchive.open(path, settings.archives())) {
            for (MessageFile file : archive.files()) {
                Outcome outcome;
                try {
                    outcome = submit(file.name(), file.content().read());
                } catch (ExchangeException e) {
                    outcome = Outcome.refused(e.problem());
                }
                listener.handled(path.getFileName() + "/" + file.name(), outcome);
                if (outcome.isRefused()) {
                    reasons.add(reason(file.name() + ": ", outcome));
                }
            }
        } catch (ExchangeException e) {
            Outcome outcome = Outcome.refused(e.problem());
            listener.handled(path.getFileName().toString(), outcome);
            reasons.add(reason("", outcome));
        }
        return reasons;
    }

    private Outcome submit(String name, byte[] bytes) throws IOException {
        try {
            Outcome outcome =
                    submission.submit(name, bytes).toCompletableFuture().join();
            if (settings.replies() && outcome.reply().isPresent()) {
                reply(outcome);
            }
            return outcome;
        } catch (CompletionException e) {
            if (e.getCause() instanceof ExchangeException refusal) {
                return Outcome.refused(refusal.problem());
            }
            throw e;
        }
    }

    /** A reply appears complete or not at all: it is written under a passing name first. */
    private void reply(Outcome outcome) throws IOException {
        Path replies = Files.createDirectories(folder.resolve("replies"));
        String name = outcome.reply().orElseThrow().fileName();
        if (!SafeNames.isSafe(name)) {
            return;
        }
        Path passing = replies.resolve(name + ".tmp");
        Files.write(passing, outcome.reply().orElseThrow().write("UTF-8"));
        Files.move(passing, replies.resolve(name), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String reason(String prefix, Outcome outcome) {
        return prefix + outcome.code() + "\n" + prefix + outcome.chinese() + "\n" + prefix + outcome.english() + "\n";
    }

    /** The reason is there before the file, so that a file in {@code failed/} never lacks it. */
    private void settle(Path path, List<String> reasons) throws IOException {
        Path target = freeName(Files.createDirectories(folder.resolve(reasons.isEmpty() ? "done" : "failed")), path);
        if (!reasons.isEmpty()) {
            Files.writeString(
                    target.resolveSibling(target.getFileName() + ".reason.txt"),
                    String.join("\n", reasons),
                    StandardCharsets.UTF_8);
        }
        try {
            Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(path, target);
        }
    }

    /** The file's name, or with a number when there is one of that name from an earlier time. */
    private static Path freeName(Path folder, Path path) {
        Path target = folder.resolve(path.getFileName());
        for (int i = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
            target = folder.resolve(path.getFileName() + "." + i);
        }
        return target;
    }
}
