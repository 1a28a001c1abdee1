package org.titlechain.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** What operators are told of a transaction that was not taken. */
class SubmissionsTest {
    @Test
    void shouldTellTheChainsOwnWordsAndNotWhatCausedThem() {
        IOException refused = new IOException("the chain answered 429: too many requests", new IOException("reset"));

        assertThat(Submissions.unwrapped(refused)).isSameAs(refused);
        assertThat(Submissions.unwrapped(new CompletionException(refused))).isSameAs(refused);
        assertThat(Submissions.unwrapped(new CompletionException("alone", null)))
                .hasMessage("alone");
    }
}
