package org.titlechain.testkit.story;

import java.util.List;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.access.SharingContract;
import org.titlechain.testkit.registration.Office;
import org.titlechain.testkit.story.Register.Told;

/**
 * A member shares its personal data with another and takes it back; recorded once, with the vote for the first contract
 * version that knows it.
 */
public final class GoldenSharing {
    private static final String REVIEW = "case-review";

    private final Office office = Office.risen();
    private long time = 2_000_000_000_000L;

    private GoldenSharing() {}

    /** Every command of the chain, in order. */
    public static List<Told> tell() {
        GoldenSharing sharing = new GoldenSharing();
        for (int version = 3; version < SharingContract.SINCE; version++) {
            sharing.office.rise(version);
        }
        sharing.say("administrator", sharing.share("9999", REVIEW));
        sharing.office.rise(SharingContract.SINCE);
        sharing.office.agree(
                "member.join",
                Value.map()
                        .put("name", "receiver")
                        .put("key", key())
                        .put("organisation", "receiving")
                        .put("weight", 1)
                        .build());
        sharing.goOn();
        return sharing.office.register().ledger();
    }

    private void goOn() {
        say("administrator", share("9999", REVIEW));
        say("administrator", share("member", "nobody", List.of("9999"), List.of("delivery"), end(), false));
        say("administrator", share("nobody", "receiver", List.of("9999"), List.of("delivery"), end(), false));
        say("administrator", share("receiver", "member", List.of("9999"), List.of("delivery"), end(), false));
        say("administrator", share("member", "member", List.of("9999"), List.of("delivery"), end(), false));
        say("administrator", share("99999999", REVIEW));
        say("administrator", share("9999", "Free text"));
        say("administrator", share("member", "receiver", List.of("9999"), List.of(REVIEW), time, false));
        say("recorder", share("9999", REVIEW));
        say("stranger", share("9999", REVIEW));
        say("administrator", share("member", "receiver", List.of("999901"), List.of("delivery"), end(), true));
        say("administrator", share("member", "receiver", List.of(), List.of(), 0, false));
        say("administrator", share("", REVIEW));
    }

    private long end() {
        return time + 86_400_000L;
    }

    private MapBuilder share(String district, String purpose) {
        return share("member", "receiver", List.of(district), List.of(purpose), end(), false);
    }

    private static MapBuilder share(
            String holder,
            String receiver,
            List<String> districts,
            List<String> purposes,
            long until,
            boolean originals) {
        return Value.map()
                .put("type", "access.share")
                .put("holder", holder)
                .put("receiver", receiver)
                .put("districts", Value.texts(districts))
                .put("purposes", Value.texts(purposes))
                .put("until", until)
                .put("originals", originals);
    }

    /** Bytes in the form of a public key of SM2. */
    private static byte[] key() {
        byte[] key = new byte[65];
        key[0] = 4;
        return key;
    }

    private void say(String key, MapBuilder command) {
        office.register().decide(command.build(), key, time++);
    }
}
