package org.titlechain.server.node;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Genesis;
import org.titlechain.server.Configuration;
import org.titlechain.server.DataFolder;

/**
 * A member that a chain begins with.
 *
 * @param member its name in checkpoints
 * @param organisation whose node it is
 * @param district prefix of the districts that it records for; empty for all
 * @param nodeKey signs its checkpoints
 * @param administratorKey grants and revokes keys
 * @param gatewayKey records messages
 */
public record Founder(
        String member,
        String organisation,
        String district,
        byte[] nodeKey,
        byte[] administratorKey,
        byte[] gatewayKey) {
    /** The node of a configuration, with its keys. */
    public static Founder of(Configuration configuration, MemberKeys keys) {
        return new Founder(
                configuration.member(),
                configuration.organisation(),
                configuration.district(),
                keys.node().publicKey(),
                keys.administrator().publicKey(),
                keys.gateway().publicKey());
    }

    /** The chain's genesis with these members. */
    public static Genesis genesis(String chain, Suite suite, List<Founder> founders) {
        List<Genesis.Member> members = new ArrayList<>();
        List<Genesis.Key> keys = new ArrayList<>();
        for (Founder founder : founders) {
            members.add(new Genesis.Member(founder.member(), founder.nodeKey(), founder.organisation()));
            keys.add(new Genesis.Key(
                    founder.administratorKey(),
                    founder.keyName(DataFolder.ADMINISTRATOR_KEY, founders),
                    founder.organisation(),
                    List.of("administrator"),
                    List.of("")));
            keys.add(new Genesis.Key(
                    founder.gatewayKey(),
                    founder.keyName(DataFolder.GATEWAY_KEY, founders),
                    founder.organisation(),
                    List.of("recorder", "viewer"),
                    List.of(founder.district())));
        }
        return new Genesis(chain, suite, TitleChainContract.VERSION, members, keys);
    }

    private String keyName(String use, List<Founder> founders) {
        return founders.size() == 1 ? use : member + "-" + use;
    }
}
