package org.titlechain.simulator.network;

import java.util.List;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.proof.Verifier;

/** A witness: cosigns a checkpoint of a quorum only when it follows from the one that it cosigned last. */
final class WitnessProcess {
    private static final int PAUSE = 700;

    private final World world;
    private final int address;
    private String last = "";
    private long height;

    WitnessProcess(World world, int address) {
        this.world = world;
        this.address = address;
        world.network().connect(address, this::receive);
        world.clockwork().after(PAUSE, this::ask);
    }

    private void ask() {
        world.send(address, world.random().nextInt(Schedule.MEMBERS), new Mail.AskConsistency(height));
        world.clockwork().after(PAUSE, this::ask);
    }

    private void receive(int from, Mail mail) {
        if (mail instanceof Mail.Consistent(long fromHeight, String checkpoint, List<byte[]> path)
                && fromHeight == height
                && (follows(checkpoint, path) || world.has(NetworkDefect.WITNESS_COSIGNS_WITHOUT_A_PROOF))) {
            last = checkpoint;
            height = Checkpoint.parse(checkpoint).checkpoint().height();
            world.checker().cosigned(checkpoint);
        }
    }

    private boolean follows(String checkpoint, List<byte[]> path) {
        return last.isEmpty()
                ? Verifier.check(checkpoint, world.trust()) instanceof Verifier.Signed
                : Verifier.verify(new ConsistencyProof(last, checkpoint, path), world.trust())
                        .isValid();
    }
}
