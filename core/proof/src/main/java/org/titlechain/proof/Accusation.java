package org.titlechain.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;

/**
 * Two statements signed by members that cannot both be right, where they part, and who says so:
 * {@code docs/formats.md}, section 16. Mostly the statements are two heads; of a value that does not lead to the root
 * that its member signed, they are the head and the answer.
 *
 * <p>The statements speak for themselves: each is signed by its member. What the accuser adds, the place, can be
 * checked against the leaves that it encloses and against any member's ledger.
 *
 * @param kind what the statements show
 * @param accuser the member that says so
 * @param accused the member whose head is the second one
 * @param first the text of the head that is held against the other
 * @param second the text of the accused member's head
 * @param place where they part, as far as it was found
 * @param answer the accused member's answer, of the kind {@code VALUE} only
 * @param signature the accuser's, over all other fields
 */
public record Accusation(
        Kind kind,
        String accuser,
        String accused,
        String first,
        String second,
        Optional<Place> place,
        Optional<SignedProof> answer,
        byte[] signature) {
    /** The value of the field {@code format}. */
    public static final String FORMAT = "titlechain/accusation";

    private static final String TAG = "titlechain/accusation/v1";
    private static final List<String> FIELDS =
            List.of("kind", "accuser", "accused", "first", "second", "place", "signature");
    private static final List<String> FIELDS_WITH_ANSWER =
            List.of("kind", "accuser", "accused", "first", "second", "place", "answer", "signature");

    /** What the statements show. */
    public enum Kind {
        /** Two members signed different roots at one height: one of them decided otherwise. */
        ROOTS("roots"),
        /** One member signed two different heads of one height: it showed two histories. */
        SPLIT_VIEW("split-view"),
        /** One member showed a value that does not lead to the root that it signed: its database was changed. */
        VALUE("value");

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
        return new Accusation(kind, accuser, accused, first, second, place, Optional.empty(), new byte[0])
                .signedBy(signer);
    }

    /**
     * An accusation of a member whose answer does not lead to its own head, signed by the member that makes it.
     *
     * @param height the block that wrote the value last, 0 when the accuser knows of none
     */
    public static Accusation ofValue(String accuser, String accused, long height, SignedProof answer, Signer signer) {
        String head = answer.checkpoint();
        Place place = new Place(height, -1, new byte[0], -1, answer.key(), new byte[0], new byte[0]);
        return new Accusation(
                        Kind.VALUE, accuser, accused, head, head, Optional.of(place), Optional.of(answer), new byte[0])
                .signedBy(signer);
    }

    private Accusation signedBy(Signer signer) {
        byte[] made = signer.sign(signer.suite().signingInput(TAG, content()));
        return new Accusation(kind, accuser, accused, first, second, place, answer, made);
    }

    private byte[] content() {
        Map<String, Value> fields = new TreeMap<>(toMap().entries());
        fields.remove("signature");
        return CanonicalEncoder.encode(Value.map(fields));
    }

    private MapValue toMap() {
        MapBuilder map = Value.map()
                .put("format", FORMAT)
                .put("version", 1)
                .put("kind", kind.label())
                .put("accuser", accuser)
                .put("accused", accused)
                .put("first", first)
                .put("second", second)
                .put("place", place.<Value>map(Place::toMap).orElse(Value.NullValue.NULL))
                .put("signature", signature);
        answer.ifPresent(shown -> map.put("answer", shown.toMap()));
        return map.build();
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
        Kind kind = Kind.ofLabel(map.get("kind").asText());
        Fields.requireFormat(map, FORMAT, kind == Kind.VALUE ? FIELDS_WITH_ANSWER : FIELDS);
        Value place = map.get("place");
        return new Accusation(
                kind,
                map.get("accuser").asText(),
                map.get("accused").asText(),
                map.get("first").asText(),
                map.get("second").asText(),
                place.isNull() ? Optional.empty() : Optional.of(Place.read(place.asMap())),
                map.find("answer").map(Value::asMap).map(SignedProof::read),
                map.get("signature").asBytes());
    }

    /** The accused member's head. Only of an accusation that {@link #holds}. */
    public Checkpoint head() {
        return Checkpoint.parse(second).checkpoint();
    }

    /**
     * Whether the evidence holds for these members, offline: the heads are validly signed, the second by the accused,
     * and the accuser signed the whole. Two heads are of one height and differ, both of a split view signed by the
     * accused; an answer is signed by the accused, is under its head and does not lead to that head's root.
     */
    public boolean holds(TrustedMembers trust) {
        TrustedMembers one = trust.anyOne();
        Optional<TrustedMembers.Member> by = trust.find(accuser);
        Optional<TrustedMembers.Member> whom = trust.find(accused);
        if (by.isEmpty()
                || whom.isEmpty()
                || !(Verifier.check(first, one) instanceof Verifier.Signed(Checkpoint left))
                || !(Verifier.check(second, one) instanceof Verifier.Signed(Checkpoint right))
                || !signers(second).contains(accused)) {
            return false;
        }
        boolean contradict =
                switch (kind) {
                    case ROOTS -> !signers(first).contains(accused) && part(left, right);
                    case SPLIT_VIEW -> signers(first).contains(accused) && part(left, right);
                    case VALUE ->
                        answer.filter(shown -> isAgainstHead(shown, whom.get(), one))
                                .isPresent();
                };
        return contradict
                && trust.suite()
                        .signatures()
                        .verify(by.get().publicKey(), trust.suite().signingInput(TAG, content()), signature);
    }

    private static boolean part(Checkpoint left, Checkpoint right) {
        return left.height() == right.height() && !left.body().equals(right.body());
    }

    private boolean isAgainstHead(SignedProof shown, TrustedMembers.Member whom, TrustedMembers one) {
        return first.equals(second)
                && shown.checkpoint().equals(second)
                && place.filter(at -> at.key().equals(shown.key())).isPresent()
                && shown.isOf(whom, one.suite())
                && !shown.leadsToRoot(one);
    }

    private static List<String> signers(String text) {
        return Checkpoint.parse(text).signers();
    }
}
