package org.titlechain.kernel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.Member;
import org.titlechain.kernel.Ledger.BlockSummary;
import org.titlechain.kernel.SnapshotException.Fault;
import org.titlechain.kernel.StateStore.Row;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;

/**
 * Takes the checkpoints of blocks, one after the other: each must fit the log that is there, and be signed with a key
 * that the chain's own state names, or has named, for the member. Members that join have not decided these blocks, so
 * the signatures stay those of the members who have.
 */
final class SnapshotBlocks {
    private static final String MEMBER_PREFIX = "member/";

    private final StateStore store;
    private final Checkpoint wanted;
    private final LogTree log;
    private final List<TrustedMembers> signers = new ArrayList<>();
    private BlockSummary before = new BlockSummary(0, 0, 0, 0, 0, 0, new byte[0], new byte[0], "");

    SnapshotBlocks(StateStore store, StoredNodes nodes, Checkpoint wanted) {
        this.store = store;
        this.wanted = wanted;
        this.log = new LogTree(wanted.suite().hash(), nodes, 0);
    }

    void add(BlockChunk chunk) throws SnapshotException, StateStore.StoreException {
        if (signers.isEmpty()) {
            readSigners();
        }
        List<String> texts = chunk.checkpoints();
        boolean[] signed = new boolean[texts.size()];
        IntStream.range(0, signed.length).parallel().forEach(i -> signed[i] = isSigned(texts.get(i)));
        BlockSummary last = before;
        try (StateStore.Batch batch = store.batch()) {
            for (int i = 0; i < signed.length; i++) {
                long height = chunk.from() + i;
                SnapshotException.require(
                        signed[i],
                        Fault.CHECKPOINT,
                        "the checkpoint of block " + height + " is not signed by a member");
                last = next(last, height, texts.get(i));
                batch.put(Column.BLOCKS, Keys.number(height), BlockSummaries.encode(last));
            }
            batch.write();
        }
        before = last;
    }

    private BlockSummary next(BlockSummary last, long height, String text) throws SnapshotException {
        Checkpoint said = Checkpoint.parse(text).checkpoint();
        Optional<BlockSummary> counted = Optional.ofNullable(store.get(Column.BLOCKS, Keys.number(height)))
                .map(BlockSummaries::decode);
        boolean same = said.logSize() == last.logSize();
        boolean fits = said.height() == height
                && said.logSize() == counted.map(BlockSummary::logSize).orElse(last.logSize())
                && said.time() >= last.time()
                && counted.filter(row -> row.time() != said.time()).isEmpty()
                && Arrays.equals(said.logRoot(), same && height > 1 ? last.logRoot() : log.root(said.logSize()))
                && (!same || height == 1 || Arrays.equals(said.stateRoot(), last.stateRoot()))
                && (height < wanted.height() || said.body().equals(wanted.body()));
        SnapshotException.require(
                fits, Fault.CHECKPOINT, "the checkpoint of block " + height + " does not fit the log");
        return new BlockSummary(
                height,
                said.time(),
                counted.map(BlockSummary::entries).orElse(0),
                counted.map(BlockSummary::commands).orElse(0),
                counted.map(BlockSummary::refused).orElse(0),
                said.logSize(),
                said.logRoot(),
                said.stateRoot(),
                text);
    }

    private boolean isSigned(String text) {
        return signers.stream().anyMatch(member -> Verifier.check(text, member) instanceof Verifier.Signed);
    }

    /** Every key that the state has, or had, for a member. */
    private void readSigners() {
        store.scan(Column.HISTORY, Keys.text(MEMBER_PREFIX), rows -> {
            for (Row row = rows.row(); row != null && isMember(row); row = rows.row()) {
                int length = row.key().length - 1 - Long.BYTES;
                addSigner(new String(row.key(), 0, length, StandardCharsets.UTF_8), row.value());
                rows.next();
            }
            return true;
        });
        store.scan(Column.VALUES, Keys.text(MEMBER_PREFIX), rows -> {
            for (Row row = rows.row(); row != null && isMember(row); row = rows.row()) {
                addSigner(new String(row.key(), StandardCharsets.UTF_8), row.value());
                rows.next();
            }
            return true;
        });
    }

    private static boolean isMember(Row row) {
        return new String(row.key(), StandardCharsets.UTF_8).startsWith(MEMBER_PREFIX);
    }

    private void addSigner(String key, byte[] stored) {
        Ledger.Version version = StoredVersion.decode(key, stored);
        StateView view =
                _ -> Optional.of(CanonicalDecoder.decode(version.value()).asMap());
        String name = key.substring(MEMBER_PREFIX.length());
        for (long height : List.of(version.height(), Long.MAX_VALUE)) {
            try {
                Member.at(view, name, height)
                        .map(member -> new TrustedMembers(
                                wanted.chain(),
                                wanted.suite(),
                                1,
                                List.of(new TrustedMembers.Member(name, member.key()))))
                        .ifPresent(signers::add);
            } catch (CodecException e) {
                // No such member signs anything that verifies.
            }
        }
    }

    /** Whether the checkpoint of the snapshot's own height was taken. */
    boolean complete() {
        return before.height() == wanted.height();
    }
}
