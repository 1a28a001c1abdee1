package org.titlechain.testkit.story;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.proof.AnchoredProof;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.LogNodes;
import org.titlechain.proof.LogTree;
import org.titlechain.proof.TreeHash;
import org.titlechain.proof.TrustedMembers;

/** A subordinate chain with its log and two members, one leaf a block; its keys come from its name. */
final class LowerChain {
    private static final long TIME = 1_760_000_000_000L;

    private final String name;
    private final Suite suite;
    private final HashFunction hash;
    private final LogTree log;
    private final List<Checkpoint> checkpoints = new ArrayList<>();

    LowerChain(String name, Suite suite) {
        this.name = name;
        this.suite = suite;
        this.hash = suite.hash();
        this.log = new LogTree(hash, new Nodes(), 0);
    }

    private static final class Nodes implements LogNodes {
        private final Map<String, byte[]> nodes = new TreeMap<>();

        @Override
        public void write(int level, long index, byte[] nodeHash) {
            nodes.put(level + "/" + index, nodeHash);
        }

        @Override
        public byte[] read(int level, long index) {
            return Optional.ofNullable(nodes.get(level + "/" + index)).orElseThrow();
        }
    }

    LowerChain adds(String... leaves) {
        for (String leaf : leaves) {
            log.append(TreeHash.logLeaf(hash, leaf.getBytes(UTF_8)));
            long height = log.size();
            checkpoints.add(
                    new Checkpoint(name, suite, height, TIME + height, height, log.root(), hash.hash(log.root())));
        }
        return this;
    }

    Signer signer(String member) {
        return suite.signatures().signer(hash.hash((name + "/" + member).getBytes(UTF_8)));
    }

    /** The trust file; both members' signatures are asked for. */
    TrustedMembers trust(String... members) {
        List<TrustedMembers.Member> named = new ArrayList<>();
        for (String member : members) {
            named.add(new TrustedMembers.Member(member, signer(member).publicKey()));
        }
        return new TrustedMembers(name, suite, named.size(), named);
    }

    /** The body of the proposal that makes the chain known. */
    MapValue proposal(String trust) {
        return Value.map()
                .put("name", "chain." + name)
                .put("value", Value.map().put("trust", trust).build())
                .build();
    }

    Checkpoint at(int height) {
        return checkpoints.get(height - 1);
    }

    /** The checkpoint of the height as both members sign it. */
    String head(int height) {
        return at(height)
                .sign("first", signer("first"))
                .with("second", signer("second"))
                .text();
    }

    List<byte[]> path(int from, int to) {
        return log.consistency(from, to);
    }

    /** The command that records the height after another one; 0 for the first. */
    MapValue anchor(int from, int to) {
        return command(head(to), from == 0 ? List.of() : path(from, to));
    }

    static MapValue command(String checkpoint, List<byte[]> path) {
        return Value.map()
                .put("type", AnchoredProof.COMMAND)
                .put("checkpoint", checkpoint)
                .put("path", Value.list(path.stream().map(Value::of).toList()))
                .build();
    }
}
