package org.titlechain.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.titlechain.rules.pack.Defect;
import org.titlechain.rules.pack.PackException;

/** What tests say about defects of packs. */
public final class Packs {
    private Packs() {}

    public static void assertDefect(Defect defect, String place, ThrowingCallable attempt) {
        assertThatThrownBy(attempt).isInstanceOfSatisfying(PackException.class, failure -> {
            assertThat(failure.defect()).isEqualTo(defect);
            assertThat(failure.place()).isEqualTo(place);
        });
    }
}
