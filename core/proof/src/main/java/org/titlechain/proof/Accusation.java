package org.titlechain.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;

/**
 * Two signed heads that cannot both be right, where they part, and who says so: {@code docs/formats.md}, section 16.
 *
 * <p>The two heads speak for themselves: each is signed by its member. What the accuser adds, the place, can be checked
 * against the leaves that it encloses and against any member's ledger.
 *
 * @param kind what the heads show
 * @param accuser the member that says so
 * @param accused the member whose head is the second one
 * @param first the text of the head that is held against the other
 * @param second the text of the accused member's head
 * @param place where they part, as far as it was found
 * @param signature the accuser's, over all other fields
 */
public record Accusation(
        Kind kind,
        String accuser,
        String accused,
        String first,
        String second,
        Optional<Place> place,
        byte[] signature) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/accusation";

    private static final String TAG = "titlechain/accusation/v1";
    private static final List<String> FIELDS =
            List.of("kind", "accuser", "accused", "first", "second", "place", "signature");

    /** What two heads show. */
    public enum Kind {
        /** Two members signed different roots at one height: one of them decided otherwise. */
        ROOTS("roots"),
        /** One member signed two different heads of one height: it showed two histories. */
        SPLIT_VIEW("split-view");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name in the file. */
        public String label() {
            return label;
        }

        static Kind ofLabel(String label) {
            for (Kind kind : values()) {
                if (kind.label.equals(label)) {
                    return kind;
                }
            }
            throw new CodecException(Reason.INVALID_VALUE, "kind");
        }
    }

    /**
     * Where two members' ledgers part: the first leaf that differs.
     *
     * @param height its block
     * @param position its position; −1 when all leaves are equal and only the state differs
     * @param entry the command's entry; empty when unknown
     * @param index the command's place in its entry
     * @param key the first state key that was written differently; empty when unknown
     * @param firstLeaf the leaf of the first head's member; empty when it has none there
     * @param secondLeaf the leaf of the accused; empty when it has none there
     */
    public record Place(
            long height, long position, byte[] entry, long index, String key, byte[] firstLeaf, byte[] secondLeaf) {
        MapValue toMap() {
            return Value.map()
                    .put("height", height)
                    .put("position", position)
                    .put("entry", entry)
                    .put("index", index)
                    .put("key", key)
                    .put("firstLeaf", firstLeaf)
                    .put("secondLeaf", secondLeaf)
                    .build();
        }

        static Place read(MapValue map) {
            Fields.require(map, List.of("height", "position", "entry", "index", "key", "firstLeaf", "secondLeaf"));
            return new Place(
                    map.get("height").asLong(),
                    map.get("position").asLong(),
                    map.get("entry").asBytes(),
                    map.get("index").asLong(),
                    map.get("key").asText(),
                    map.get("firstLeaf").asBytes(),
                    map.get("secondLeaf").asBytes());
        }
    }

    /** An accusation, signed by the member that makes it. */
    public static Accusation signed(
            Kind kind,
            String accuser,
            String accused,
            String first,
            String second,
            Optional<Place> place,
            Signer signer) {
        Accusation unsigned = new Accusation(kind, accuser, accused, first, second, place, new byte[0]);
        byte[] signature = signer.sign(signer.suite().signingInput(TAG, unsigned.content()));
        return new Accusation(kind, accuser, accused, first, second, place, signature);
    }

    private byte[] content() {
        Map<String, Value> fields = new TreeMap<>(toMap().entries());
        fields.remove("signature");
        return CanonicalEncoder.encode(Value.map(fields));
    }

    private MapValue toMap() {
        return Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("kind", kind.label())
                .put("accuser", accuser)
                .put("accused", accused)
                .put("first", first)
                .put("second", second)
                .put("place", place.<Value>map(Place::toMap).orElse(Value.NullValue.NULL))
                .put("signature", signature)
                .build();
    }

    /** The canonical bytes. */
    public byte[] encode() {
        return CanonicalEncoder.encode(toMap());
    }

    /**
     * Reads an accusation. Nothing is verified.
     *
     * @throws CodecException when the bytes are not the canonical encoding of one
     */
    public static Accusation decode(byte[] bytes) {
        MapValue map = CanonicalDecoder.decode(bytes).asMap();
        Fields.requireFormat(map, FORMAT, FIELDS);
        Value place = map.get("place");
        return new Accusation(
                Kind.ofLabel(map.get("kind").asText()),
                map.get("accuser").asText(),
                map.get("accused").asText(),
                map.get("first").asText(),
                map.get("second").asText(),
                place.isNull() ? Optional.empty() : Optional.of(Place.read(place.asMap())),
                map.get("signature").asBytes());
    }

    /** The accused member's head. Only of an accusation that {@link #holds}. */
    public Checkpoint head() {
        return Checkpoint.parse(second).checkpoint();
    }

    /**
     * Whether the evidence holds for these members, offline: both heads are validly signed, by the accused member the
     * second (of a split view both), they are of one height and differ, and the accuser signed the whole.
     */
    public boolean holds(TrustedMembers trust) {
        TrustedMembers one = new TrustedMembers(trust.chain(), trust.suite(), 1, trust.members());
        Optional<TrustedMembers.Member> by = trust.find(accuser);
        if (by.isEmpty()
                || !(Verifier.check(first, one) instanceof Verifier.Signed(Checkpoint left))
                || !(Verifier.check(second, one) instanceof Verifier.Signed(Checkpoint right))) {
            return false;
        }
        boolean signers = signers(second).contains(accused)
                && (kind == Kind.SPLIT_VIEW) == signers(first).contains(accused);
        return signers
                && left.height() == right.height()
                && !left.body().equals(right.body())
                && trust.suite()
                        .signatures()
                        .verify(by.get().publicKey(), trust.suite().signingInput(TAG, content()), signature);
    }

    private static List<String> signers(String text) {
        List<String> names = new ArrayList<>();
        Checkpoint.parse(text).signatures().forEach(line -> names.add(line.member()));
        return names;
    }
}
