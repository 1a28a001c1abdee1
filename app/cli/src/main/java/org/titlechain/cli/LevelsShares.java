package org.titlechain.cli;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.contract.access.Share;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whom the county of four levels gives its personal data: the city as they come, the province for a purpose that it
 * states, the nation not at all. Given once; whatever its administrator changes afterwards stays.
 */
final class LevelsShares {
    private static final Duration TERM = Duration.ofDays(365);

    /** The purposes that the console offers, and the one of the examples. */
    private static final List<String> PURPOSES =
            List.of("registration", "holder-request", "supervision", "court", "audit", "case-review");

    private LevelsShares() {}

    /** Gives what was never given, beside whatever else goes on. */
    static void begin(String county, Path data) {
        Thread.ofVirtual().name("titlechain-shares").start(() -> {
            try {
                ApiCaller caller = ApiCaller.ofNode(URI.create(county).getPort(), data);
                List<String> given = new ArrayList<>();
                for (JsonNode share : caller.get("/shares").path("items")) {
                    given.add(share.path("receiver").asString(""));
                }
                give(caller, Level.CITY, true, given);
                give(caller, Level.PROVINCE, false, given);
            } catch (IOException e) {
                System.err.println("titlechain: the county shares nothing yet: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static void give(ApiCaller caller, Level receiver, boolean standing, List<String> given)
            throws IOException, InterruptedException {
        if (given.contains(receiver.label())) {
            return;
        }
        List<String> purposes = new ArrayList<>(PURPOSES);
        if (standing) {
            purposes.add(Share.DELIVERY);
        }
        ObjectNode share = Json.object().put("receiver", receiver.label());
        share.set("districts", Json.texts(List.of(receiver.district())));
        share.set("purposes", Json.texts(purposes));
        share.put("until", Clock.systemUTC().instant().plus(TERM).toEpochMilli());
        caller.post("/shares", share);
    }
}
