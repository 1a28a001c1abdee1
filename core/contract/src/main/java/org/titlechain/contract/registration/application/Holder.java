package org.titlechain.contract.registration.application;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.value.Share;

/**
 * A holder as applied for.
 *
 * @param party the party's reference, 32 bytes
 * @param sealed a commitment to what the vault keeps of the holder
 */
public record Holder(Value party, Optional<Share> share, Optional<Value> sealed) {
    private static final List<String> FIELDS = List.of("party", "share", "sealed");
    private static final List<String> SHARE = List.of("numerator", "denominator");
    private static final int LARGEST_DENOMINATOR = 1_000_000_000;

    static Holder read(Fields fields) {
        fields.only(FIELDS);
        Optional<Share> share = Optional.empty();
        if (fields.has("share")) {
            Fields fraction = fields.fields("share").only(SHARE);
            share = Optional.of(new Share(
                    fraction.integer("numerator", 1, LARGEST_DENOMINATOR),
                    fraction.integer("denominator", 1, LARGEST_DENOMINATOR)));
        }
        return new Holder(fields.digest("party"), share, fields.digestIfPresent("sealed"));
    }

    /** The holders of a right on a sheet; those without a reference are left out. */
    public static List<Holder> of(List<Value> onSheet) {
        List<Holder> holders = new ArrayList<>(onSheet.size());
        for (Value value : onSheet) {
            MapValue map = value.asMap();
            Optional<Share> share = map.find("share")
                    .map(Value::asMap)
                    .map(fraction -> new Share(
                            fraction.get("numerator").asLong(),
                            fraction.get("denominator").asLong()));
            map.find("party").ifPresent(party -> holders.add(new Holder(party, share, map.find("sealed"))));
        }
        return holders;
    }

    /** The holders as they stand on a sheet, in order. */
    public static Value toSheet(List<Holder> holders) {
        List<Value> values = new ArrayList<>(holders.size());
        for (Holder holder : holders) {
            values.add(Value.map()
                    .put("party", holder.party)
                    .putIfPresent("sealed", holder.sealed)
                    .putIfPresent(
                            "share",
                            holder.share.map(share -> Value.map()
                                    .put("numerator", share.numerator())
                                    .put("denominator", share.denominator())
                                    .build()))
                    .put("order", values.size() + 1)
                    .build());
        }
        return Value.list(values);
    }
}
