package org.titlechain.query;

import java.util.List;

/**
 * Turns a name, number or phone into party references; the vault does, for those who are entitled and after the view
 * was recorded.
 */
@FunctionalInterface
public interface HolderLookup {
    /** For those who may not look for holders: nobody. */
    HolderLookup NONE = (text, kind) -> List.of();

    /** References of the parties whose name, number or phone this is. */
    List<byte[]> parties(String text, SearchText.Kind kind);
}
