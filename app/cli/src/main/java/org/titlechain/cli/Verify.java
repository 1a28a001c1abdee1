package org.titlechain.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;

/** {@code verify FILE --trust FILE}: exit 0 when the file proves what it says, 1 when not, 2 when misused. */
final class Verify {
    static final int VALID = 0;
    static final int NOT_VALID = 1;
    static final int USAGE = 2;

    private Verify() {}

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        Path file = null;
        Path trust = null;
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.equals("--help") || argument.equals("-h")) {
                usage(out);
                return VALID;
            } else if (argument.equals("--trust") && i + 1 < arguments.size() && trust == null) {
                i++;
                trust = Path.of(arguments.get(i));
            } else if (argument.startsWith("--trust=") && trust == null) {
                trust = Path.of(argument.substring("--trust=".length()));
            } else if (!argument.startsWith("-") && file == null) {
                file = Path.of(argument);
            } else {
                err.println("titlechain verify: not understood: " + argument);
                usage(err);
                return USAGE;
            }
        }
        if (file == null || trust == null) {
            usage(err);
            return USAGE;
        }
        byte[] proof;
        byte[] members;
        try {
            proof = read(file);
            members = read(trust);
        } catch (IOException e) {
            err.println("titlechain verify: cannot read " + e.getMessage());
            return USAGE;
        }
        Verdict verdict = Verifier.verifyFile(proof, members);
        out.println(verdict.isValid() ? "有效 · VALID" : "无效 · NOT VALID");
        out.println(verdict.chinese());
        out.println(verdict.english());
        if (verdict instanceof Verdict.Invalid invalid) {
            out.println(invalid.reason().name());
        }
        return verdict.isValid() ? VALID : NOT_VALID;
    }

    /** At most one byte more than a proof may have: enough for the verifier to refuse it. */
    private static byte[] read(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            return stream.readNBytes(Verifier.MAXIMUM_LENGTH + 1);
        }
    }

    private static void usage(PrintStream stream) {
        stream.println("usage: titlechain verify FILE --trust FILE");
        stream.println("  exit status: 0 valid, 1 not valid, 2 misused or unreadable");
    }
}
