package org.titlechain.simulator.network;

import java.util.List;
import java.util.Optional;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.ConsistencyProof;
import org.titlechain.proof.Witness;
import org.titlechain.proof.Witness.Answer;

/** A witness: asks one member after the other, by chance, and cosigns what {@link Witness} says that it may. */
final class WitnessProcess {
    private static final int PAUSE = 700;

    private final World world;
    private final int address;
    private Witness witness;
    private long height;

    WitnessProcess(World world, int address) {
        this.world = world;
        this.address = address;
        this.witness = new Witness(world.trust(), Optional.empty(), Optional.empty());
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
                && follows(checkpoint, path)) {
            height = Checkpoint.parse(checkpoint).checkpoint().height();
            world.checker().cosigned(checkpoint);
        }
    }

    private boolean follows(String checkpoint, List<byte[]> path) {
        if (world.has(NetworkDefect.WITNESS_COSIGNS_WITHOUT_A_PROOF)) {
            witness = new Witness(world.trust(), Optional.of(checkpoint), Optional.empty());
            return true;
        }
        Answer answer = witness.last()
                .map(last -> witness.see(new ConsistencyProof(last, checkpoint, path)))
                .orElseGet(() -> witness.see(checkpoint));
        return answer instanceof Answer.Follows;
    }
}
