package org.titlechain.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.titlechain.client.TitleChainClient;
import org.titlechain.crypto.Signer;
import org.titlechain.departments.Behaviour;
import org.titlechain.departments.Department;
import org.titlechain.departments.DepartmentDesk;
import org.titlechain.departments.KeyFiles;
import org.titlechain.proof.TrustedMembers;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "department",
        description = "play one department against any node, with a key and a token that were given to it",
        mixinStandardHelpOptions = true)
final class DepartmentCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(100);

    @Parameters(paramLabel = "NAME", description = "tax, housing, civil, court, bank or police")
    private String name = "";

    @Option(names = "--node", paramLabel = "URL", required = true, description = "the node's address")
    private URI node = URI.create("");

    @Option(names = "--key", paramLabel = "FILE", required = true, description = "the department's key")
    private Path key = Path.of("");

    @Option(names = "--token-file", paramLabel = "FILE", required = true, description = "a token of role department")
    private Path tokenFile = Path.of("");

    @Option(names = "--trust", paramLabel = "FILE", required = true, description = "the members' keys")
    private Path trust = Path.of("");

    @Option(names = "--delay", paramLabel = "MS", description = "how long it takes before it speaks (default: 0)")
    private int delay;

    @Option(names = "--fail", paramLabel = "PERCENT", description = "attempts that come to nothing (default: 0)")
    private int fail;

    @Option(names = "--contradict", paramLabel = "ENDING", description = "cases that its second office denies")
    private @Nullable String contradict;

    @Option(names = "--second-key", paramLabel = "FILE", description = "the key of its second office")
    private @Nullable Path secondKey;

    @Option(names = "--end-with-input", hidden = true, description = "end when standard input ends")
    private boolean endsWithInput;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Department department = Department.ofLabel(name)
                .orElseThrow(() -> new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "a department is one of " + Department.labels() + ", not " + name));
        if (endsWithInput) {
            Levels.endWithInput();
        }
        TrustedMembers members = TrustedMembers.parse(Files.readAllBytes(trust));
        Signer own = KeyFiles.read(key, members.suite());
        Optional<Signer> second =
                secondKey == null ? Optional.empty() : Optional.of(KeyFiles.read(secondKey, members.suite()));
        Behaviour behaviour = new Behaviour(Duration.ofMillis(delay), fail, Optional.ofNullable(contradict));
        String token = Files.readString(tokenFile).strip();
        try (TitleChainClient client = new TitleChainClient(node, token, members)) {
            new DepartmentDesk(client, department, behaviour, own, second, System.nanoTime()).work(PAUSE);
        }
        return 0;
    }
}
