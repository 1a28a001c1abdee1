package org.titlechain.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.titlechain.server.accounts.Principal;
import org.titlechain.server.accounts.Principal.Kind;
import org.titlechain.server.accounts.Token;

class CallLimitsTest {
    private static final int KNOWN = 20;
    private static final int STRANGERS = 2;

    private final AtomicLong clock =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(3).toNanos());
    private final CallLimits limits = new CallLimits(KNOWN, STRANGERS, clock::get);

    private static Principal token(String account, String id) {
        return new Principal(account, Set.of(), Kind.TOKEN, id);
    }

    private static Principal session(String account, String id) {
        return new Principal(account, Set.of(), Kind.SESSION, id);
    }

    /** How many calls go through before the first that is refused. */
    private int passing(Principal principal, String address) {
        for (int calls = 0; calls < 100_000; calls++) {
            try {
                limits.count(principal, address);
            } catch (Problem problem) {
                assertThat(problem.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                return calls;
            }
        }
        return Integer.MAX_VALUE;
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void shouldLetTenSecondsWorthThroughAtOnceAndThenTheSteadyRate() {
        assertThat(passing(token("bank", "t1"), "a")).isEqualTo(10 * KNOWN);
        pass(Duration.ofSeconds(1));
        assertThat(passing(token("bank", "t1"), "a")).isEqualTo(KNOWN);
        pass(Duration.ofHours(1));
        assertThat(passing(token("bank", "t1"), "a")).isEqualTo(10 * KNOWN);
    }

    @Test
    void shouldSayWhenToComeAgain() {
        passing(Principal.NOBODY, "192.0.2.1");

        assertThatThrownBy(() -> limits.count(Principal.NOBODY, "192.0.2.1"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.retryAfterSeconds()).isEqualTo(OptionalInt.of(1)));
        pass(Duration.ofSeconds(1));

        limits.count(Principal.NOBODY, "192.0.2.1");
    }

    @Test
    void shouldCountEveryCallerOfItsOwn() {
        passing(token("bank", "t1"), "a");

        assertThat(passing(token("bank", "t2"), "a")).as("another token").isEqualTo(10 * KNOWN);
        assertThat(passing(session("anna", "s1"), "a")).as("a session").isEqualTo(10 * KNOWN);
        assertThat(passing(session("anna", "s2"), "b")).as("the same person").isZero();
        assertThat(passing(Principal.NOBODY, "a")).as("an address").isEqualTo(10 * STRANGERS);
        assertThat(passing(Principal.NOBODY, "b")).as("another address").isEqualTo(10 * STRANGERS);
        assertThat(passing(Principal.NOBODY, "a")).as("the same address").isZero();
    }

    @Test
    void shouldNotCountTheNodesOwnToken() {
        assertThat(passing(token(Token.NODE, "t0"), "127.0.0.1")).isEqualTo(Integer.MAX_VALUE);
    }
}
