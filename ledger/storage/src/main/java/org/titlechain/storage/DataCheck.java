package org.titlechain.storage;

import java.io.IOException;
import java.util.function.Consumer;

/** Looks for damage in the part of a data folder that one component owns, while nothing runs on it. Changes nothing. */
public interface DataCheck {
    /** What is checked, in a few words. */
    String name();

    /** Reports every damage found; a clean part reports nothing. */
    void check(Consumer<Finding> findings) throws IOException;
}
