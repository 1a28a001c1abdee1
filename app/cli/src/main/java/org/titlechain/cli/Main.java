package org.titlechain.cli;

import java.util.Arrays;
import java.util.List;

/** Where {@code ./titlechain} begins. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        // Verifying needs the core alone and must begin at once: no other class of the program is loaded for it.
        int status = arguments.length > 0 && arguments[0].equals("verify")
                ? Verify.run(List.of(arguments).subList(1, arguments.length), System.out, System.err)
                : Commands.run(Arrays.asList(arguments));
        System.exit(status);
    }
}
