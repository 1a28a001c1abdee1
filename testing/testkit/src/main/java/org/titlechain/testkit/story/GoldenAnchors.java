package org.titlechain.testkit.story;

import java.util.List;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.anchoring.AnchoringContract;
import org.titlechain.crypto.Suite;
import org.titlechain.testkit.registration.Office;
import org.titlechain.testkit.story.Register.Told;

/**
 * Two subordinate chains anchor their checkpoints; recorded once, with the vote for the first contract version that
 * knows them.
 */
public final class GoldenAnchors {
    private static final String[] DAYS = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"};

    private final Office office = Office.risen();
    private final LowerChain gm = new LowerChain("lower-gm", Suite.GM).adds(DAYS);
    private final LowerChain other = new LowerChain("lower-international", Suite.INTERNATIONAL).adds(DAYS);
    private final LowerChain fork = new LowerChain("lower-gm", Suite.GM).adds("a", "b", "forged", "d", "e", "f", "g");
    private long time = 2_000_000_000_000L;

    private GoldenAnchors() {}

    /** Every command of the chain, in order. */
    public static List<Told> tell() {
        GoldenAnchors anchors = new GoldenAnchors();
        for (int version = 3; version < AnchoringContract.SINCE; version++) {
            anchors.office.rise(version);
        }
        anchors.accept(anchors.gm);
        anchors.anchor(anchors.gm.anchor(0, 2));
        anchors.office.rise(AnchoringContract.SINCE);
        anchors.goOn();
        return anchors.office.register().ledger();
    }

    private void goOn() {
        anchor(other.anchor(0, 1));
        accept(other);
        anchor(other.anchor(0, 1));
        anchor(other.anchor(1, 10));
        // The first checkpoint takes no path.
        anchor(LowerChain.command(gm.head(2), gm.path(1, 2)));
        anchor(gm.anchor(0, 2));
        anchor(gm.anchor(0, 2));
        anchor(gm.anchor(0, 1));
        anchor(gm.anchor(2, 3));
        anchor(LowerChain.command(gm.head(6), gm.path(2, 6)));
        anchor(LowerChain.command(gm.at(6).sign("first", gm.signer("first")).text(), gm.path(3, 6)));
        anchor(LowerChain.command(fork.head(7), fork.path(3, 7)));
        anchor(gm.anchor(3, 6));
        anchor(LowerChain.command(fork.head(6), List.of()));
        anchor(LowerChain.command("no checkpoint", List.of()));
        anchor(LowerChain.command(gm.head(8), List.of(new byte[31])));
        office.register().decide(gm.anchor(6, 8), "stranger", time++);
        // The second member leaves, and its chain is voted for anew.
        office.agree("parameter.set", gm.proposal(gm.trust("first").text()));
        anchor(gm.anchor(6, 8));
        anchor(LowerChain.command(gm.at(8).sign("first", gm.signer("first")).text(), gm.path(6, 8)));
        office.agree("parameter.set", gm.proposal(""));
        anchor(gm.anchor(8, 9));
    }

    private void accept(LowerChain chain) {
        office.agree(
                "parameter.set", chain.proposal(chain.trust("first", "second").text()));
    }

    private void anchor(MapValue command) {
        office.register().decide(command, "recorder", time++);
    }
}
