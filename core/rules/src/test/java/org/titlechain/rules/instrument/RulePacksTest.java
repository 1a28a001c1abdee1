package org.titlechain.rules.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.BlockContext;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.StateView;
import org.titlechain.contract.rule.Moment;
import org.titlechain.contract.rule.Outcome;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.contract.rule.Severity;
import org.titlechain.rules.SmallPack;
import org.titlechain.rules.pack.RulePack;
import org.titlechain.rules.yaml.PackYaml;

class RulePacksTest {
    /** Three members; two of them decide. */
    private static final Electorate THREE = new Electorate() {
        @Override
        public Optional<String> member(StateView state, BlockContext context, String organisation) {
            return List.of("a", "b", "c").contains(organisation) ? Optional.of(organisation) : Optional.empty();
        }

        @Override
        public boolean decides(StateView state, BlockContext context, List<String> members) {
            return members.size() >= 2;
        }

        @Override
        public boolean isOutOfReach(StateView state, BlockContext context, List<String> against) {
            return against.size() >= 2;
        }
    };
    /** Two members who must agree. */
    private static final Electorate TWO = new Electorate() {
        @Override
        public Optional<String> member(StateView state, BlockContext context, String organisation) {
            return Optional.of(organisation);
        }

        @Override
        public boolean decides(StateView state, BlockContext context, List<String> members) {
            return members.size() == 2;
        }

        @Override
        public boolean isOutOfReach(StateView state, BlockContext context, List<String> against) {
            return !against.isEmpty();
        }
    };

    private final PackLedger ledger = new PackLedger(THREE);

    @BeforeEach
    void grant() {
        for (String name : List.of("a", "b", "c", "stranger")) {
            ledger.grant(name, name, "administrator", "");
        }
        ledger.grant("clerk", "a", "recorder", "").grant("province", "a", "administrator", "33");
    }

    private static MapValue accepted(Decision decision) {
        assertThat(decision).isInstanceOf(Accepted.class);
        return ((Accepted) decision).result();
    }

    private static void refused(Decision decision, String code) {
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Refused.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
    }

    private void adopt(RulePack pack) {
        accepted(ledger.propose("a", pack));
        accepted(ledger.vote("a", pack.id(), pack.version(), true));
        accepted(ledger.vote("b", pack.id(), pack.version(), true));
        accepted(ledger.activate("a", pack.id(), pack.version()));
    }

    private List<PackReference> inForce(String district) {
        return ledger.rules().inForce(ledger, district, PackLedger.TIME);
    }

    private static MapValue sale(boolean seized) {
        MapValue seizure = Value.map()
                .put("id", "S1")
                .put("kind", "seizure")
                .put("state", seized ? "live" : "waiting")
                .build();
        MapValue sheet = Value.map()
                .put("state", "live")
                .put("rights", Value.list(List.of()))
                .put("restrictions", Value.list(List.of(seizure)))
                .build();
        return Value.map()
                .put("kind", "transfer")
                .put("subkind", "sale")
                .put("date", "2027-01-15")
                .put("registered", true)
                .put("sheet", sheet)
                .put(
                        "case",
                        Value.map()
                                .put("materials", Value.texts(List.of("identity")))
                                .build())
                .build();
    }

    @Test
    void shouldBeInForceOnlyAfterVoteAndActivation() {
        accepted(ledger.propose("a", SmallPack.national()));
        assertThat(inForce("330106")).isEmpty();
        refused(ledger.activate("a", "base", 1), "RULE_PACK_STATE");
        assertThat(accepted(ledger.vote("a", "base", 1, true)).get("state")).isEqualTo(Value.of("proposed"));
        assertThat(accepted(ledger.vote("c", "base", 1, true)).get("state")).isEqualTo(Value.of("accepted"));
        assertThat(inForce("330106")).isEmpty();
        accepted(ledger.activate("b", "base", 1));
        assertThat(inForce("330106")).extracting(PackReference::name).containsExactly("base");
    }

    @Test
    void shouldCountEachMemberOnce() {
        accepted(ledger.propose("a", SmallPack.national()));
        accepted(ledger.vote("a", "base", 1, true));
        refused(ledger.vote("a", "base", 1, true), "RULE_VOTE_REPEATED");
        refused(ledger.vote("province", "base", 1, false), "RULE_VOTE_REPEATED");
        refused(ledger.vote("stranger", "base", 1, true), "RULE_VOTE_NOT_MEMBER");
        refused(ledger.vote("clerk", "base", 1, true), "KEY_NOT_ENTITLED");
        refused(ledger.vote("a", "base", 2, true), "RULE_PACK_UNKNOWN");
    }

    @Test
    void shouldEndWithTheVotesAgainst() {
        accepted(ledger.propose("a", SmallPack.national()));
        accepted(ledger.vote("a", "base", 1, false));
        assertThat(accepted(ledger.vote("b", "base", 1, false)).get("state")).isEqualTo(Value.of("rejected"));
        refused(ledger.vote("c", "base", 1, true), "RULE_PACK_STATE");
    }

    @Test
    void shouldLeaveUndecidedWhatMembersDifferAboutUntilVersion4AndRejectItFromVersion5On() {
        PackLedger differing =
                new PackLedger(TWO).grant("a", "a", "administrator", "").grant("b", "b", "administrator", "");
        accepted(differing.propose("a", SmallPack.national()));
        accepted(differing.vote("a", "base", 1, true));
        assertThat(accepted(differing.vote("b", "base", 1, false)).get("state")).isEqualTo(Value.of("proposed"));

        differing.version(5);
        accepted(differing.propose("a", SmallPack.national("version: 1", "version: 2")));
        accepted(differing.vote("a", "base", 2, true));
        assertThat(accepted(differing.vote("b", "base", 2, false)).get("state")).isEqualTo(Value.of("rejected"));
    }

    @Test
    void shouldRefuseAPackThatIsWrongAndNameThePlace() {
        Decision looser =
                ledger.propose("a", SmallPack.national("condition: \"!unit.seized\"", "condition: unit.sezed"));
        assertThat(looser)
                .isEqualTo(new Refused(
                        "RULE_PACK_INVALID",
                        Value.map()
                                .put("defect", "CONDITION_INVALID")
                                .put("place", "rules/not-seized/condition")
                                .build()));
        adopt(SmallPack.national());
        Decision milder = ledger.propose("a", SmallPack.province("workingDays: 3", "workingDays: 9"));
        assertThat(milder)
                .isEqualTo(new Refused(
                        "RULE_PACK_INVALID",
                        Value.map()
                                .put("defect", "LOOSER")
                                .put("place", "limits/sale-33/workingDays")
                                .build()));
        refused(
                ledger.propose("a", SmallPack.province("name: unit.objections", "name: unit.unheard")),
                "RULE_PACK_INVALID");
        refused(ledger.propose("a", SmallPack.national()), "RULE_PACK_VERSION");
        refused(ledger.propose("province", SmallPack.national("version: 1", "version: 2")), "RULE_PACK_DISTRICT");
        refused(ledger.decide("a", Value.map().put("type", "rule.propose").build()), "COMMAND_MALFORMED");
        refused(ledger.decide("a", Value.map().put("type", "rule.unheard").build()), "COMMAND_UNKNOWN");
    }

    @Test
    void shouldFindThePacksOfTheDistrict() {
        adopt(SmallPack.national());
        adopt(SmallPack.province());
        assertThat(inForce("330106")).extracting(PackReference::name).containsExactly("base", "base-33");
        assertThat(inForce("440103")).extracting(PackReference::name).containsExactly("base");
        assertThat(ledger.rules().inForce(ledger, "330106", 1_700_000_000_000L)).isEmpty();
    }

    @Test
    void shouldSayWhatFiredAndFromWhichFacts() {
        adopt(SmallPack.national());
        adopt(SmallPack.province());
        List<Outcome> outcomes = ledger.rules().evaluate(ledger, inForce("330106"), Moment.ACCEPTANCE, sale(true));
        assertThat(outcomes).extracting(Outcome::rule).containsExactly("not-seized", "material/tax-proof");
        Outcome seized = outcomes.getFirst();
        assertThat(seized.severity()).isEqualTo(Severity.REFUSE);
        assertThat(seized.pack().name()).isEqualTo("base");
        assertThat(seized.article()).contains("城市房地产管理法 38(2)");
        assertThat(seized.facts())
                .isEqualTo(Value.map().put("unit.seized", true).build());
        assertThat(ledger.rules().evaluate(ledger, inForce("440103"), Moment.ACCEPTANCE, sale(false)))
                .isEmpty();
    }

    @Test
    void shouldKeepACaseAtTheVersionItWasAcceptedUnder() {
        adopt(SmallPack.national());
        List<PackReference> pinned = inForce("440103");
        adopt(PackYaml.read(
                SmallPack.NATIONAL.replace("version: 1", "version: 2").replace("severity: refuse", "severity: note")));
        assertThat(inForce("440103").getFirst().version()).isEqualTo(2);
        assertThat(ledger.rules()
                        .evaluate(ledger, pinned, Moment.ACCEPTANCE, sale(true))
                        .getFirst()
                        .severity())
                .isEqualTo(Severity.REFUSE);
        assertThat(ledger.rules()
                        .evaluate(ledger, inForce("440103"), Moment.ACCEPTANCE, sale(true))
                        .getFirst()
                        .severity())
                .isEqualTo(Severity.NOTE);
    }

    @Test
    void shouldRetireByVoteAndNotAboveAnother() {
        adopt(SmallPack.national());
        adopt(SmallPack.province());
        refused(ledger.retire("a", "base", 1), "RULE_PACK_HAS_CHILDREN");
        accepted(ledger.retire("a", "base-33", 1));
        accepted(ledger.vote("a", "base-33", 1, false));
        accepted(ledger.vote("b", "base-33", 1, false));
        assertThat(inForce("330106")).hasSize(2);
        accepted(ledger.retire("a", "base-33", 1));
        accepted(ledger.vote("a", "base-33", 1, true));
        assertThat(inForce("330106")).hasSize(2);
        accepted(ledger.vote("b", "base-33", 1, true));
        assertThat(inForce("330106")).hasSize(1);
        accepted(ledger.retire("a", "base", 1));
    }

    @Test
    void shouldTakeTheShortestLimitOfThePacks() {
        adopt(SmallPack.national());
        adopt(SmallPack.province());
        assertThat(ledger.rules().limitDays(ledger, inForce("330106"), "transfer", "sale"))
                .isEqualTo(OptionalLong.of(3));
        assertThat(ledger.rules().limitDays(ledger, inForce("440103"), "transfer", "sale"))
                .isEqualTo(OptionalLong.of(5));
        assertThat(ledger.rules().limitDays(ledger, List.of(), "transfer", "sale"))
                .isEmpty();
    }
}
