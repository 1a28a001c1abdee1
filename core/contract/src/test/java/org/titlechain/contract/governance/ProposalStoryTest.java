package org.titlechain.contract.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.contract.governance.Consortium.code;
import static org.titlechain.contract.governance.Consortium.number;
import static org.titlechain.contract.governance.Consortium.publicKey;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.ContractVersions;
import org.titlechain.contract.Scheduled;

/** Proposals, votes, members and versions. */
class ProposalStoryTest {
    private static final String[] FOUR = {"city", "county", "nation", "province"};

    @Test
    void shouldBeDecidedByMoreThanTheQuorumAndTakeEffectInTheNextBlock() {
        Consortium chain = Consortium.of(true, false, FOUR);
        long proposal = number(chain.propose("county.system", "member.join", join("bank", "bank")));

        chain.expect("accepted", chain.vote("county.system", proposal, "county", true));
        chain.expect("accepted", chain.vote("city.system", proposal, "city", true));
        assertThat(chain.member("bank")).isEmpty();

        chain.expect("accepted", chain.vote("nation.system", proposal, "nation", true));
        long decided = chain.state.height();
        assertThat(Member.at(chain.state, "bank", decided)).isEmpty();
        assertThat(Member.at(chain.state, "bank", decided + 1)).isPresent();
        assertThat(chain.charter().weights()).hasSize(5).containsEntry("bank", 1L);
        assertThat(chain.charter().needed()).isEqualTo(4);
        assertThat(chain.charter().checkpointQuorum()).isEqualTo(4);
        chain.expect("PROPOSAL_CLOSED", chain.vote("province.system", proposal, "province", true));
    }

    @Test
    void shouldTakeEffectExactlyAtTheActivationHeight() {
        Consortium chain = Consortium.of(true, false, FOUR);
        long height = chain.state.height() + 20;
        chain.agree("system", "contract.activate", Value.map().put("version", 3), height, "city", "county", "nation");

        assertThat(ContractVersions.inForce(chain.state, height - 1)).isEqualTo(2);
        assertThat(ContractVersions.inForce(chain.state, height)).isEqualTo(3);
        assertThat(ContractVersions.upcoming(chain.state, chain.state.height()))
                .contains(new ContractVersions.Upcoming(3, height));
        long again = number(
                chain.propose("city.system", "contract.activate", Value.map().put("version", 4)));
        chain.vote("city.system", again, "city", true);
        chain.vote("county.system", again, "county", true);
        chain.expect("PROPOSAL_CHANGE_PENDING", chain.vote("nation.system", again, "nation", true));
        chain.awaitHeight(height);
        chain.expect("accepted", chain.vote("nation.system", again, "nation", true));
        assertThat(ContractVersions.inForce(chain.state, chain.state.height())).isEqualTo(3);
        assertThat(ContractVersions.inForce(chain.state, chain.state.height() + 1))
                .isEqualTo(4);
    }

    @Test
    void shouldBeRejectedWhenTheQuorumIsOutOfReach() {
        Consortium chain = Consortium.of(true, false, FOUR);
        long proposal = number(chain.propose("city.system", "parameter.set", parameter(5)));
        chain.vote("city.system", proposal, "city", false);
        chain.vote("city.system", proposal, "city", true);
        chain.vote("county.system", proposal, "county", false);
        assertThat(state(chain, proposal)).isEqualTo(Proposal.State.OPEN);
        chain.vote("nation.system", proposal, "nation", false);

        assertThat(state(chain, proposal)).isEqualTo(Proposal.State.REJECTED);
        assertThat(chain.state.find("parameter/fee")).isEmpty();
    }

    @Test
    void shouldExpireByBlockTimeAndBeWithdrawnByItsOrganisationAlone() {
        Consortium chain = Consortium.of(true, false, FOUR);
        long first = number(chain.propose("city.system", "parameter.set", parameter(5)));
        long second = number(chain.propose("city.system", "parameter.set", parameter(6)));

        chain.expect("PROPOSAL_OF_ANOTHER_ORGANISATION", chain.say("county.system", withdraw(first)));
        chain.expect("accepted", chain.say("city.system", withdraw(first)));
        chain.expect("PROPOSAL_CLOSED", chain.vote("city.system", first, "city", true));
        chain.pass(Consortium.DAY);
        chain.expect("PROPOSAL_EXPIRED", chain.vote("city.system", second, "city", true));
        chain.expect("PROPOSAL_UNKNOWN", chain.vote("city.system", 9, "city", true));
        chain.expect(
                "PROPOSAL_EXPIRED",
                chain.say(
                        "city.system",
                        Value.map()
                                .put("type", "governance.propose")
                                .put("kind", "parameter.set")
                                .put("body", parameter(1).build())
                                .put("expires", chain.time())
                                .put("activation", 0)));
    }

    @Test
    void shouldWeighVotesAsTheCharterSays() {
        Consortium chain = Consortium.of(false, false, "city", "county", "nation");
        Map<String, Value> weights =
                new TreeMap<>(Map.of("city", Value.of(1), "county", Value.of(1), "nation", Value.of(5)));
        chain.agree("system", "charter", Consortium.charter(weights, 1, 2, false, false), "city", "county", "nation");
        assertThat(chain.charter().needed()).isEqualTo(4);
        assertThat(chain.charter().checkpointQuorum()).isEqualTo(2);

        chain.agree("system", "parameter.set", parameter(7), "nation");
        assertThat(Scheduled.find(chain.state, "parameter/fee", chain.state.height() + 1)
                        .orElseThrow()
                        .get("revision")
                        .asLong())
                .isEqualTo(1);
        weights.remove("city");
        assertThat(code(chain.propose("city.system", "charter", Consortium.charter(weights, 1, 2, false, false))))
                .isEqualTo("CHARTER_MEMBERS_DIFFER");
        assertThat(code(chain.propose("city.system", "charter", Consortium.charter(Map.of(), 1, 2, false, false))))
                .isEqualTo("CHARTER_WITHOUT_MEMBERS");
        weights.put("stranger", Value.of(1));
        assertThat(code(chain.propose("city.system", "charter", Consortium.charter(weights, 1, 2, false, false))))
                .isEqualTo("MEMBER_UNKNOWN");
        assertThat(code(chain.propose("city.system", "charter", Consortium.charter(weights, 1, 3, false, false))))
                .isEqualTo("COMMAND_MALFORMED");
    }

    @Test
    void shouldSuspendResumeAndRemoveMembers() {
        Consortium chain = Consortium.of(true, false, FOUR);
        String[] three = {"city", "county", "nation"};
        chain.agree("system", "member.suspend", named("province"), three);

        assertThat(chain.charter().weights()).containsOnlyKeys(three);
        assertThat(chain.member("province").orElseThrow().state()).isEqualTo(Member.State.SUSPENDED);
        long proposal = number(chain.propose("city.system", "parameter.set", parameter(1)));
        chain.expect("MEMBER_NOT_ACTIVE", chain.vote("province.system", proposal, "province", true));
        assertThat(code(chain.propose("city.system", "member.suspend", named("province"))))
                .isEqualTo("MEMBER_NOT_ACTIVE");
        assertThat(code(chain.propose(
                        "city.system", "member.resume", named("city").put("weight", 1))))
                .isEqualTo("MEMBER_NOT_SUSPENDED");

        chain.agree("system", "member.resume", named("province").put("weight", 2), three);
        assertThat(chain.charter().weights()).containsEntry("province", 2L);
        chain.agree("system", "member.remove", named("province"), "city", "nation", "province");
        assertThat(chain.member("province").orElseThrow().state()).isEqualTo(Member.State.REMOVED);
        assertThat(code(chain.propose("city.system", "member.remove", named("stranger"))))
                .isEqualTo("MEMBER_UNKNOWN");
        assertThat(code(chain.propose("city.system", "member.join", join("city", "other"))))
                .isEqualTo("MEMBER_KNOWN_ALREADY");
        assertThat(code(chain.propose("city.system", "member.join", join("other", "city"))))
                .isEqualTo("MEMBER_KEY_TAKEN");
        chain.agree("system", "member.join", join("province", "province"), three);
        assertThat(chain.member("province").orElseThrow().state()).isEqualTo(Member.State.ACTIVE);
    }

    @Test
    void shouldKeepTheLastMember() {
        Consortium chain = Consortium.of(false, false, "registry");

        assertThat(code(chain.propose("founder", "member.remove", named("registry"))))
                .isEqualTo("CHARTER_WITHOUT_MEMBERS");
    }

    @Test
    void shouldGiveAMemberAnotherKeyOnTheSecurityAdministratorsProposal() {
        Consortium chain = Consortium.of(true, false, FOUR);
        MapBuilder change = named("city").put("key", publicKey("city-2"));

        assertThat(code(chain.propose("city.system", "member.key", change))).isEqualTo("KEY_NOT_ENTITLED");
        chain.agree(
                "security", "member.key", named("city").put("key", publicKey("city-2")), "city", "county", "nation");
        assertThat(chain.member("city").orElseThrow().key()).isEqualTo(publicKey("city-2"));
    }

    @Test
    void shouldRecordOrganisationsAndNodes() {
        Consortium chain = Consortium.of(true, false, FOUR);
        String[] three = {"city", "county", "nation"};
        chain.agree(
                "system",
                "organisation.set",
                Value.map()
                        .put("organisation", "county")
                        .put("title", "示例县")
                        .put("level", "county")
                        .put("districts", Value.texts(List.of("999901"))),
                three);
        chain.agree("system", "node.set", node("county"), three);

        assertThat(Scheduled.find(chain.state, "node/county-1", chain.state.height() + 1))
                .isPresent();
        assertThat(code(chain.propose("city.system", "node.set", node("stranger"))))
                .isEqualTo("MEMBER_UNKNOWN");
    }

    @Test
    void shouldLetAMemberOfOneDecideAlone() {
        Consortium chain = Consortium.of(false, false, "registry");
        long proposal =
                number(chain.propose("founder", "contract.activate", Value.map().put("version", 3)));
        chain.expect("VOTER_NOT_OF_MEMBER", chain.vote("founder", proposal, "registry", true));
        chain.expect("MEMBER_UNKNOWN", chain.vote("founder", proposal, "other", true));
        chain.expect("accepted", chain.vote("registry.system", proposal, "registry", true));

        assertThat(ContractVersions.inForce(chain.state, chain.state.height() + 1))
                .isEqualTo(3);
        assertThat(code(chain.propose(
                        "founder", "contract.activate", Value.map().put("version", 2))))
                .isEqualTo("CONTRACT_VERSION_NOT_NEWER");
        assertThat(code(chain.propose("founder", "tea.party", Value.map()))).isEqualTo("PROPOSAL_KIND_UNKNOWN");
        assertThat(code(chain.propose("founder", "contract.activate", Value.map())))
                .isEqualTo("COMMAND_MALFORMED");
    }

    @Test
    void shouldLetAChainOfTheFirstVersionGiveItselfACharterAndThenVoteItselfUp() {
        Consortium chain = Consortium.old("founder");
        assertThat(code(chain.propose(
                        "founder", "contract.activate", Value.map().put("version", 2))))
                .isEqualTo("CHARTER_MISSING");
        chain.expect(
                "accepted",
                chain.propose(
                        "founder", "charter", Consortium.charter(Map.of("founder", Value.of(1)), 2, 3, false, false)));
        long proposal =
                number(chain.propose("founder", "contract.activate", Value.map().put("version", 2)));
        chain.expect("accepted", chain.vote("founder", proposal, "founder", true));

        assertThat(ContractVersions.inForce(chain.state, chain.state.height())).isEqualTo(1);
        assertThat(ContractVersions.inForce(chain.state, chain.state.height() + 1))
                .isEqualTo(2);
    }

    private static Proposal.State state(Consortium chain, long number) {
        return Proposal.find(chain.state, number).orElseThrow().state();
    }

    private static MapBuilder named(String member) {
        return Value.map().put("name", member);
    }

    private static MapBuilder join(String member, String key) {
        return named(member)
                .put("key", publicKey(key))
                .put("organisation", member)
                .put("weight", 1);
    }

    private static MapBuilder parameter(long value) {
        return Value.map()
                .put("name", "fee")
                .put("value", Value.map().put("fen", value).build());
    }

    private static MapBuilder node(String member) {
        return Value.map()
                .put("name", member + "-1")
                .put("member", member)
                .put("address", "https://node.example")
                .put("engineKeys", Value.map().put("cometbft", new byte[32]).build())
                .put("live", true);
    }

    private static MapBuilder withdraw(long proposal) {
        return Value.map().put("type", "governance.withdraw").put("proposal", proposal);
    }
}
