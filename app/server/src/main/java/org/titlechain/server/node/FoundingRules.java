package org.titlechain.server.node;

import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Signer;
import org.titlechain.ledger.Entry;
import org.titlechain.rules.NationalPack;
import org.titlechain.rules.pack.RulePack;

/**
 * A new chain's first rule pack: the national one that the program brings, proposed, voted and activated by the founder
 * like any other pack. From then on the chain's own copy counts; a chain that began without it stays as it is.
 */
final class FoundingRules {
    private FoundingRules() {}

    /** The entry, which follows the chain's genesis. */
    static Entry entry(String chain, Signer administrator) {
        RulePack pack = NationalPack.read();
        MapValue propose = Value.map()
                .put("type", "rule.propose")
                .put("pack", pack.toValue())
                .build();
        MapValue vote = Value.map()
                .put("type", "rule.vote")
                .put("pack", pack.id())
                .put("version", pack.version())
                .put("approve", true)
                .build();
        MapValue activate = Value.map()
                .put("type", "rule.activate")
                .put("pack", pack.id())
                .put("version", pack.version())
                .build();
        return Entry.signed(
                new Entry.Body(
                        chain,
                        administrator.publicKey(),
                        new byte[16],
                        0,
                        TitleChainContract.VERSION,
                        List.of(propose, vote, activate)),
                administrator);
    }
}
