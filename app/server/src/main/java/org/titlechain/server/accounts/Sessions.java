package org.titlechain.server.accounts;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Who is signed in in a browser. Kept in memory only: a restart signs everybody out. */
public final class Sessions {
    private static final int MAXIMUM = 100_000;

    /** A session: whose it is, when it began, when it was used last. */
    private record Session(String account, long began, long used) {}

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final SecureRandom random;
    private final Clock clock;
    private final Duration idle;
    private final Duration longest;

    public Sessions(SecureRandom random, Clock clock, Duration idle, Duration longest) {
        this.random = random;
        this.clock = clock;
        this.idle = idle;
        this.longest = longest;
    }

    /** A new session with a new identifier, whatever the browser sent before. */
    public String begin(String account) {
        sessions.values().removeIf(session -> !isLive(session));
        if (sessions.size() >= MAXIMUM) {
            throw new IllegalStateException("too many sessions");
        }
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(id, new Session(account, clock.millis(), clock.millis()));
        return id;
    }

    /** The account of the live session; using it keeps it alive. */
    public Optional<String> use(String id) {
        Session session = sessions.computeIfPresent(
                id, (key, old) -> isLive(old) ? new Session(old.account(), old.began(), clock.millis()) : null);
        return Optional.ofNullable(session).map(Session::account);
    }

    /** When the session ends if it is not used again, ms. */
    public long expires(String id) {
        Session session = sessions.get(id);
        return session == null ? 0 : Math.min(session.used() + idle.toMillis(), session.began() + longest.toMillis());
    }

    public void end(String id) {
        sessions.remove(id);
    }

    /** Ends every session of the account but one: after a change of password or roles, or a lock. */
    public void endOthers(String account, String keptId) {
        sessions.entrySet()
                .removeIf(entry -> entry.getValue().account().equals(account)
                        && !entry.getKey().equals(keptId));
    }

    private boolean isLive(Session session) {
        long now = clock.millis();
        return now - session.used() < idle.toMillis() && now - session.began() < longest.toMillis();
    }
}
