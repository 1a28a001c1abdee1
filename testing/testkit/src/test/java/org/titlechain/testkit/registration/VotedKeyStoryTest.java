package org.titlechain.testkit.registration;

import org.junit.jupiter.api.Test;

/** Keys that members vote in, instead of having the administrator grant them. */
class VotedKeyStoryTest {
    /** In the form of a public key. */
    private static final String NEWCOMER = "\u0004" + "newcomer".repeat(8);

    private final Office office = Office.risen();

    private Case applied() {
        return office.begin("first/building", Office.HOUSE)
                .owner("甲")
                .mode("unilateral")
                .applyAs(NEWCOMER);
    }

    @Test
    void shouldLetAKeyActThatCameByAVoteFromVersion5On() {
        office.admit(NEWCOMER);
        applied().expectRefused("COMMAND_MALFORMED");

        office.rise(5);
        applied().expectAccepted();
    }
}
