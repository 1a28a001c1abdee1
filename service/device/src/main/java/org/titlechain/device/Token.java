package org.titlechain.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.kernel.key.KeyException.Reason;
import org.titlechain.kernel.key.SecretSource;

/**
 * A token with its pool of sessions. It is looked for by its label, signed in to, and looked for again when it was
 * away. A PIN that it refused is not tried again until it is another one: a device counts wrong PINs and locks itself.
 * Any thread may call it.
 */
final class Token {
    /** Signatures that are made at one time; what comes on top waits. Devices often take few sessions. */
    private static final int SESSIONS = 8;

    /** How often work is tried on a device that is away: others may be connecting anew at the same time. */
    private static final int ATTEMPTS = 3;

    private final Cryptoki cryptoki;
    private final String label;
    private final SecretSource secret;
    private final Semaphore room = new Semaphore(SESSIONS, true);
    private @Nullable Connection connection;
    private @Nullable String refusedPin;

    Token(Cryptoki cryptoki, String label, SecretSource secret) {
        this.cryptoki = cryptoki;
        this.label = label;
        this.secret = secret;
    }

    /** What is done in a session. */
    interface Work<T> {
        T in(Connection connection, long session) throws CryptokiException, KeyException;
    }

    /** The token as it was found and signed in to once: slot, sessions, and which handle is which key. */
    final class Connection {
        private final long slot;

        /** Lent to nobody: the user is signed out with the last session, and sessions end on errors. */
        private final long anchor;

        private final Deque<Long> idle = new ArrayDeque<>();
        private final Map<String, Long> keys = new ConcurrentHashMap<>();
        private boolean dropped;

        private Connection(long slot, long anchor) {
            this.slot = slot;
            this.anchor = anchor;
        }

        /** Handles of keys by label. They hold as long as the connection does. */
        Map<String, Long> keys() {
            return keys;
        }

        private long take() throws CryptokiException {
            synchronized (idle) {
                if (!idle.isEmpty()) {
                    return idle.pop();
                }
            }
            return cryptoki.openSession(slot, false);
        }

        private void give(long session) {
            synchronized (idle) {
                if (!dropped) {
                    idle.push(session);
                    return;
                }
            }
            closeQuietly(session);
        }
    }

    /**
     * Does the work in a session of this process's user; again when the device had been away.
     *
     * @throws KeyException when the device cannot be reached or answers with an error
     */
    <T> T use(Work<T> work) throws KeyException {
        room.acquireUninterruptibly();
        try {
            for (int left = ATTEMPTS - 1; ; left--) {
                try {
                    return attempt(work);
                } catch (CryptokiException e) {
                    if (left == 0 || !ReturnValue.isAway(e.value())) {
                        throw new KeyException(
                                Reason.DEVICE_ERROR,
                                "the token " + label + " answers with an error, " + e.getMessage());
                    }
                }
            }
        } finally {
            room.release();
        }
    }

    /** A session that an error came from is not used again, nor is the connection when the device is away. */
    private <T> T attempt(Work<T> work) throws CryptokiException, KeyException {
        Connection current = connection();
        long session;
        try {
            session = current.take();
        } catch (CryptokiException e) {
            if (ReturnValue.isAway(e.value())) {
                drop(current, e.value());
            }
            throw e;
        }
        try {
            T result = work.in(current, session);
            current.give(session);
            return result;
        } catch (CryptokiException e) {
            if (!ReturnValue.isSessionGone(e.value())) {
                closeQuietly(session);
            }
            if (ReturnValue.isAway(e.value())) {
                drop(current, e.value());
            }
            throw e;
        } catch (KeyException | RuntimeException e) {
            closeQuietly(session);
            throw e;
        }
    }

    private synchronized Connection connection() throws CryptokiException, KeyException {
        Connection known = connection;
        if (known == null) {
            known = connect();
            connection = known;
        }
        return known;
    }

    /** Sessions that are gone are not closed: their numbers may be those of new ones by now. */
    private synchronized void drop(Connection broken, long reason) {
        if (broken != connection) {
            return;
        }
        connection = null;
        synchronized (broken.idle) {
            broken.dropped = true;
            if (!ReturnValue.isSessionGone(reason)) {
                broken.idle.forEach(this::closeQuietly);
                closeQuietly(broken.anchor);
            }
            broken.idle.clear();
        }
    }

    private Connection connect() throws CryptokiException, KeyException {
        String pin = secret.read();
        if (pin.equals(refusedPin)) {
            throw wrongPin("it was not tried again; put the right one into " + secret);
        }
        cryptoki.initialize();
        List<Long> slots = cryptoki.slots(label);
        if (slots.size() != 1) {
            throw new KeyException(
                    Reason.DEVICE_TOKEN_MISSING,
                    slots.isEmpty()
                            ? "the module shows no token called " + label
                            : "the module shows several tokens called " + label);
        }
        long session = cryptoki.openSession(slots.getFirst(), false);
        try {
            cryptoki.login(session, pin);
        } catch (CryptokiException e) {
            closeQuietly(session);
            if (ReturnValue.isWrongPin(e.value())) {
                refusedPin = pin;
                throw wrongPin(String.valueOf(e.getMessage()));
            }
            throw e;
        }
        return new Connection(slots.getFirst(), session);
    }

    /** Makes objects on the token, for which a session must be allowed to write. */
    <T> T write(Work<T> work) throws KeyException {
        return use((current, _) -> {
            long session = cryptoki.openSession(current.slot, true);
            try {
                return work.in(current, session);
            } finally {
                closeQuietly(session);
            }
        });
    }

    private KeyException wrongPin(String why) {
        return new KeyException(Reason.DEVICE_PIN_WRONG, "the token " + label + " refuses the PIN: " + why);
    }

    private void closeQuietly(long session) {
        try {
            cryptoki.closeSession(session);
        } catch (CryptokiException e) {
            // It was gone already.
            System.getLogger(Token.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
        }
    }
}
