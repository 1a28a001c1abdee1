package org.titlechain.server.accounts;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;

/** Counts failed sign-ins by name, known or not, so that nothing tells which names exist. */
public final class Lockout {
    private static final int NAMES = 10_000;

    private record Failures(int count, long last) {}

    private final int failuresAllowed;
    private final Duration duration;
    private final Clock clock;
    private final LinkedHashMap<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > NAMES;
        }
    };

    public Lockout(int failuresAllowed, Duration duration, Clock clock) {
        this.failuresAllowed = failuresAllowed;
        this.duration = duration;
        this.clock = clock;
    }

    /** How long the name stays locked, when it is. */
    synchronized OptionalInt lockedSeconds(String name) {
        Failures known = failures.get(name);
        if (known == null || known.count() < failuresAllowed) {
            return OptionalInt.empty();
        }
        long left = known.last() + duration.toMillis() - clock.millis();
        if (left <= 0) {
            failures.remove(name);
            return OptionalInt.empty();
        }
        return OptionalInt.of((int) (left / 1000 + 1));
    }

    synchronized void failed(String name) {
        Failures known = failures.getOrDefault(name, new Failures(0, 0));
        failures.put(name, new Failures(known.count() + 1, clock.millis()));
    }

    synchronized void forgive(String name) {
        failures.remove(name);
    }
}
