package org.titlechain.simulator.network;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.titlechain.contract.Contract;
import org.titlechain.crypto.HashFunction;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.ledger.Block;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.simulator.network.Mail.Ordered;

/** Everything that takes part in one run. */
final class World {
    static final String CHAIN = "simulated";
    static final Suite SUITE = Suite.GM;

    /** Of four members three: any two quorums share an honest member. */
    static final int QUORUM = 3;

    private static final int CLIENTS = 3;
    private static final int FIRST_CLIENT = 100;
    private static final int WITNESS = 200;
    /** Block time of the beginning, ms. */
    private static final long BEGINNING = 1_740_000_000_000L;

    private final Schedule schedule;
    private final Set<NetworkDefect> defects;
    private final Clockwork clock;
    private final Network network;
    private final Checker checker;
    private final List<MemberProcess> members = new ArrayList<>();
    private final List<ClientProcess> clients = new ArrayList<>();
    private final TrustedMembers trust;
    private final TrustedMembers anyMember;

    World(Schedule schedule, Set<NetworkDefect> defects, Contract contract) {
        this.schedule = schedule;
        this.defects = defects;
        this.clock = new Clockwork(new Random(schedule.seed() ^ 0x5DEECE66DL));
        this.network = new Network(clock);
        this.checker = new Checker(this);
        List<TrustedMembers.Member> named = IntStream.range(0, Schedule.MEMBERS)
                .mapToObj(member ->
                        new TrustedMembers.Member(name(member), signer(member).publicKey()))
                .toList();
        this.trust = new TrustedMembers(CHAIN, SUITE, QUORUM, named);
        this.anyMember = new TrustedMembers(CHAIN, SUITE, 1, named);
        Ordered genesis =
                ordered(new Block(1, BEGINNING, List.of(Entries.genesis().bytes())));
        for (int member = 0; member <= Schedule.MEMBERS; member++) {
            members.add(new MemberProcess(this, member, contract, genesis));
        }
        for (int client = 0; client < CLIENTS; client++) {
            clients.add(new ClientProcess(this, FIRST_CLIENT + client, client));
        }
        new WitnessProcess(this, WITNESS);
    }

    static Signer signer(int member) {
        return Keys.SIGNERS.get(member);
    }

    /** Made once: a key costs more than all that a run does with it. */
    private static final class Keys {
        static final List<Signer> SIGNERS = IntStream.range(0, 12)
                .mapToObj(number -> SUITE.signatures()
                        .signer(ByteBuffer.allocate(32)
                                .putLong(24, 1_000 + number)
                                .array()))
                .toList();
    }

    static String name(int member) {
        return "member-" + member;
    }

    Schedule schedule() {
        return schedule;
    }

    Random random() {
        return clock.random();
    }

    Checker checker() {
        return checker;
    }

    Network network() {
        return network;
    }

    Clockwork clockwork() {
        return clock;
    }

    boolean has(NetworkDefect defect) {
        return defects.contains(defect);
    }

    MemberProcess member(int member) {
        return members.get(member);
    }

    List<MemberProcess> members() {
        return members;
    }

    List<ClientProcess> clients() {
        return clients;
    }

    /** Whom clients trust: a quorum of the members. */
    TrustedMembers trust() {
        return trust;
    }

    /** The same members, each alone. */
    TrustedMembers anyMember() {
        return anyMember;
    }

    boolean isLiar(int member) {
        return member == schedule.liar();
    }

    boolean lies(int member, Schedule.Lie lie) {
        return isLiar(member) && schedule.lie() == lie;
    }

    /** ms since 1970 by a clock that is right. */
    long time() {
        return BEGINNING + clock.now();
    }

    void send(int from, int to, Mail mail) {
        network.send(from, to, mail);
    }

    /** Lets a member do the work later, unless its process has died by then. */
    void later(int member, long delay, Runnable work) {
        MemberProcess process = member(member);
        long life = process.life();
        clock.after(delay, () -> {
            if (process.life() == life && process.isUp()) {
                work.run();
            }
        });
    }

    Ordered ordered(Block block) {
        HashFunction hash = SUITE.hash();
        ByteBuffer content = ByteBuffer.allocate(16 + 32 * block.entries().size());
        content.putLong(block.height()).putLong(block.time());
        block.entries().forEach(entry -> content.put(hash.hash(entry)));
        return new Ordered(block, HexFormat.of().formatHex(hash.hash(content.array())));
    }
}
