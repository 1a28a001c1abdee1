package org.titlechain.server.node;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Command;
import org.titlechain.contract.Decision;
import org.titlechain.contract.StateView;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Outcome;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.contract.rule.Rules;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.rules.compare.Trial;
import org.titlechain.rules.fact.CaseFacts;

/**
 * What rules were told about past cases: each step that asked rules is decided once more by the contract itself, over
 * the state as it stood before its block, and what the contract tells the rules is written down. What an earlier
 * command of the same block had changed is not seen. Nothing is submitted.
 */
public final class PastCases {
    private static final String PREFIX = "registration/";
    private static final Set<String> ASKING = Set.of("acceptance", "review", "registration");
    private static final int PAGE = 100;

    private final Ledger ledger;
    private final Suite suite;

    public PastCases(Ledger ledger, Suite suite) {
        this.ledger = ledger;
        this.suite = suite;
    }

    /** The state keys of cases that were accepted under the version, at most so many. */
    public List<String> pinnedTo(String pack, long version, int most) {
        List<String> pinned = new ArrayList<>();
        for (String key : keys()) {
            boolean under = value(key).find("packs").map(Value::asList).orElse(List.of()).stream()
                    .map(reference -> PackReference.read(reference.asMap()))
                    .anyMatch(reference -> reference.name().equals(pack) && reference.version() == version);
            if (under && pinned.size() < most) {
                pinned.add(key);
            }
        }
        return pinned;
    }

    /** What rules were told at each step of the last cases, by name: at most so many cases. */
    public List<Trial.Case> cases(int most) {
        List<String> keys = keys();
        List<Trial.Case> told = new ArrayList<>();
        for (String key : keys.subList(Math.max(0, keys.size() - most), keys.size())) {
            Set<String> entries = new HashSet<>();
            for (Value step : value(key).get("steps").asList()) {
                byte[] entry = step.asMap().get("entry").asBytes();
                if (ASKING.contains(step.asMap().get("stage").asText())
                        && entries.add(java.util.HexFormat.of().formatHex(entry))) {
                    told.addAll(told(key, entry));
                }
            }
        }
        return told;
    }

    private List<Trial.Case> told(String key, byte[] entry) {
        List<Trial.Case> told = new ArrayList<>();
        for (Leaf leaf : ledger.outcome(entry).orElseThrow().leaves()) {
            MapValue map = leaf.map();
            Recorder recorder = new Recorder(key);
            BlockContext context = new BlockContext(
                    ledger.status().chain(),
                    map.get("height").asLong(),
                    map.get("time").asLong(),
                    entry,
                    (int) map.get("index").asLong(),
                    map.get("key").asBytes());
            Command command = Command.of(map.get("command").asMap());
            new TitleChainContract(suite.hash(), recorder).decide(before(context.height()), command, context);
            told.addAll(recorder.told);
        }
        return told;
    }

    private StateView before(long height) {
        return key -> {
            long below = 0;
            while (true) {
                List<Version> versions = ledger.history(key, below, PAGE);
                for (Version version : versions) {
                    if (version.height() < height) {
                        return Optional.of(
                                CanonicalDecoder.decode(version.value()).asMap());
                    }
                }
                if (versions.size() < PAGE) {
                    return Optional.empty();
                }
                below = versions.getLast().version();
            }
        };
    }

    private List<String> keys() {
        List<String> keys = new ArrayList<>();
        String after = "";
        while (true) {
            List<String> page = ledger.keys(PREFIX, after, PAGE);
            keys.addAll(page);
            if (page.size() < PAGE) {
                return keys;
            }
            after = page.getLast();
        }
    }

    private MapValue value(String key) {
        return CanonicalDecoder.decode(ledger.find(key).orElseThrow().value()).asMap();
    }

    /** Rules that write down what they are told and never object. */
    private static final class Recorder implements Rules {
        private static final PackReference ANY = new PackReference("trial", 1, "");

        private final String key;
        private final List<Trial.Case> told = new ArrayList<>();

        private Recorder(String key) {
            this.key = key;
        }

        @Override
        public List<PackReference> inForce(StateView state, String district, long time) {
            return List.of(ANY);
        }

        @Override
        public List<Outcome> evaluate(StateView state, List<PackReference> packs, Moment moment, MapValue facts) {
            told.add(new Trial.Case(key, CaseFacts.kindOf(facts), moment, CaseFacts.of(facts)));
            return List.of();
        }

        @Override
        public OptionalLong limitDays(StateView state, List<PackReference> packs, String kind, String subkind) {
            return OptionalLong.empty();
        }

        @Override
        public Decision decide(StateView state, Command command, BlockContext context) {
            return Rules.NONE.decide(state, command, context);
        }
    }
}
