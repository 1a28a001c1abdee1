package org.titlechain.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.titlechain.exchange.intake.Outcome;
import org.titlechain.exchange.intake.Submission;
import org.titlechain.server.Composition;
import org.titlechain.server.node.GatewaySubmission;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityMessage;
import org.titlechain.testkit.city.CityOptions;

/** Fills an empty node with an invented city, so that there is something to look at. */
final class Demonstration {
    private static final long MESSAGES = 2_000;
    private static final long SEED = 20_261_121;
    private static final int BREACHES_IN_A_MILLION = 4_000;
    private static final int WINDOW = 128;
    private static final int EVERY = 500;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private Demonstration() {}

    static void fill(Path data, Composition composition, PrintStream out) throws IOException, InterruptedException {
        boolean empty = composition.node().ledger().keys("message/", "", 1).isEmpty();
        if (!empty) {
            return;
        }
        Submission submission = new GatewaySubmission(composition.node().gateway());
        CityGenerator city = new CityGenerator(CityOptions.of(SEED, MESSAGES).withBreaches(BREACHES_IN_A_MILLION));
        Deque<CompletableFuture<Outcome>> underWay = new ArrayDeque<>();
        long done = 0;
        out.println("示范城市 · filling the node with an invented city of " + MESSAGES + " messages …");
        while (city.hasNext() || !underWay.isEmpty()) {
            if (city.hasNext()) {
                CityMessage message = city.next();
                underWay.add(
                        submission.submit(message.fileName(), message.bytes()).toCompletableFuture());
            }
            if (underWay.size() >= WINDOW || !city.hasNext()) {
                underWay.remove().join();
                done++;
                if (done % EVERY == 0) {
                    out.println("  " + done + " / " + MESSAGES);
                }
            }
        }
        long last = composition.node().ledger().status().logSize() - 1;
        composition.node().query().awaitPosition(last, LONGEST_WAIT);
        out.println("示范城市就绪 · the invented city is there: " + city.units() + " units");
        DemonstrationOffice.open(data, composition, out);
    }
}
