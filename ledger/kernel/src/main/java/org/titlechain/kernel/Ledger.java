package org.titlechain.kernel;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.titlechain.contract.ContractVersions;
import org.titlechain.contract.StateView;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.TrustedMembers;

/** What services see of a member's replay. Any thread may call it; every read sees whole blocks only. */
public interface Ledger extends LedgerFeed {
    /**
     * Submits the entry and waits for its decisions. The signature, chain and suite are checked before it is appended.
     *
     * <p>Completes when the entry is final, durable, decided and covered by a signed checkpoint; submitting the same
     * entry again gives the same outcome. Completes exceptionally with {@link SubmissionException} (certainly not
     * placed) or {@link org.titlechain.ledger.AppendException}.
     */
    CompletableFuture<Outcome> submit(Entry entry);

    /** The outcome of an entry that was decided before, by its identifier. */
    Optional<Outcome> outcome(byte[] entryId);

    /** The keys that begin with the prefix, in order, after {@code afterKey} (empty: from the first). */
    List<String> keys(String prefix, String afterKey, int limit);

    /**
     * The proof of what is under the state key, or that nothing is, at the newest checkpoint: of a unit a title proof,
     * of any other key a record proof ({@code docs/formats.md}, 8 and 8a).
     */
    byte[] prove(String key);

    /** The receipt of the leaf at the position ({@code docs/formats.md}, 7), against the newest checkpoint. */
    Optional<byte[]> receipt(long position);

    /**
     * The receipt of the leaf at the position against the kept checkpoint of a height; empty when there is none, or
     * when the leaf is later.
     */
    Optional<byte[]> receipt(long position, long height);

    /** The newest checkpoint's text ({@code docs/formats.md}, 6). */
    String checkpoint();

    /** The checkpoint signed at the height, when it is kept. */
    Optional<String> checkpoint(long height);

    /** Proof that the log of one kept checkpoint is a prefix of another's ({@code docs/formats.md}, 9). */
    Optional<byte[]> consistency(long oldHeight, long newHeight);

    /** The trust file of this chain ({@code docs/formats.md}, 10). */
    String trust();

    /**
     * The members that sign now, and how many of them make a checkpoint of the chain by its charter; one is enough for
     * {@link #trust}, which says whom to believe at all.
     */
    default TrustedMembers cosigners() {
        return TrustedMembers.parse(trust().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Block summaries below {@code beforeHeight} (0: from the newest), newest first. */
    List<BlockSummary> blocks(long beforeHeight, int limit);

    /** The present state as contracts see it: as it stands after the newest block at the moment of each look. */
    default StateView state() {
        return key -> find(key)
                .map(version -> org.titlechain.codec.CanonicalDecoder.decode(version.value())
                        .asMap());
    }

    /** The contract version that decides the next block: what an entry that is signed now is built for. */
    default long contractVersion() {
        return ContractVersions.inForce(state(), status().height() + 1);
    }

    /**
     * The outcome of an entry.
     *
     * @param leaves one leaf for each command, or one with index −1 when the entry was refused as a whole
     * @param receipts the receipts of those leaves, valid at once; each is made when it is asked for, while the ledger
     *     is open
     */
    record Outcome(List<Leaf> leaves, List<byte[]> receipts) {
        public Outcome {
            leaves = List.copyOf(leaves);
            receipts = java.util.Collections.unmodifiableList(receipts);
        }
    }

    /**
     * One version of a state key.
     *
     * @param key the state key
     * @param version from 1
     * @param value the canonical bytes of the value
     * @param position the log position of the leaf that wrote it
     * @param height the block that wrote it
     * @param time that block's time in ms
     */
    record Version(String key, long version, byte[] value, long position, long height, long time) {}

    /**
     * One leaf of the log.
     *
     * @param position from 0
     * @param bytes the leaf's canonical bytes ({@code docs/formats.md}, 4)
     */
    record Leaf(long position, byte[] bytes) {
        /** The leaf as a map. */
        public org.titlechain.codec.Value.MapValue map() {
            return org.titlechain.codec.CanonicalDecoder.decode(bytes).asMap();
        }
    }

    /** A committed block in numbers; {@code logSize} is the size after it. */
    record BlockSummary(
            long height,
            long time,
            int entries,
            int commands,
            int refused,
            long logSize,
            byte[] logRoot,
            byte[] stateRoot,
            String checkpoint) {}

    /**
     * How the node is.
     *
     * @param height the last block decided here
     * @param logSize leaves in the log
     * @param stateKeys live keys in the state
     * @param engine the engine's own status
     * @param exitCode set when the node stopped itself on a broken invariant
     * @param detail a sentence for operators
     */
    record Status(
            String chain,
            long height,
            long logSize,
            long stateKeys,
            EngineStatus engine,
            OptionalInt exitCode,
            String detail) {}
}
