package org.titlechain.contract.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.contract.governance.Consortium.code;
import static org.titlechain.contract.governance.Consortium.key;
import static org.titlechain.contract.governance.Consortium.keyId;
import static org.titlechain.contract.governance.Consortium.number;
import static org.titlechain.contract.governance.Consortium.publicKey;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.contract.Decision;

/** The three administrators and the keys. */
class AdministratorStoryTest {
    private static final String[] ALL = {"city", "county", "nation"};

    @Test
    void shouldGiveEachAdministratorItsOwnMatters() {
        Consortium chain = Consortium.of(true, false, ALL);
        MapBuilder version = Value.map().put("version", 3);

        assertThat(code(chain.propose("city.security", "contract.activate", version)))
                .isEqualTo("KEY_NOT_ENTITLED");
        assertThat(code(chain.propose(
                        "city.audit", "contract.activate", Value.map().put("version", 3))))
                .isEqualTo("KEY_NOT_ENTITLED");
        assertThat(code(chain.propose("city.system", "key.revoke", revoked("city.audit"))))
                .isEqualTo("KEY_NOT_ENTITLED");
        assertThat(code(chain.propose(
                        "founder", "contract.activate", Value.map().put("version", 3))))
                .isEqualTo("KEY_NOT_ENTITLED");
        assertThat(code(grant(chain, "founder", "clerk", "city", "recorder"))).isEqualTo("KEY_NOT_ENTITLED");
        long proposal = number(
                chain.propose("city.system", "contract.activate", Value.map().put("version", 3)));
        chain.expect("KEY_NOT_ENTITLED", chain.vote("city.security", proposal, "city", true));
        chain.expect("VOTER_NOT_OF_MEMBER", chain.vote("city.system", proposal, "county", true));
        chain.expect("KEY_UNKNOWN", chain.vote("stranger", proposal, "city", true));
    }

    @Test
    void shouldCountAVoteOnlyWhenAuditHasCountersignedIt() {
        Consortium chain = Consortium.of(true, true, ALL);
        long proposal = number(
                chain.propose("city.system", "contract.activate", Value.map().put("version", 3)));
        chain.expect("VOTE_TO_COUNTERSIGN_MISSING", chain.countersign("city.audit", proposal, "city", true));
        for (String member : ALL) {
            chain.expect("accepted", chain.vote(member + ".system", proposal, member, true));
        }
        assertThat(Proposal.find(chain.state, proposal).orElseThrow().state()).isEqualTo(Proposal.State.OPEN);
        chain.expect("KEY_NOT_ENTITLED", chain.countersign("city.system", proposal, "city", true));
        chain.expect("VOTER_NOT_OF_MEMBER", chain.countersign("city.audit", proposal, "county", true));
        chain.expect("VOTE_TO_COUNTERSIGN_MISSING", chain.countersign("city.audit", proposal, "city", false));
        for (String member : ALL) {
            chain.expect("accepted", chain.countersign(member + ".audit", proposal, member, true));
        }
        assertThat(Proposal.find(chain.state, proposal).orElseThrow().state()).isEqualTo(Proposal.State.ACCEPTED);
    }

    @Test
    void shouldLetNobodyHoldTwoOffices() {
        Consortium chain = Consortium.of(true, false, ALL);
        MapBuilder second = key("another-key", "city", List.of("audit"));
        Decision two = chain.propose("city.security", "key.grant", key("x", "city", List.of("system", "audit")));
        assertThat(code(two)).isEqualTo("OFFICES_NOT_SEPARATE");
        MapBuilder samePerson = Value.map()
                .put("key", publicKey("second"))
                .put("name", "city.system")
                .put("organisation", "city")
                .put("roles", Value.texts(List.of("audit")))
                .put("districts", Value.texts(List.of("")));
        assertThat(code(chain.propose("city.security", "key.grant", samePerson)))
                .isEqualTo("OFFICES_NOT_SEPARATE");

        chain.agree("security", "key.grant", second, ALL);
        chain.agree("security", "key.revoke", revoked("another-key"), ALL);
        assertThat(KeyGrant.at(chain.state, KeyGrant.stateKey(keyId("another-key")), chain.state.height() + 1)
                        .orElseThrow()
                        .revoked())
                .isTrue();
        MapBuilder freed = Value.map()
                .put("key", publicKey("third"))
                .put("name", "another-key")
                .put("organisation", "city")
                .put("roles", Value.texts(List.of("system")))
                .put("districts", Value.texts(List.of("")));
        chain.agree("security", "key.grant", freed, ALL);
    }

    @Test
    void shouldLetSecurityGrantAndRevokeTheKeysOfItsOrganisation() {
        Consortium chain = Consortium.of(true, false, ALL);
        chain.agree(
                "system",
                "organisation.set",
                Value.map()
                        .put("organisation", "city")
                        .put("title", "示例市")
                        .put("level", "city")
                        .put("districts", Value.texts(List.of("9998", "9999"))),
                ALL);

        chain.expect("accepted", grant(chain, "city.security", "clerk", "city", "recorder"));
        chain.expect("KEY_OF_ANOTHER_ORGANISATION", grant(chain, "city.security", "other", "county", "recorder"));
        chain.expect(
                "KEY_OF_ANOTHER_ORGANISATION", grant(chain, "county.security", "clerk", "county", "recorder", "clerk"));
        chain.expect("PROPOSAL_NEEDED", grant(chain, "city.security", "new", "city", "audit"));
        chain.expect("PROPOSAL_NEEDED", grant(chain, "city.security", "new", "city", "administrator"));
        MapBuilder beyond = Value.map()
                .put("type", "governance.key.grant")
                .put("key", publicKey("far"))
                .put("name", "far")
                .put("organisation", "city")
                .put("roles", Value.texts(List.of("recorder")))
                .put("districts", Value.texts(List.of("99")));
        chain.expect("JURISDICTION_EXCEEDED", chain.say("city.security", beyond));
        chain.expect("PROPOSAL_NEEDED", revoke(chain, "city.security", "city.system"));
        chain.expect("KEY_OF_ANOTHER_ORGANISATION", revoke(chain, "county.security", "clerk"));
        chain.expect("KEY_REVOKES_ITSELF", revoke(chain, "city.security", "city.security"));
        chain.expect("KEY_TO_REVOKE_UNKNOWN", revoke(chain, "city.security", "nobody"));
        chain.expect("accepted", revoke(chain, "city.security", "clerk"));
        assertThat(code(chain.propose("city.security", "key.revoke", revoked("nobody"))))
                .isEqualTo("KEY_TO_REVOKE_UNKNOWN");
        assertThat(code(chain.propose("city.security", "key.grant", key("clerk", "city", List.of("recorder")))))
                .isEqualTo("KEY_KNOWN_ALREADY");
    }

    @Test
    void shouldRotateAKeyByItself() {
        Consortium chain = Consortium.of(true, false, ALL);

        chain.expect("KEY_KNOWN_ALREADY", rotate(chain, "city.security", "city.system"));
        chain.expect("accepted", rotate(chain, "city.security", "city.security-2"));
        chain.expect("KEY_REVOKED", grant(chain, "city.security", "clerk", "city", "recorder"));
        chain.expect("accepted", grant(chain, "city.security-2", "clerk", "city", "recorder"));
        chain.expect("KEY_UNKNOWN", rotate(chain, "stranger", "city.security-3"));
    }

    @Test
    void shouldSeparateOfficesOnlyWhenAllAreFilled() {
        Consortium chain = Consortium.of(false, false, "registry");
        Map<String, Value> weights = Map.of("registry", Value.of(1));
        MapBuilder vacant = Consortium.charter(weights, 2, 3, true, true)
                .put("offices", Value.map().build());
        Decision refused = chain.propose("founder", "charter", vacant);
        assertThat(code(refused)).isEqualTo("OFFICE_VACANT");

        MapBuilder filled = Consortium.charter(weights, 2, 3, true, true)
                .put(
                        "offices",
                        Value.map()
                                .put(
                                        "registry",
                                        Value.map()
                                                .put("system", keyId("registry.system"))
                                                .put("security", keyId("registry.security"))
                                                .put("audit", keyId("registry.audit"))
                                                .build())
                                .build());
        chain.agree("system", "charter", filled, "registry");
        assertThat(chain.charter().separated()).isTrue();
        chain.expect("KEY_NOT_ENTITLED", grant(chain, "founder", "clerk", "registry", "recorder"));
    }

    private static MapBuilder revoked(String key) {
        return Value.map().put("keyId", keyId(key)).put("reason", "left");
    }

    private static Decision grant(Consortium chain, String signer, String name, String organisation, String role) {
        return grant(chain, signer, name, organisation, role, name);
    }

    private static Decision grant(
            Consortium chain, String signer, String name, String organisation, String role, String keyOf) {
        MapBuilder command = Value.map()
                .put("type", "governance.key.grant")
                .put("key", publicKey(keyOf))
                .put("name", name)
                .put("organisation", organisation)
                .put("roles", Value.texts(List.of(role)))
                .put("districts", Value.texts(List.of("9999")));
        return chain.say(signer, command);
    }

    private static Decision revoke(Consortium chain, String signer, String key) {
        return chain.say(signer, revoked(key).put("type", "governance.key.revoke"));
    }

    private static Decision rotate(Consortium chain, String signer, String key) {
        return chain.say(
                signer, Value.map().put("type", "governance.key.rotate").put("key", publicKey(key)));
    }
}
