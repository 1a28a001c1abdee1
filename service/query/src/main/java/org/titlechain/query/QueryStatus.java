package org.titlechain.query;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far the search tables are.
 *
 * @param generation the one that answers
 * @param position leaves read
 * @param logSize leaves there are
 * @param rebuild leaves read by a generation that is being rebuilt; empty when none is
 * @param trouble a sentence for operators when reading stopped on an error; it is tried again every second
 */
public record QueryStatus(
        int generation, long position, long logSize, OptionalLong rebuild, Optional<String> trouble) {}
