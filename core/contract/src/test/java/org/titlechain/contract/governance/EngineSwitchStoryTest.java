package org.titlechain.contract.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.contract.governance.Consortium.code;
import static org.titlechain.contract.governance.Consortium.number;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.Decision;

/** A chain goes over to another engine, or turns back. */
class EngineSwitchStoryTest {
    private static final String[] ALL = {"city", "county", "nation"};

    private final Consortium chain = Consortium.of(true, false, ALL);
    private long freeze;

    @BeforeEach
    void freeze() {
        freeze = chain.state.height() + 10;
        chain.agree("system", "engine.switch", to("evm").put("freezeHeight", freeze), ALL);
    }

    @Test
    void shouldFreezeAfterTheHeightAndGoOverWhenTheQuorumIsReady() {
        assertThat(chain.engine().kind()).isEqualTo("embedded");
        assertThat(chain.engine().frozen(freeze)).isFalse();
        assertThat(chain.engine().frozen(freeze + 1)).isTrue();
        chain.expect("ENGINE_NOT_FROZEN", say("ready", "city", 1));
        chain.awaitHeight(freeze);

        chain.expect("accepted", say("ready", "city", 1));
        chain.expect("accepted", say("ready", "county", 1));
        assertThat(chain.engine().epoch()).isEqualTo(1);
        chain.expect("accepted", say("ready", "nation", 1));
        long last = chain.state.height();

        assertThat(EngineBinding.at(chain.state, last).epoch()).isEqualTo(1);
        EngineBinding next = EngineBinding.at(chain.state, last + 1);
        assertThat(next.epoch()).isEqualTo(2);
        assertThat(next.kind()).isEqualTo("evm");
        assertThat(next.from()).isEqualTo(last + 1);
        assertThat(next.frozen(last + 1)).isFalse();
        assertThat(chain.state.find(EngineBinding.epochKey(1))).isPresent();
        assertThat(chain.state.find(EngineBinding.epochKey(2))).isPresent();
        chain.expect("ENGINE_SWITCH_NONE", say("ready", "city", 1));
    }

    @Test
    void shouldSupersedeWhatWasProposedBeforeTheSwitch() {
        String[] members = {"city", "county"};
        Consortium race = Consortium.of(true, false, members);
        MapBuilder wish = to("evm").put("freezeHeight", 0);
        long left = number(race.propose("city.system", "engine.switch", wish));
        Proposal beside = Proposal.find(race.state, left).orElseThrow();
        assertThat(race.engine().supersedes(beside)).isFalse();
        race.agree("system", "engine.switch", wish, members);
        assertThat(race.engine().supersedes(beside))
                .as("another switch is under way")
                .isTrue();
        race.awaitHeight(race.engine().switching().orElseThrow().freeze());
        for (String member : members) {
            race.say(member + ".system", saying("ready", member, 1));
        }

        assertThat(race.engine().kind()).isEqualTo("evm");
        assertThat(race.engine().supersedes(beside))
                .as("another switch was made")
                .isTrue();
        long back = number(
                race.propose("city.system", "engine.switch", to("embedded").put("freezeHeight", 0)));
        assertThat(race.engine().supersedes(Proposal.find(race.state, back).orElseThrow()))
                .as("proposed after the switch")
                .isFalse();
    }

    @Test
    void shouldStayWhenTheQuorumTurnsBack() {
        chain.awaitHeight(freeze);
        chain.expect("accepted", say("ready", "city", 1));
        chain.expect("accepted", say("back", "city", 1));
        chain.expect("accepted", say("back", "county", 1));
        chain.expect("accepted", say("ready", "nation", 1));
        assertThat(chain.engine().switching().orElseThrow().back()).containsExactly("city", "county");
        chain.expect("accepted", say("back", "nation", 1));

        assertThat(chain.engine().switching()).isEmpty();
        assertThat(chain.engine().kind()).isEqualTo("embedded");
        assertThat(chain.engine().frozen(chain.state.height() + 1)).isFalse();
        chain.agree("system", "engine.switch", to("cometbft").put("freezeHeight", 0), ALL);
        assertThat(chain.engine().switching().orElseThrow().freeze()).isEqualTo(chain.state.height() + 1);
    }

    @Test
    void shouldKnowWhoMaySayWhat() {
        assertThat(code(chain.propose(
                        "city.system", "engine.switch", to("fabric").put("freezeHeight", 0))))
                .isEqualTo("ENGINE_SWITCH_OPEN");
        chain.awaitHeight(freeze);
        chain.expect("KEY_NOT_ENTITLED", chain.say("city.audit", saying("ready", "city", 1)));
        chain.expect("VOTER_NOT_OF_MEMBER", chain.say("city.system", saying("ready", "county", 1)));
        chain.expect("ENGINE_SWITCH_NONE", say("ready", "city", 2));
        for (String member : ALL) {
            say("back", member, 1);
        }
        assertThat(code(chain.propose(
                        "city.system", "engine.switch", to("embedded").put("freezeHeight", 0))))
                .isEqualTo("ENGINE_SAME");
        assertThat(number(
                        chain.propose("city.system", "engine.switch", to("evm").put("freezeHeight", 0))))
                .isEqualTo(2);
    }

    private static MapBuilder to(String kind) {
        return Value.map().put("to", kind);
    }

    private Decision say(String what, String member, long epoch) {
        return chain.say(member + ".system", saying(what, member, epoch));
    }

    private static MapBuilder saying(String what, String member, long epoch) {
        return Value.map()
                .put("type", "governance.engine." + what)
                .put("member", member)
                .put("epoch", epoch);
    }
}
