package org.titlechain.contract.anchoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.CodecException.Reason;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.RefusalCode;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.crypto.HashFunction;
import org.titlechain.proof.AnchoredProof;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;

/**
 * Records checkpoints of subordinate chains (锚定). A checkpoint is recorded when a quorum of its chain's members, as
 * this chain knows them, signed it, and when its log is proven to begin with that of the one before. So what is
 * recorded here of a chain is one history, and whoever trusts this chain's members needs no key of the chains below.
 *
 * <p>The checkpoint speaks for itself: any key that may act on this chain can bring it.
 */
public final class AnchoringContract implements Contract {
    /** The types of its commands. */
    public static final Set<String> TYPES = Set.of(AnchoredProof.COMMAND);

    /** The first contract version that knows it. */
    public static final int SINCE = 6;

    private static final int LONGEST_CHECKPOINT = 16 << 10;
    private static final int LONGEST_PATH = 128;

    @Override
    public Decision decide(StateView state, Command command, BlockContext context) {
        try {
            return record(state, command.body(), context);
        } catch (CodecException e) {
            return RefusalCode.COMMAND_MALFORMED.refused("reason", e.reason().name());
        }
    }

    private static Decision record(StateView state, MapValue body, BlockContext context) {
        String text = body.get("checkpoint").asText();
        List<byte[]> path = path(body.get("path").asList());
        if (text.length() > LONGEST_CHECKPOINT || path.size() > LONGEST_PATH) {
            throw new CodecException(Reason.TOO_LARGE, "checkpoint or path");
        }
        Optional<Refused> unknown = KeyGrant.refusal(state, context);
        if (unknown.isPresent()) {
            return unknown.get();
        }
        Checkpoint checkpoint = Checkpoint.parse(text).checkpoint();
        Optional<TrustedMembers> members = checkpoint.chain().equals(context.chain())
                ? Optional.empty()
                : SubordinateChain.at(state, checkpoint.chain(), context.height());
        if (members.isEmpty()) {
            return RefusalCode.ANCHOR_CHAIN_UNKNOWN.refused("chain", checkpoint.chain());
        }
        if (Verifier.check(text, members.get()) instanceof Verifier.Refused(Verdict.Reason reason)) {
            return RefusalCode.ANCHOR_NOT_SIGNED.refused("reason", reason.name());
        }
        Optional<Anchor> before = Anchor.find(state, checkpoint.chain());
        Optional<Refused> refusal = before.flatMap(known -> follows(known, checkpoint, path));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (before.isEmpty() && !path.isEmpty()) {
            return RefusalCode.ANCHOR_NOT_EXTENDING.refused("reason", Verdict.Reason.PATH_WRONG.name());
        }
        Anchor anchor = new Anchor(text, checkpoint.height(), checkpoint.time(), checkpoint.logSize());
        return new Accepted(
                List.of(new Change(Anchor.stateKey(checkpoint.chain()), anchor.toMap())),
                Value.map()
                        .put("chain", checkpoint.chain())
                        .put("height", checkpoint.height())
                        .build());
    }

    /** Why the checkpoint does not follow the one that is recorded; empty when it does. */
    private static Optional<Refused> follows(Anchor before, Checkpoint checkpoint, List<byte[]> path) {
        Checkpoint known = Checkpoint.parse(before.checkpoint()).checkpoint();
        if (known.contradicts(checkpoint)) {
            return Optional.of(RefusalCode.ANCHOR_CONTRADICTS.refused(
                    Value.map().put("anchored", known.height()).put("height", checkpoint.height())));
        }
        if (checkpoint.height() <= known.height()) {
            return Optional.of(RefusalCode.ANCHOR_NOT_NEWER.refused(
                    Value.map().put("anchored", known.height()).put("height", checkpoint.height())));
        }
        return Verifier.extensionFault(known, checkpoint, path)
                .map(reason -> RefusalCode.ANCHOR_NOT_EXTENDING.refused("reason", reason.name()));
    }

    private static List<byte[]> path(List<Value> list) {
        List<byte[]> path = new ArrayList<>();
        for (Value item : list) {
            if (item.asBytes().length != HashFunction.DIGEST_LENGTH) {
                throw new CodecException(Reason.INVALID_VALUE, "path");
            }
            path.add(item.asBytes());
        }
        return path;
    }
}
