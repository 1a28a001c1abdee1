package org.titlechain.server.join;

import java.io.IOException;

/** The chain has left engines whose blocks this member never had: it begins with a state of the others, or not. */
public final class StateNeededException extends IOException {
    private static final long serialVersionUID = 1L;

    StateNeededException(String why) {
        super(
                "JOIN_NEEDS_STATE: the chain was on another engine before this member came, so it begins with the state of"
                        + " the others; " + why);
    }
}
