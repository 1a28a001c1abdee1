package org.titlechain.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The options of a figure, each a name and most often a whole number: {@code --rounds 5}. */
public final class Options {
    private final List<String> arguments;

    /** @throws IllegalArgumentException if an option is not known or lacks its value */
    public Options(List<String> arguments, List<String> known) {
        this.arguments = List.copyOf(arguments);
        if (arguments.size() % 2 != 0) {
            throw new IllegalArgumentException("each option has a value, such as " + known.getFirst() + " 1");
        }
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!known.contains(arguments.get(i))) {
                throw new IllegalArgumentException("the options are " + String.join(", ", known));
            }
        }
    }

    /** The number of the option, or the standard one. */
    public int number(String option, int standard) {
        int index = arguments.indexOf(option);
        return index < 0 ? standard : Integer.parseInt(arguments.get(index + 1));
    }

    /** The folder that the option names, if it is there. */
    public Optional<Path> folder(String option) {
        int index = arguments.indexOf(option);
        return index < 0 ? Optional.empty() : Optional.of(Path.of(arguments.get(index + 1)));
    }
}
