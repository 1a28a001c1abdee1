package org.titlechain.kernel;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that joins from the state of a member that does not run, and says how far it is. */
final class KilledJoin {
    private KilledJoin() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]);
        long target = Long.parseLong(arguments[1]);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        try (ReadOnlyMember first = ReadOnlyMember.open(folder.resolve("first"));
                ReadOnlyMember second = ReadOnlyMember.open(folder.resolve("second"))) {
            SnapshotSource source = new SnapshotSource(first, target);
            Snapshot snapshot = source.at(first.status().height()).orElseThrow();
            out.println("begun");
            if (arguments.length > 2) {
                // From now on no file of this process may grow beyond so many bytes.
                String own = Long.toString(ProcessHandle.current().pid());
                new ProcessBuilder("prlimit", "--pid", own, "--fsize=" + arguments[2])
                        .start()
                        .waitFor();
            }
            try (SnapshotJoin join = SnapshotJoin.begin(folder.resolve("third"), snapshot)) {
                for (int i = 0; i < snapshot.chunks(); i++) {
                    join.take(i, source.chunk(snapshot, i));
                    out.println(i);
                }
                out.println("taken");
                join.finish(List.of(second.checkpoint()), "third", JoinedChain.signer("third"));
                out.println("joined");
            }
        }
    }
}
