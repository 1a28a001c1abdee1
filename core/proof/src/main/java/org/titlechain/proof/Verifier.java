package org.titlechain.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.codec.Value.TextValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.proof.Verdict.Invalid;
import org.titlechain.proof.Verdict.Reason;
import org.titlechain.proof.Verdict.Valid;

/**
 * Verifies proof files with a trust file and nothing else: {@code docs/formats.md}, sections 6 to 10 and 12. A verdict
 * is a value; nothing is thrown for any bytes. Stateless; any thread may call it.
 */
public final class Verifier {
    /** Bytes of a proof file at most. */
    public static final int MAXIMUM_LENGTH = 8 * 1024 * 1024;

    private static final List<String> LEAF_FIELDS =
            List.of("version", "height", "time", "entry", "index", "key", "command", "decision");

    private Verifier() {}

    /** The verdict on a file of any of the formats, for a trust file. */
    public static Verdict verifyFile(byte[] file, byte[] trustFile) {
        TrustedMembers trust;
        try {
            trust = TrustedMembers.parse(trustFile);
        } catch (CodecException e) {
            return new Invalid(Reason.TRUST_MALFORMED);
        }
        return verifyFile(file, trust);
    }

    /** The verdict on a file of any of the formats. */
    public static Verdict verifyFile(byte[] file, TrustedMembers trust) {
        if (file.length > MAXIMUM_LENGTH) {
            return new Invalid(Reason.TOO_LARGE);
        }
        MapValue map;
        try {
            map = CanonicalDecoder.decode(file).asMap();
        } catch (CodecException e) {
            return new Invalid(Reason.NOT_CANONICAL);
        }
        if (!(map.find("format").orElse(null) instanceof TextValue(String format)) || !isKnown(format)) {
            return new Invalid(Reason.FORMAT_UNKNOWN);
        }
        if (!map.find("version").equals(Optional.of(Value.of(1)))) {
            return new Invalid(Reason.VERSION_UNKNOWN);
        }
        try {
            return switch (format) {
                case Receipt.FORMAT -> verify(Receipt.fromMap(map), trust);
                case AnchoredProof.FORMAT -> verify(AnchoredProof.fromMap(map), trust);
                case TitleProof.FORMAT -> verify(TitleProof.fromMap(map), trust);
                case RecordProof.FORMAT -> verify(RecordProof.fromMap(map), trust);
                case SplitView.FORMAT -> verify(SplitView.fromMap(map), trust);
                default -> verify(ConsistencyProof.fromMap(map), trust);
            };
        } catch (CodecException e) {
            return new Invalid(Reason.MALFORMED);
        }
    }

    /** The verdict on a receipt. */
    public static Verdict verify(Receipt receipt, TrustedMembers trust) {
        return switch (check(receipt.checkpoint(), trust)) {
            case Refused(Reason reason) -> new Invalid(reason);
            case Signed(Checkpoint checkpoint) -> verify(receipt, checkpoint);
        };
    }

    /** The verdict on a title proof. */
    public static Verdict verify(TitleProof proof, TrustedMembers trust) {
        return switch (check(proof.checkpoint(), trust)) {
            case Refused(Reason reason) -> new Invalid(reason);
            case Signed(Checkpoint checkpoint) -> verify(proof, checkpoint);
        };
    }

    /** The verdict on a record proof. */
    public static Verdict verify(RecordProof proof, TrustedMembers trust) {
        return switch (check(proof.checkpoint(), trust)) {
            case Refused(Reason reason) -> new Invalid(reason);
            case Signed(Checkpoint checkpoint) -> verify(proof, checkpoint);
        };
    }

    /** The verdict on a consistency proof. */
    public static Verdict verify(ConsistencyProof proof, TrustedMembers trust) {
        CheckpointVerdict old = check(proof.oldCheckpoint(), trust);
        if (old instanceof Refused(Reason reason)) {
            return new Invalid(reason);
        }
        CheckpointVerdict current = check(proof.newCheckpoint(), trust);
        if (current instanceof Refused(Reason reason)) {
            return new Invalid(reason);
        }
        return verify(((Signed) old).checkpoint(), ((Signed) current).checkpoint(), proof.path());
    }

    /**
     * The verdict on an anchored proof. The members' keys are those of the topmost chain: that the chains below signed
     * their checkpoints was verified by each chain above when it recorded them.
     */
    public static Verdict verify(AnchoredProof proof, TrustedMembers trust) {
        MapValue map;
        try {
            map = CanonicalDecoder.decode(proof.file()).asMap();
        } catch (CodecException e) {
            return new Invalid(Reason.NOT_CANONICAL);
        }
        if (!(map.find("format").orElse(null) instanceof TextValue(String format)) || !canBeAnchored(format)) {
            return new Invalid(Reason.FORMAT_UNKNOWN);
        }
        if (!map.find("version").equals(Optional.of(Value.of(1)))) {
            return new Invalid(Reason.VERSION_UNKNOWN);
        }
        Verdict below =
                switch (format) {
                    case Receipt.FORMAT -> {
                        Receipt receipt = Receipt.fromMap(map);
                        yield under(anchored(proof, receipt.checkpoint(), trust), at -> verify(receipt, at));
                    }
                    case TitleProof.FORMAT -> {
                        TitleProof title = TitleProof.fromMap(map);
                        yield under(anchored(proof, title.checkpoint(), trust), at -> verify(title, at));
                    }
                    default -> {
                        RecordProof record = RecordProof.fromMap(map);
                        yield under(anchored(proof, record.checkpoint(), trust), at -> verify(record, at));
                    }
                };
        return below instanceof Valid(Proven proven) ? new Valid(new Proven.Anchored(proven, above(proof))) : below;
    }

    private static boolean canBeAnchored(String format) {
        return format.equals(Receipt.FORMAT) || format.equals(TitleProof.FORMAT) || format.equals(RecordProof.FORMAT);
    }

    private static Verdict under(CheckpointVerdict checkpoint, Function<Checkpoint, Verdict> check) {
        return switch (checkpoint) {
            case Refused(Reason reason) -> new Invalid(reason);
            case Signed(Checkpoint found) -> check.apply(found);
        };
    }

    /** The lowest checkpoint, when each chain from the topmost down recorded that of the chain below it. */
    private static CheckpointVerdict anchored(AnchoredProof proof, String lowest, TrustedMembers trust) {
        CheckpointVerdict checked = check(proof.anchors().getLast().checkpoint(), trust);
        for (int i = proof.anchors().size() - 1; i >= 0; i--) {
            if (!(checked instanceof Signed(Checkpoint checkpoint))) {
                return checked;
            }
            Receipt anchor = proof.anchors().get(i);
            if (verify(anchor, checkpoint) instanceof Invalid(Reason reason)) {
                return new Refused(reason);
            }
            String below = i == 0 ? lowest : proof.anchors().get(i - 1).checkpoint();
            Optional<String> recorded = recorded(anchor.leaf());
            if (recorded.isEmpty()) {
                return new Refused(Reason.ANCHOR_NOT_RECORDED);
            }
            if (!recorded.get().equals(below)) {
                return new Refused(Reason.ANCHOR_OF_ANOTHER_CHECKPOINT);
            }
            checked = parsed(below);
        }
        return checked;
    }

    /** The checkpoint that a leaf records, which was found to be a leaf; empty when it records none. */
    private static Optional<String> recorded(byte[] bytes) {
        MapValue leaf = CanonicalDecoder.decode(bytes).asMap();
        if (leaf.get("command").isNull()
                || !leaf.get("decision").asMap().get("accepted").asBoolean()) {
            return Optional.empty();
        }
        MapValue command = leaf.get("command").asMap();
        return command.find("type").equals(Optional.of(Value.of(AnchoredProof.COMMAND)))
                        && command.find("checkpoint").orElse(null) instanceof TextValue(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    private static CheckpointVerdict parsed(String text) {
        try {
            return new Signed(Checkpoint.parse(text).checkpoint());
        } catch (CodecException e) {
            return new Refused(Reason.CHECKPOINT_MALFORMED);
        }
    }

    private static List<Checkpoint> above(AnchoredProof proof) {
        return proof.anchors().stream()
                .map(anchor -> Checkpoint.parse(anchor.checkpoint()).checkpoint())
                .toList();
    }

    /**
     * Why the later of two checkpoints is not shown to extend the earlier; empty when the path proves it. Signatures
     * are not verified.
     */
    public static Optional<Reason> extensionFault(Checkpoint old, Checkpoint current, List<byte[]> path) {
        return verify(old, current, path) instanceof Invalid(Reason reason) ? Optional.of(reason) : Optional.empty();
    }

    /** The verdict on evidence of a split view; one member's signature under each of the two is enough. */
    public static Verdict verify(SplitView evidence, TrustedMembers trust) {
        TrustedMembers any = trust.anyOne();
        CheckpointVerdict first = check(evidence.first(), any);
        if (first instanceof Refused(Reason reason)) {
            return new Invalid(reason);
        }
        CheckpointVerdict second = check(evidence.second(), any);
        if (second instanceof Refused(Reason reason)) {
            return new Invalid(reason);
        }
        Proven.Split split = new Proven.Split(
                ((Signed) first).checkpoint(),
                ((Signed) second).checkpoint(),
                Checkpoint.parse(evidence.first()).signers(),
                Checkpoint.parse(evidence.second()).signers());
        return split.first().contradicts(split.checkpoint()) ? new Valid(split) : new Invalid(Reason.NO_CONTRADICTION);
    }

    /** What a verifier says about the text of a signed checkpoint. */
    public sealed interface CheckpointVerdict {}

    /** The checkpoint is valid for the trust file. */
    public record Signed(Checkpoint checkpoint) implements CheckpointVerdict {}

    /** The checkpoint is not valid for the trust file. */
    public record Refused(Reason reason) implements CheckpointVerdict {}

    /** Whether the text is a checkpoint that is valid for the trust file. */
    public static CheckpointVerdict check(String text, TrustedMembers trust) {
        Checkpoint.Signed signed;
        try {
            signed = Checkpoint.parse(text);
        } catch (CodecException e) {
            return new Refused(Reason.CHECKPOINT_MALFORMED);
        }
        Checkpoint checkpoint = signed.checkpoint();
        if (!checkpoint.chain().equals(trust.chain())) {
            return new Refused(Reason.CHAIN_DIFFERS);
        }
        if (checkpoint.suite() != trust.suite()) {
            return new Refused(Reason.SUITE_DIFFERS);
        }
        byte[] input = checkpoint.signingInput();
        for (Checkpoint.SignatureLine line : signed.signatures()) {
            Optional<TrustedMembers.Member> member = trust.find(line.member());
            if (member.isEmpty()) {
                return new Refused(Reason.SIGNER_UNKNOWN);
            }
            byte[] key = member.get().publicKey();
            if (!Arrays.equals(Arrays.copyOf(trust.suite().keyId(key), line.keyHint().length), line.keyHint())) {
                return new Refused(Reason.SIGNER_KEY_DIFFERS);
            }
            if (!trust.suite().signatures().verify(key, input, line.signature())) {
                return new Refused(Reason.SIGNATURE_INVALID);
            }
        }
        // Names are not repeated in a checkpoint, and keys are not repeated in a trust file: lines count members.
        if (signed.signatures().size() < trust.quorum()) {
            return new Refused(Reason.QUORUM_MISSED);
        }
        return new Signed(checkpoint);
    }

    private static boolean isKnown(String format) {
        return format.equals(Receipt.FORMAT)
                || format.equals(TitleProof.FORMAT)
                || format.equals(RecordProof.FORMAT)
                || format.equals(AnchoredProof.FORMAT)
                || format.equals(SplitView.FORMAT)
                || format.equals(ConsistencyProof.FORMAT);
    }

    private static Verdict verify(Receipt receipt, Checkpoint checkpoint) {
        HashFunction hash = checkpoint.suite().hash();
        if (receipt.position() >= checkpoint.logSize()) {
            return new Invalid(Reason.POSITION_OUTSIDE_LOG);
        }
        byte[] leafHash = TreeHash.logLeaf(hash, receipt.leaf());
        if (!LogProofs.includes(
                hash, leafHash, receipt.position(), checkpoint.logSize(), receipt.path(), checkpoint.logRoot())) {
            return new Invalid(Reason.PATH_WRONG);
        }
        // Only bytes that the members signed for are decoded.
        Proven.Recorded recorded;
        try {
            recorded = readLeaf(receipt, checkpoint);
        } catch (CodecException e) {
            return new Invalid(Reason.LEAF_MALFORMED);
        }
        boolean later = recorded.height() > checkpoint.height() || recorded.time() > checkpoint.time();
        return later ? new Invalid(Reason.LEAF_LATER) : new Valid(recorded);
    }

    private static Proven.Recorded readLeaf(Receipt receipt, Checkpoint checkpoint) {
        MapValue leaf = CanonicalDecoder.decode(receipt.leaf()).asMap();
        Fields.require(leaf, LEAF_FIELDS);
        Fields.hash(leaf.get("key"));
        if (!leaf.get("command").isNull()) {
            leaf.get("command").asMap();
        }
        boolean shaped = leaf.get("version").asLong() == 1
                && leaf.get("height").asLong() >= 0
                && leaf.get("time").asLong() >= 0
                && leaf.get("index").asLong() >= -1
                && leaf.get("index").asLong() == -1 == leaf.get("command").isNull();
        if (!shaped) {
            throw new CodecException(CodecException.Reason.INVALID_VALUE, "leaf");
        }
        return new Proven.Recorded(
                checkpoint,
                receipt.leaf(),
                receipt.position(),
                leaf.get("height").asLong(),
                leaf.get("time").asLong(),
                Fields.hash(leaf.get("entry")),
                leaf.get("decision").asMap().get("accepted").asBoolean());
    }

    /** Why the state that the checkpoint speaks of does not hold the value under the key; empty when it does. */
    private static Optional<Reason> fault(String key, Optional<byte[]> value, StateProof proof, Checkpoint checkpoint) {
        HashFunction hash = checkpoint.suite().hash();
        byte[] place = hash.hash(key.getBytes(StandardCharsets.UTF_8));
        if (!proof.endsProperly(place, value.isPresent())) {
            return Optional.of(Reason.TERMINAL_WRONG);
        }
        byte[] root = value.map(bytes -> proof.rootIfPresent(hash, place, hash.hash(bytes)))
                .orElseGet(() -> proof.rootIfAbsent(hash, place));
        return Arrays.equals(root, checkpoint.stateRoot()) ? Optional.empty() : Optional.of(Reason.STATE_PROOF_WRONG);
    }

    private static Verdict verify(RecordProof proof, Checkpoint checkpoint) {
        Optional<Reason> fault = fault(proof.key(), proof.value(), proof.proof(), checkpoint);
        if (fault.isPresent()) {
            return new Invalid(fault.get());
        }
        try {
            proof.value().ifPresent(bytes -> CanonicalDecoder.decode(bytes).asMap());
            return new Valid(new Proven.Held(checkpoint, proof.key(), proof.value()));
        } catch (CodecException e) {
            return new Invalid(Reason.VALUE_MALFORMED);
        }
    }

    private static Verdict verify(TitleProof title, Checkpoint checkpoint) {
        Optional<Reason> fault = fault(title.key(), title.sheet(), title.proof(), checkpoint);
        if (fault.isPresent()) {
            return new Invalid(fault.get());
        }
        if (title.sheet().isEmpty()) {
            return new Valid(new Proven.Title(checkpoint, title.unit(), Optional.empty(), 0, 0));
        }
        try {
            MapValue sheet = CanonicalDecoder.decode(title.sheet().get()).asMap();
            int rights = sheet.get("rights").asList().size();
            int restrictions = sheet.get("restrictions").asList().size();
            return sheet.get("unit").asText().equals(title.unit())
                    ? new Valid(new Proven.Title(checkpoint, title.unit(), title.sheet(), rights, restrictions))
                    : new Invalid(Reason.SHEET_OF_ANOTHER_UNIT);
        } catch (CodecException e) {
            return new Invalid(Reason.SHEET_MALFORMED);
        }
    }

    private static Verdict verify(Checkpoint old, Checkpoint current, List<byte[]> path) {
        if (old.height() > current.height() || old.time() > current.time() || old.logSize() > current.logSize()) {
            return new Invalid(Reason.ORDER_WRONG);
        }
        if (old.height() == current.height() && !old.body().equals(current.body())) {
            return new Invalid(Reason.SPLIT_VIEW);
        }
        HashFunction hash = current.suite().hash();
        return LogProofs.extendsLog(hash, old.logSize(), old.logRoot(), current.logSize(), current.logRoot(), path)
                ? new Valid(new Proven.Extended(old, current))
                : new Invalid(Reason.PATH_WRONG);
    }
}
