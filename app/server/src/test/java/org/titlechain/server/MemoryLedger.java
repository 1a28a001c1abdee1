package org.titlechain.server;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Decision;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.SubmissionException;
import org.titlechain.kernel.tree.StateTree;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.proof.LogNodes;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.Receipt;
import org.titlechain.proof.TitleProof;
import org.titlechain.proof.TreeHash;
import org.titlechain.proof.TrustedMembers;

/** A whole ledger in memory, one block for each entry: written from the format document, to test the interface with. */
final class MemoryLedger implements Ledger {
    private final Suite suite = Suite.GM;
    private final String chain;
    private final Signer member;
    private final Clock clock;
    private final TitleChainContract contract = new TitleChainContract(Suite.GM.hash());
    private final TreeMap<String, List<Version>> state = new TreeMap<>();
    private final StateTree tree = new StateTree(Suite.GM.hash());
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<BlockSummary> blocks = new ArrayList<>();
    private final Map<String, Outcome> outcomes = new LinkedHashMap<>();
    private final LogTree log = new LogTree(Suite.GM.hash(), new Nodes(), 0);

    /** Keeps the nodes of the log. */
    private static final class Nodes implements LogNodes {
        private final Map<String, byte[]> nodes = new TreeMap<>();

        @Override
        public byte[] read(int level, long index) {
            byte[] node = nodes.get(level + "/" + index);
            if (node == null) {
                throw new IllegalStateException("no node " + level + "/" + index);
            }
            return node;
        }

        @Override
        public void write(int level, long index, byte[] nodeHash) {
            nodes.put(level + "/" + index, nodeHash);
        }
    }

    MemoryLedger(String chain, Signer member, Clock clock) {
        this.chain = chain;
        this.member = member;
        this.clock = clock;
    }

    /** Signs the commands as one entry. */
    static Entry entry(String chain, Signer signer, MapValue... commands) {
        byte[] nonce = new byte[16];
        new SecureRandom().nextBytes(nonce);
        return Entry.signed(new Entry.Body(chain, signer.publicKey(), nonce, 0, 1, List.of(commands)), signer);
    }

    @Override
    public synchronized CompletableFuture<Outcome> submit(Entry entry) {
        if (!entry.body().chain().equals(chain)) {
            return CompletableFuture.failedFuture(
                    new SubmissionException(SubmissionException.Reason.WRONG_CHAIN, "another chain"));
        }
        if (!suite.signatures().verify(entry.body().publicKey(), entry.signedBytes(), entry.signature())) {
            return CompletableFuture.failedFuture(
                    new SubmissionException(SubmissionException.Reason.INVALID_SIGNATURE, "signature"));
        }
        Outcome known = outcomes.get(entry.idText());
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        Outcome outcome = decide(entry);
        outcomes.put(entry.idText(), outcome);
        notifyAll();
        return CompletableFuture.completedFuture(outcome);
    }

    private Outcome decide(Entry entry) {
        long height = blocks.size() + 1L;
        long time =
                Math.max(clock.millis(), blocks.isEmpty() ? 0 : blocks.getLast().time());
        byte[] keyId = suite.keyId(entry.body().publicKey());
        List<Leaf> made = new ArrayList<>();
        int refused = 0;
        for (int i = 0; i < entry.body().commands().size(); i++) {
            MapValue command = entry.body().commands().get(i);
            Decision decision = contract.decide(
                    key -> find(key)
                            .map(version ->
                                    CanonicalDecoder.decode(version.value()).asMap()),
                    Command.of(command),
                    new BlockContext(chain, height, time, entry.id(), i, keyId));
            long position = leaves.size();
            MapValue recorded =
                    switch (decision) {
                        case Decision.Accepted accepted -> accept(accepted, position, height, time);
                        case Decision.Refused refusal ->
                            Value.map()
                                    .put("accepted", false)
                                    .put("code", refusal.code())
                                    .put("facts", refusal.facts())
                                    .build();
                    };
            refused += decision instanceof Decision.Refused ? 1 : 0;
            Leaf leaf = new Leaf(
                    position,
                    CanonicalEncoder.encode(Value.map()
                            .put("version", 1)
                            .put("height", height)
                            .put("time", time)
                            .put("entry", entry.id())
                            .put("index", i)
                            .put("key", keyId)
                            .put("command", command)
                            .put("decision", recorded)
                            .build()));
            leaves.add(leaf);
            log.append(TreeHash.logLeaf(suite.hash(), leaf.bytes()));
            made.add(leaf);
        }
        Checkpoint checkpoint = new Checkpoint(chain, suite, height, time, leaves.size(), log.root(), tree.root());
        String text = checkpoint.sign("registry", member).text();
        blocks.add(
                new BlockSummary(height, time, 1, made.size(), refused, leaves.size(), log.root(), tree.root(), text));
        return new Outcome(
                made,
                made.stream()
                        .map(leaf -> receipt(leaf.position()).orElseThrow())
                        .toList());
    }

    private MapValue accept(Decision.Accepted accepted, long position, long height, long time) {
        List<Value> writes = new ArrayList<>();
        for (Decision.Change change : accepted.changes()) {
            byte[] value = CanonicalEncoder.encode(change.value());
            List<Version> versions = state.computeIfAbsent(change.key(), key -> new ArrayList<>());
            versions.add(new Version(change.key(), versions.size() + 1L, value, position, height, time));
            byte[] digest = suite.hash().hash(value);
            tree.apply(new byte[][] {place(change.key())}, new byte[][] {digest});
            writes.add(Value.map()
                    .put("key", change.key())
                    .put("version", versions.size())
                    .put("digest", digest)
                    .build());
        }
        return Value.map()
                .put("accepted", true)
                .put("result", accepted.result())
                .put("writes", Value.list(writes))
                .build();
    }

    private byte[] place(String key) {
        return suite.hash().hash(key.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public synchronized Optional<Outcome> outcome(byte[] entryId) {
        return Optional.ofNullable(outcomes.get(HexFormat.of().formatHex(entryId)));
    }

    @Override
    public synchronized Optional<Version> find(String key) {
        return Optional.ofNullable(state.get(key)).map(List::getLast);
    }

    @Override
    public synchronized List<Version> history(String key, long beforeVersion, int limit) {
        return state.getOrDefault(key, List.of()).reversed().stream()
                .filter(version -> beforeVersion == 0 || version.version() < beforeVersion)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized Optional<Version> version(String key, long version) {
        return state.getOrDefault(key, List.of()).stream()
                .filter(item -> item.version() == version)
                .findFirst();
    }

    @Override
    public synchronized List<String> keys(String prefix, String afterKey, int limit) {
        return state.tailMap(prefix).keySet().stream()
                .filter(key -> key.startsWith(prefix) && key.compareTo(afterKey) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized byte[] prove(String key) {
        return new TitleProof(
                        key.substring(TitleProof.KEY_PREFIX.length()),
                        find(key).map(Version::value),
                        tree.prove(place(key)),
                        checkpoint())
                .encode();
    }

    @Override
    public synchronized Optional<byte[]> receipt(long position) {
        if (position < 0 || position >= leaves.size()) {
            return Optional.empty();
        }
        List<byte[]> path = log.inclusion(position, log.size());
        byte[] leaf = leaves.get((int) position).bytes();
        return Optional.of(new Receipt(leaf, position, path, checkpoint()).encode());
    }

    @Override
    public synchronized Optional<byte[]> receipt(long position, long height) {
        if (height < 1
                || height > blocks.size()
                || position >= blocks.get((int) height - 1).logSize()) {
            return Optional.empty();
        }
        BlockSummary block = blocks.get((int) height - 1);
        byte[] leaf = leaves.get((int) position).bytes();
        List<byte[]> path = log.inclusion(position, block.logSize());
        return Optional.of(new Receipt(leaf, position, path, block.checkpoint()).encode());
    }

    @Override
    public synchronized String checkpoint() {
        if (blocks.isEmpty() || blocks.getLast().logSize() != leaves.size()) {
            return new Checkpoint(
                            chain, suite, blocks.size() + 1L, clock.millis(), leaves.size(), log.root(), tree.root())
                    .sign("registry", member)
                    .text();
        }
        return blocks.getLast().checkpoint();
    }

    @Override
    public synchronized Optional<String> checkpoint(long height) {
        return height < 1 || height > blocks.size()
                ? Optional.empty()
                : Optional.of(blocks.get((int) height - 1).checkpoint());
    }

    @Override
    public synchronized Optional<byte[]> consistency(long oldHeight, long newHeight) {
        if (oldHeight < 1 || oldHeight > newHeight || newHeight > blocks.size()) {
            return Optional.empty();
        }
        BlockSummary old = blocks.get((int) oldHeight - 1);
        BlockSummary current = blocks.get((int) newHeight - 1);
        return Optional.of(new ConsistencyProof(
                        old.checkpoint(), current.checkpoint(), log.consistency(old.logSize(), current.logSize()))
                .encode());
    }

    @Override
    public String trust() {
        return new TrustedMembers(chain, suite, 1, List.of(new TrustedMembers.Member("registry", member.publicKey())))
                .text();
    }

    @Override
    public synchronized List<Leaf> leaves(long fromPosition, int limit) {
        return leaves.stream().skip(fromPosition).limit(limit).toList();
    }

    @Override
    public synchronized List<BlockSummary> blocks(long beforeHeight, int limit) {
        return blocks.reversed().stream()
                .filter(block -> beforeHeight == 0 || block.height() < beforeHeight)
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long awaitLogSize(long largerThan, Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (leaves.size() <= largerThan && System.nanoTime() < end) {
            wait(Math.max(1, (end - System.nanoTime()) / 1_000_000));
        }
        return leaves.size();
    }

    @Override
    public synchronized Status status() {
        return new Status(
                chain,
                blocks.size(),
                leaves.size(),
                state.size(),
                new EngineStatus("memory", blocks.size(), 0, true, ""),
                OptionalInt.empty(),
                "");
    }
}
