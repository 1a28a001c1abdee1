package org.titlechain.kernel;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Contract;
import org.titlechain.contract.ContractVersions;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.governance.EngineBinding;
import org.titlechain.contract.governance.GovernanceContract;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.kernel.Overlay.Current;
import org.titlechain.kernel.PreparedBlock.DecidedEntry;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.TreeHash;

/**
 * Decides the commands of blocks one by one: the same blocks give the same leaves and values on every member. For one
 * thread, block after block.
 */
final class BlockProcessor {
    private final String chain;
    private final Suite suite;
    private final HashFunction hash;
    private final Contract contract;
    private final long newestVersion;
    private final StateStore store;
    private final StoredNodes nodes;
    private final LogTree log;
    private final Overlay state;
    private final Signatures signatures;

    BlockProcessor(
            String chain,
            Suite suite,
            Contract contract,
            long newestVersion,
            StateStore store,
            StoredNodes nodes,
            LogTree log) {
        this.chain = chain;
        this.suite = suite;
        this.hash = suite.hash();
        this.contract = contract;
        this.newestVersion = newestVersion;
        this.store = store;
        this.nodes = nodes;
        this.log = log;
        this.state = new Overlay(store);
        this.signatures = new Signatures(suite.signatures());
    }

    /**
     * Decides a block.
     *
     * @param admitted gives the entry of these bytes when its signature, chain and suite were checked before, else null
     * @throws BrokenInvariantException when the node must stop
     */
    PreparedBlock prepare(Block block, Function<byte[], @Nullable Entry> admitted) {
        requireKnownVersion(block.height());
        PreparedBlock prepared = new PreparedBlock(block, store.batch());
        try {
            nodes.collectIn(prepared.batch());
            Set<Bytes> seen = new HashSet<>();
            boolean frozen = EngineBinding.at(state, block.height()).frozen(block.height());
            for (Entry entry : valid(block, admitted)) {
                Bytes id = new Bytes(entry.id());
                if (frozen && !countsWhileFrozen(entry)) {
                    continue;
                }
                if (seen.add(id) && store.get(Column.ENTRIES, id.value()) == null) {
                    prepared.add(new DecidedEntry(id, decide(prepared, entry, id.value())));
                }
            }
            storeEntries(prepared);
            storeValues(prepared);
            return prepared;
        } catch (RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private static boolean countsWhileFrozen(Entry entry) {
        return entry.body().commands().stream()
                .allMatch(command ->
                        GovernanceContract.countsWhileFrozen(command.get("type").asText()));
    }

    /** The entries of the block that are for this chain and whose signature is valid, in order. */
    private List<Entry> valid(Block block, Function<byte[], @Nullable Entry> admitted) {
        List<Entry> entries = new ArrayList<>();
        List<Entry> unverified = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (byte[] bytes : block.entries()) {
            Entry known = admitted.apply(bytes);
            if (known != null) {
                entries.add(known);
                continue;
            }
            decode(bytes).ifPresent(entry -> {
                places.add(entries.size());
                unverified.add(entry);
                entries.add(entry);
            });
        }
        boolean[] verdicts = signatures.verify(unverified);
        Set<Integer> invalid = new HashSet<>();
        for (int i = 0; i < verdicts.length; i++) {
            if (!verdicts[i]) {
                invalid.add(places.get(i));
            }
        }
        List<Entry> valid = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!invalid.contains(i)) {
                valid.add(entries.get(i));
            }
        }
        return valid;
    }

    private Optional<Entry> decode(byte[] bytes) {
        try {
            Entry entry = Entry.decode(bytes);
            return entry.suite() == suite && entry.body().chain().equals(chain) ? Optional.of(entry) : Optional.empty();
        } catch (CodecException e) {
            return Optional.empty();
        }
    }

    private List<Leaf> decide(PreparedBlock prepared, Entry entry, byte[] id) {
        Block block = prepared.block();
        byte[] keyId = suite.keyId(entry.body().publicKey());
        long expires = entry.body().expires();
        BlockContext whole = new BlockContext(chain, block.height(), block.time(), id, -1, keyId);
        if (expires != 0 && block.time() > expires) {
            MapValue facts = Value.map().put("expires", expires).build();
            return List.of(refuseEntry(prepared, whole, "ENTRY_EXPIRED", facts));
        }
        long inForce = requireKnownVersion(block.height());
        if (entry.body().contractVersion() != inForce) {
            MapValue facts = Value.map()
                    .put("wanted", entry.body().contractVersion())
                    .put("inForce", inForce)
                    .build();
            return List.of(refuseEntry(prepared, whole, "ENTRY_CONTRACT_VERSION", facts));
        }
        List<Leaf> leaves = new ArrayList<>();
        for (int i = 0; i < entry.body().commands().size(); i++) {
            BlockContext context = new BlockContext(chain, block.height(), block.time(), id, i, keyId);
            leaves.add(decide(prepared, entry.body().commands().get(i), context));
        }
        return leaves;
    }

    /**
     * The contract version that decides the block at the height.
     *
     * @throws ProgramTooOldException when this program does not know it
     */
    long requireKnownVersion(long height) {
        long version = ContractVersions.inForce(state, height);
        if (version > newestVersion) {
            throw new ProgramTooOldException(version, height, newestVersion);
        }
        return version;
    }

    private Leaf refuseEntry(PreparedBlock prepared, BlockContext context, String code, MapValue facts) {
        prepared.count(false);
        return append(prepared, Leaves.refusedEntry(context, code, facts));
    }

    private Leaf decide(PreparedBlock prepared, MapValue command, BlockContext context) {
        Decision decision;
        try {
            decision = contract.decide(state, Command.of(command), context);
        } catch (RuntimeException e) {
            throw new BrokenInvariantException(
                    "the contract threw at block " + context.height() + ", position " + log.size() + ": " + e, e);
        }
        return switch (decision) {
            case Refused(String code, MapValue facts) -> {
                prepared.count(false);
                yield append(prepared, Leaves.refused(context, command, code, facts));
            }
            case Accepted(List<Change> changes, MapValue result) -> {
                prepared.count(true);
                yield append(prepared, Leaves.accepted(context, command, result, write(prepared, changes, context)));
            }
        };
    }

    private List<Leaves.Written> write(PreparedBlock prepared, List<Change> changes, BlockContext context) {
        List<Leaves.Written> written = new ArrayList<>();
        Set<String> keys = new HashSet<>();
        for (Change change : changes) {
            if (!keys.add(change.key())
                    || change.key().isEmpty()
                    || change.key().indexOf('\0') >= 0) {
                throw new BrokenInvariantException("the contract wrote a key twice or badly named at block "
                        + context.height() + ", position " + log.size());
            }
            Current before = state.current(change.key());
            long number = before == null ? 1 : before.version().version() + 1;
            if (before != null) {
                Version old = before.version();
                prepared.batch()
                        .put(
                                Column.HISTORY,
                                Keys.version(old.key(), old.version()),
                                StoredVersion.encode(
                                        old.version(), old.position(), old.height(), old.time(), old.value()));
            }
            byte[] value = CanonicalEncoder.encode(change.value());
            byte[] digest = hash.hash(value);
            state.change(
                    change.value(),
                    new Version(change.key(), number, value, log.size(), context.height(), context.time()),
                    digest);
            written.add(new Leaves.Written(change.key(), number, digest));
        }
        return written;
    }

    private Leaf append(PreparedBlock prepared, byte[] bytes) {
        long position = log.append(TreeHash.logLeaf(hash, bytes));
        prepared.batch().put(Column.LEAVES, Keys.number(position), bytes);
        return new Leaf(position, bytes);
    }

    private static void storeEntries(PreparedBlock prepared) {
        for (DecidedEntry entry : prepared.entries()) {
            byte[] place = ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                    .putLong(entry.firstPosition())
                    .putInt(entry.leaves().size())
                    .array();
            prepared.batch().put(Column.ENTRIES, entry.id().value(), place);
        }
    }

    private void storeValues(PreparedBlock prepared) {
        for (Current current : state.changes().values()) {
            Version version = current.version();
            prepared.batch()
                    .put(
                            Column.VALUES,
                            Keys.text(version.key()),
                            StoredVersion.encode(
                                    version.version(),
                                    version.position(),
                                    version.height(),
                                    version.time(),
                                    version.value()));
        }
    }

    /** Places in the state tree and digests of the values that the prepared block changes; also put into its batch. */
    byte[][][] treeChanges(PreparedBlock prepared) {
        int count = state.changes().size();
        byte[][] places = new byte[count][];
        byte[][] digests = new byte[count][];
        int i = 0;
        for (Current current : state.changes().values()) {
            places[i] = hash.hash(Keys.text(current.version().key()));
            digests[i] = current.digest();
            prepared.batch().put(Column.PLACES, places[i], digests[i]);
            i++;
        }
        return new byte[][][] {places, digests};
    }

    /** Leaves in the log, those of the prepared block included. */
    long logSize() {
        return log.size();
    }

    /** The root of the log, with the leaves of the prepared block. */
    byte[] logRoot() {
        return log.root();
    }

    /** The prepared block is stored. */
    void settle() {
        state.settle();
    }
}
