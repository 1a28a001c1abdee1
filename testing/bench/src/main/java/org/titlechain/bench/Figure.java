package org.titlechain.bench;

import java.io.PrintStream;
import java.util.List;

/**
 * One figure that the project claims. It runs the peer or bound and our side in turn in the same run, so that a noisy
 * machine disturbs both, and prints a table for people and, as its last line, one JSON object with the ratios.
 */
public interface Figure {
    /** The name after {@code ./titlechain bench}. */
    String name();

    /** One line: what is measured against what. */
    String description();

    /** Runs the figure with its own options, such as {@code --count 1000000}. */
    void run(List<String> arguments, PrintStream out) throws Exception;
}
