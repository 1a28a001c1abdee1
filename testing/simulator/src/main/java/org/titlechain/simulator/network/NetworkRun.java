package org.titlechain.simulator.network;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.titlechain.contract.Contract;

/** One run of a schedule: trouble first, then everything heals, then it must come right. */
final class NetworkRun {
    private static final long PATIENCE = 60_000;
    private static final long MOST_EVENTS = 2_000_000;

    private final Schedule schedule;
    private final World world;
    private long events;

    NetworkRun(Schedule schedule, Set<NetworkDefect> defects, Contract contract) {
        this.schedule = schedule;
        this.world = new World(schedule, defects, contract);
    }

    /** What a run came to. */
    record Ran(long events, int acknowledged, @Nullable String violation) {}

    Ran run() {
        Clockwork clock = world.clockwork();
        for (int member = 0; member < Schedule.MEMBERS; member++) {
            world.member(member).start();
        }
        if (schedule.joinsAt() >= 0) {
            clock.after(schedule.joinsAt(), world.member(Schedule.MEMBERS)::start);
        }
        schedule.faults().forEach(fault -> clock.after(fault.time(), () -> strike(fault)));
        Checker checker = world.checker();
        boolean settled = false;
        while (!settled
                && checker.violation() == null
                && clock.now() < Schedule.TROUBLE + PATIENCE
                && events < MOST_EVENTS
                && clock.step()) {
            events++;
            settled = clock.now() > Schedule.TROUBLE && events % 64 == 0 && checker.isSettled();
        }
        checker.end();
        return new Ran(events, checker.acknowledgedCount(), checker.violation());
    }

    private void strike(Fault fault) {
        MemberProcess member = world.member(fault.target());
        long until = Math.min(fault.duration(), Math.max(1, Schedule.TROUBLE - fault.time()));
        Clockwork clock = world.clockwork();
        Network network = world.network();
        switch (fault.kind()) {
            case CRASH -> {
                member.crash();
                clock.after(until, member::start);
            }
            case WIPE -> {
                // A second member without its memory would leave too few to decide.
                if (world.members().stream().limit(Schedule.MEMBERS).noneMatch(MemberProcess::isWiped)) {
                    member.wipe();
                    clock.after(until, member::start);
                }
            }
            case PARTITION -> partition(fault, until);
            case DEAF_EARS -> {
                network.silence(fault.target(), true);
                clock.after(until, () -> network.silence(fault.target(), false));
            }
            case SLOW -> {
                network.slowDown(fault.target(), true);
                clock.after(until, () -> network.slowDown(fault.target(), false));
            }
            case CLOCK -> member.setClockError(fault.amount());
            case FULL -> {
                member.setFull(true);
                clock.after(until, () -> member.setFull(false));
            }
            case ROT -> {
                if (world.has(NetworkDefect.DAMAGED_STATE_IS_READ)) {
                    member.replica().store().forge(world.random());
                } else if (member.replica().store().rot(world.random())) {
                    world.checker().rots(fault.target());
                }
            }
            case STORM -> {
                network.storm(true);
                clock.after(until, () -> network.storm(false));
            }
        }
    }

    private void partition(Fault fault, long until) {
        Set<Integer> group = new HashSet<>(Set.of(fault.target()));
        if (fault.amount() > 0) {
            group.add((fault.target() + 1) % Schedule.MEMBERS);
        }
        // A client is cut off with the members that it stands beside.
        group.add(100 + fault.target() % 3);
        world.network().cutOff(group);
        noteMinority();
        world.clockwork().after(until, () -> {
            world.network().rejoin(group);
            noteMinority();
        });
    }

    /** Two that are cut off at once may find each other and be enough to decide. */
    private void noteMinority() {
        for (int member = 0; member < Schedule.MEMBERS; member++) {
            long together = world.network().together(member, Schedule.MEMBERS);
            world.checker().cutOff(member, together < World.QUORUM);
        }
    }
}
