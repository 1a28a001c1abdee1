package org.titlechain.kernel.tree;

import java.util.Locale;

/** Leaves that were read are not those that the tree was computed from. */
public final class DamagedLeavesException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    DamagedLeavesException(int bucket, int depth) {
        super(String.format(
                Locale.ROOT,
                "the stored leaves of the state tree whose places begin with the %d bits of %d do not lead to its"
                        + " root; fsck tells where",
                depth,
                bucket));
    }
}
