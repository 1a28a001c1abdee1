package org.titlechain.contract.governance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.titlechain.codec.MapBuilder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision;
import org.titlechain.contract.Decision.Accepted;
import org.titlechain.contract.Decision.Refused;
import org.titlechain.contract.MemoryState;
import org.titlechain.contract.RefusalCatalogue;
import org.titlechain.contract.RefusalCode;
import org.titlechain.crypto.Suite;

class GovernanceContractTest {
    private final MemoryState state = new MemoryState();

    @Test
    void shouldBeginAChainOnce() {
        assertThat(begin()).isInstanceOf(Accepted.class);
        assertThat(state.find("chain").orElseThrow().get("suite").asText()).isEqualTo("gm");
        assertThat(state.find("member/registry")).isPresent();
        assertThat(code(begin())).isEqualTo("GENESIS_REPEATED");
    }

    @Test
    void shouldRefuseToBeginAnotherChain() {
        MapValue genesis = genesis("other");

        assertThat(code(state.decide(genesis, "admin", 1000))).isEqualTo("GENESIS_CHAIN_MISMATCH");
    }

    @Test
    void shouldRefuseAGenesisThatNamesAKeyTwice() {
        MapValue genesis = Value.map()
                .put("type", "governance.genesis")
                .put("chain", "test")
                .put("suite", "gm")
                .put("contract", 1)
                .put("members", Value.list(List.of()))
                .put(
                        "keys",
                        Value.list(List.of(
                                key("admin", "viewer").build(),
                                key("admin", "viewer").build())))
                .build();

        assertThat(code(state.decide(genesis, "admin", 1000))).isEqualTo("COMMAND_MALFORMED");
    }

    @Test
    void shouldLetAnAdministratorGrantAndRevoke() {
        begin();

        assertThat(code(view("clerk", 1000))).isEqualTo("KEY_UNKNOWN");
        assertThat(grant("clerk", "viewer", 0)).isInstanceOf(Accepted.class);
        assertThat(view("clerk", 1000)).isInstanceOf(Accepted.class);
        assertThat(revoke("clerk")).isInstanceOf(Accepted.class);
        assertThat(code(view("clerk", 1000))).isEqualTo("KEY_REVOKED");
    }

    @Test
    void shouldHeedThePeriodOfValidity() {
        begin();
        grant("clerk", "viewer", 5000);

        assertThat(view("clerk", 4999)).isInstanceOf(Accepted.class);
        assertThat(code(view("clerk", 5000))).isEqualTo("KEY_NOT_VALID");
    }

    @Test
    void shouldRefuseRolesThatAreNotGranted() {
        begin();
        grant("clerk", "viewer", 0);
        MapValue grant =
                key("friend", "viewer").put("type", "governance.key.grant").build();

        assertThat(code(state.decide(grant, "clerk", 1000))).isEqualTo("KEY_NOT_ENTITLED");
    }

    @Test
    void shouldKeepOneAdministratorAtLeast() {
        begin();

        assertThat(code(revoke("admin"))).isEqualTo("KEY_REVOKES_ITSELF");
        assertThat(code(revoke("stranger"))).isEqualTo("KEY_TO_REVOKE_UNKNOWN");
    }

    @Test
    void shouldRefuseWhatItDoesNotUnderstand() {
        begin();

        assertThat(code(state.decide(Value.map().put("type", "trade.offer").build(), "admin", 1000)))
                .isEqualTo("COMMAND_UNKNOWN");
        assertThat(code(state.decide(
                        Value.map().put("type", "governance.key.grant").build(), "admin", 1000)))
                .isEqualTo("COMMAND_MALFORMED");
        assertThat(code(grant("clerk", "king", 0))).isEqualTo("COMMAND_MALFORMED");
    }

    @Test
    void shouldCountViewsAndRecordErasures() {
        begin();
        grant("clerk", "viewer", 0);
        view("clerk", 1000);
        view("clerk", 2000);
        MapValue counted = state.find("access/" + "ab".repeat(32)).orElseThrow();

        assertThat(counted.get("count").asLong()).isEqualTo(2);
        assertThat(counted.get("last").asLong()).isEqualTo(2000);

        MapValue erase = Value.map()
                .put("type", "access.erase")
                .put("subject", subject())
                .put("grounds", "request")
                .build();
        assertThat(code(state.decide(erase, "clerk", 3000))).isEqualTo("KEY_NOT_ENTITLED");
        assertThat(state.decide(erase, "admin", 3000)).isInstanceOf(Accepted.class);
        assertThat(state.find("erasure/" + "ab".repeat(32))).isPresent();
    }

    @Test
    void shouldHaveWordsForEachRefusal() {
        RefusalCatalogue catalogue = RefusalCatalogue.load();

        for (RefusalCode code : RefusalCode.values()) {
            assertThat(catalogue.words(code).chinese()).isNotBlank().endsWith("。");
            assertThat(catalogue.words(code).remedyEnglish()).isNotBlank().endsWith(".");
        }
    }

    private Decision begin() {
        return state.decide(genesis("test"), "admin", 1000);
    }

    private static MapValue genesis(String chain) {
        MapValue member = Value.map()
                .put("name", "registry")
                .put("key", new byte[65])
                .put("organisation", "示例市不动产登记中心")
                .build();
        return Value.map()
                .put("type", "governance.genesis")
                .put("chain", chain)
                .put("suite", "gm")
                .put("contract", 1)
                .put("members", Value.list(List.of(member)))
                .put("keys", Value.list(List.of(key("admin", "administrator").build())))
                .build();
    }

    private static MapBuilder key(String name, String role) {
        return Value.map()
                .put("key", name.getBytes(UTF_8))
                .put("name", name)
                .put("organisation", "示例市不动产登记中心")
                .put("roles", Value.texts(List.of(role)))
                .put("districts", Value.texts(List.of("9999")));
    }

    private Decision grant(String name, String role, long until) {
        MapBuilder command = key(name, role)
                .put("type", "governance.key.grant")
                .put("from", 0)
                .put("until", until);
        return state.decide(command.build(), "admin", 1000);
    }

    private Decision revoke(String name) {
        MapValue command = Value.map()
                .put("type", "governance.key.revoke")
                .put("keyId", Suite.GM.keyId(name.getBytes(UTF_8)))
                .put("reason", "left")
                .build();
        return state.decide(command, "admin", 1000);
    }

    private Decision view(String signer, long time) {
        MapValue command = Value.map()
                .put("type", "access.view")
                .put("actor", "clerk")
                .put("subject", subject())
                .put("purpose", "holder-inquiry")
                .put("fields", Value.texts(List.of("QLRMC")))
                .put("grounds", "own-right")
                .build();
        return state.decide(command, signer, time);
    }

    private static byte[] subject() {
        byte[] subject = new byte[32];
        Arrays.fill(subject, (byte) 0xab);
        return subject;
    }

    private static String code(Decision decision) {
        return decision instanceof Refused refused ? refused.code() : "accepted";
    }
}
