package org.titlechain.contract.registration.law;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.value.Share;

/** The shares of co-owners by shares sum to one exactly. */
final class SharesSumToOne implements Law {
    @Override
    public String chinese() {
        return "按份共有的，各共有人份额之和等于一。";
    }

    @Override
    public String english() {
        return "The shares of co-owners by shares sum to one exactly.";
    }

    @Override
    public String article() {
        return "民法典 第298条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            for (MapValue right : turn.after().rights()) {
                boolean here = SheetView.text(right, "message").startsWith("registration/");
                boolean byShares =
                        right.find("coOwnership").filter(Value.of("2")::equals).isPresent();
                if (here && byShares && !sum(right).equals(Share.WHOLE)) {
                    return Optional.of(turn.unit() + " has shares that sum to " + sum(right));
                }
            }
        }
        return Optional.empty();
    }

    private static Share sum(MapValue right) {
        List<Share> shares = new ArrayList<>();
        for (Value holder : right.get("holders").asList()) {
            MapValue share = holder.asMap().get("share").asMap();
            shares.add(new Share(
                    share.get("numerator").asLong(), share.get("denominator").asLong()));
        }
        return Share.sum(shares).orElse(new Share(0, 1));
    }
}
