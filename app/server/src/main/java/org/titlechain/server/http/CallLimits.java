package org.titlechain.server.http;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.titlechain.server.accounts.Principal;
import org.titlechain.server.accounts.Token;

/**
 * How often one caller may call: at a steady rate, with {@link #BURST} worth of calls at once. Whoever is signed in is
 * counted by account or token, everybody else by address. The node's own token is not counted: it can be read only
 * where the data folder can, and a folder of a million messages comes through it.
 */
public final class CallLimits {
    /** Calls of so much time may come at once. */
    static final Duration BURST = Duration.ofSeconds(10);

    private static final int CALLERS = 20_000;

    private final long knownInterval;
    private final long strangerInterval;
    private final LongSupplier nanoTime;

    /** When each caller will have paid for its calls, on the clock of {@code nanoTime}; the longest silent first. */
    private final Map<String, Long> paid = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > CALLERS;
        }
    };

    /**
     * Limits.
     *
     * @param knownPerSecond calls a second of one account or token
     * @param strangersPerSecond calls a second from one address without signing in
     * @param nanoTime a clock that only goes forward, ns
     */
    public CallLimits(int knownPerSecond, int strangersPerSecond, LongSupplier nanoTime) {
        this.knownInterval = Duration.ofSeconds(1).toNanos() / knownPerSecond;
        this.strangerInterval = Duration.ofSeconds(1).toNanos() / strangersPerSecond;
        this.nanoTime = nanoTime;
    }

    /** Counts a call of whoever is signed in, or of the address. */
    void count(Principal principal, String address) {
        switch (principal.kind()) {
            case NOBODY -> countStranger(address);
            case SESSION -> count("account " + principal.name(), knownInterval);
            case TOKEN -> {
                if (!principal.name().equals(Token.NODE)) {
                    count("token " + principal.reference(), knownInterval);
                }
            }
        }
    }

    /** Counts a call from the address of somebody who is not signed in. */
    public void countStranger(String address) {
        count("address " + address, strangerInterval);
    }

    private synchronized void count(String caller, long interval) {
        long now = nanoTime.getAsLong();
        Long known = paid.get(caller);
        long from = known == null || known - now < 0 ? now : known;
        long over = from - now + interval - BURST.toNanos();
        if (over > 0) {
            int seconds = Math.toIntExact(
                    Duration.ofNanos(over).plusNanos(999_999_999).toSeconds());
            throw ErrorCode.TOO_MANY_REQUESTS.problem().retryAfter(seconds);
        }
        paid.put(caller, from + interval);
    }
}
