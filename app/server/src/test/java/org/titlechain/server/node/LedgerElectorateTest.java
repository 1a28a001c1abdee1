package org.titlechain.server.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.cometbft.Electorate;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.TestMembers;

/** Who orders on CometBFT by what members voted on. */
final class LedgerElectorateTest {
    private static final byte[] KEY = {1, 2, 3};
    private static final byte[] OTHER = {4, 5, 6};

    @TempDir
    Path folder;

    @Test
    void shouldFollowNodesAndMembersAsTheyStoodAfterEachBlock() throws Exception {
        try (TestMembers members = new TestMembers(folder, "city", "county", "nation").start()) {
            Ledger ledger = members.node("county").ledger();
            LedgerElectorate following = new LedgerElectorate();
            following.follow(ledger);
            Electorate electorate = following.since(1);

            long silent = agreed(members, ledger, "node.set", node("county-1", KEY, false, false));
            assertThat(said(electorate, silent)).isEmpty();

            long named = agreed(members, ledger, "node.set", node("county-1", KEY, true, true));
            assertThat(said(electorate, named)).hasValue("[city 1, county 1 010203, nation 1]");
            assertThat(said(electorate, named - 1)).isEmpty();

            long second = agreed(members, ledger, "node.set", node("county-2", OTHER, true, true));
            assertThat(said(electorate, second)).hasValue("[city 1, county 1 010203, nation 1]");
            long replaced = agreed(members, ledger, "node.set", node("county-1", KEY, true, false));
            assertThat(said(electorate, replaced)).hasValue("[city 1, county 1 040506, nation 1]");

            // What was said before an epoch is in the network file of that epoch.
            assertThat(said(following.since(replaced + 1), replaced)).isEmpty();
            long away = agreed(members, ledger, "node.set", node("county-2", OTHER, true, false));
            assertThat(said(electorate, away)).hasValue("[city 1, nation 1]");
            assertThat(said(following.since(replaced + 1), away)).hasValue("[city 1, nation 1]");

            long left = agreed(
                    members,
                    ledger,
                    "member.suspend",
                    Value.map().put("name", "nation").build());
            assertThat(said(electorate, left)).hasValue("[city 1]");
            assertThat(said(electorate, away)).hasValue("[city 1, nation 1]");
            assertThat(said(electorate, named)).hasValue("[city 1, county 1 010203, nation 1]");
        }
    }

    private static long agreed(TestMembers members, Ledger ledger, String kind, MapValue body) throws Exception {
        members.agree(kind, body);
        return ledger.status().height();
    }

    private static MapValue node(String name, byte[] key, boolean withKey, boolean live) {
        MapValue keys =
                withKey ? Value.map().put("cometbft", key).build() : Value.map().build();
        return Value.map()
                .put("name", name)
                .put("member", "county")
                .put("address", "http://127.0.0.1:1")
                .put("engineKeys", keys)
                .put("live", live)
                .build();
    }

    private static Optional<String> said(Electorate electorate, long height) {
        return electorate
                .after(height)
                .map(voters -> voters.stream()
                        .map(voter -> voter.member() + " " + voter.weight()
                                + voter.key()
                                        .map(key ->
                                                " " + java.util.HexFormat.of().formatHex(key))
                                        .orElse(""))
                        .toList()
                        .toString());
    }
}
