package org.titlechain.server.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.access.Share;
import org.titlechain.contract.record.RecordContract;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.delivery.DeliveryException.Reason;
import org.titlechain.server.delivery.Fetcher.Outcome;
import org.titlechain.server.delivery.Fetcher.Wish;

/**
 * Fetches what is registered, as it comes, from members whose share names the purpose {@link Share#DELIVERY}. How far
 * it has come with each member is in a file of its own, written after what came is durable: after a kill it goes on
 * there, and asks again for at most one step, of which nothing is kept twice. A share that is given anew or changed is
 * followed from the beginning of the log.
 */
final class StandingDelivery implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StandingDelivery.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int STEP = 256;
    private static final int MOST_SHARES = 10_000;
    private static final Wish WISH = new Wish(Share.DELIVERY, "standing-delivery", false);
    private static final String CASE = "registration/";

    /** What another attempt may mend; everything else is passed over, and can be fetched by hand. */
    private static final Set<Reason> WORTH_WAITING =
            Set.of(Reason.HOLDER_UNREACHABLE, Reason.CERTIFICATE_REFUSED, Reason.NOT_RECORDED, Reason.MALFORMED);

    private final Path folder;
    private final Ledger ledger;
    private final String member;
    private final Fetcher fetcher;
    private final InstantSource clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    StandingDelivery(Path root, Ledger ledger, String member, Fetcher fetcher, InstantSource clock) throws IOException {
        this.folder = root.resolve("delivery");
        this.ledger = ledger;
        this.member = member;
        this.fetcher = fetcher;
        this.clock = clock;
        this.thread = Thread.ofPlatform()
                .name("titlechain-standing-delivery")
                .daemon()
                .unstarted(this::run);
        PrivateFiles.createFolder(folder);
    }

    void begin() {
        thread.start();
    }

    private void run() {
        try {
            while (!closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    for (String holder : holders()) {
                        follow(holder);
                    }
                } catch (IOException | RuntimeException e) {
                    LOG.warn(
                            "a round of standing delivery failed: {}",
                            e.getClass().getSimpleName());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> holders() {
        long height = ledger.status().height() + 1;
        return ledger.keys(Share.PREFIX, "", MOST_SHARES).stream()
                .map(key -> key.split("/", 3))
                .filter(names -> names[2].equals(member))
                .map(names -> names[1])
                .filter(holder -> Share.between(ledger.state(), holder, member, height)
                        .filter(share -> share.purposes().contains(Share.DELIVERY) && share.until() > clock.millis())
                        .isPresent())
                .toList();
    }

    /** Goes on with what the member's share covers until the end of the log, or until something is in the way. */
    private void follow(String holder) throws IOException {
        long version = ledger.find(Share.stateKey(holder, member)).orElseThrow().version();
        long position = position(holder, version);
        boolean free = true;
        while (free && closing.getCount() > 0 && position < ledger.status().logSize()) {
            List<Leaf> leaves = ledger.leaves(position, STEP);
            Set<String> messages = new LinkedHashSet<>();
            leaves.forEach(leaf -> message(leaf.map()).ifPresent(messages::add));
            free = !leaves.isEmpty() && fetched(holder, messages);
            if (free) {
                position += leaves.size();
                PrivateFiles.replace(folder.resolve(holder), version + " " + position + "\n");
            }
        }
    }

    private boolean fetched(String holder, Set<String> messages) {
        List<String> covered = messages.stream()
                .filter(message -> fetcher.isShared(holder, message, WISH))
                .toList();
        for (Outcome outcome : fetcher.fetch(covered, WISH)) {
            if (outcome.trouble().filter(WORTH_WAITING::contains).isPresent()) {
                LOG.info(
                        "standing delivery waits for {}: {}",
                        holder,
                        outcome.trouble().get());
                return false;
            }
        }
        return true;
    }

    /** The message that the leaf recorded, or the case that it entered into the register. */
    private static Optional<String> message(MapValue leaf) {
        MapValue decision = leaf.get("decision").asMap();
        if (leaf.get("command").isNull() || !decision.get("accepted").asBoolean()) {
            return Optional.empty();
        }
        MapValue command = leaf.get("command").asMap();
        if (command.get("type").asText().equals(RecordContract.COMMAND)) {
            return command.get("head").asMap().find("BizMsgID").map(Value::asText);
        }
        List<String> writes = decision.get("writes").asList().stream()
                .map(write -> write.asMap().get("key").asText())
                .toList();
        return writes.stream().anyMatch(key -> key.startsWith("unit/"))
                ? writes.stream().filter(key -> key.startsWith(CASE)).findFirst()
                : Optional.empty();
    }

    private long position(String holder, long version) throws IOException {
        Path file = folder.resolve(holder);
        if (!Files.exists(file)) {
            return 0;
        }
        String[] parts =
                Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ", 2);
        return parts.length == 2 && parts[0].equals(Long.toString(version)) && parts[1].matches("[0-9]{1,18}")
                ? Long.parseLong(parts[1])
                : 0;
    }

    @Override
    public void close() {
        closing.countDown();
        boolean interrupted = false;
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
