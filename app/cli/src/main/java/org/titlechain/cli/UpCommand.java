package org.titlechain.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.server.Configuration;
import org.titlechain.server.NodeApplication;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "up", description = "start a node; ends with Ctrl-C", mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "data folder, made when it is not there (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(names = "--port", paramLabel = "N", description = "port on 127.0.0.1, 0 picks one (default: 8420)")
    private @Nullable Integer port;

    @Option(names = "--demo", description = "fill an empty node with an invented city")
    private boolean demo;

    @Option(names = "--levels", description = "four members of one chain: county, city, province, nation")
    private boolean levels;

    @Option(
            names = "--suite",
            paramLabel = "SUITE",
            description =
                    "gm or international, for a chain that is founded now (default: gm, or as titlechain.conf says)")
    private @Nullable String suite;

    @Option(names = "--json", description = "with --levels: one line of JSON for each member when it is ready")
    private boolean json;

    @Option(names = "--end-with-input", hidden = true, description = "end when standard input ends")
    private boolean endsWithInput;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (levels) {
            return Levels.run(
                    data,
                    Optional.ofNullable(suite).map(this::suite),
                    port == null ? Configuration.DEFAULT_PORT : port,
                    demo,
                    json,
                    System.out);
        }
        if (json && spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "--json belongs to --levels");
        }
        if (endsWithInput) {
            Levels.endWithInput();
        }
        Map<String, String> options = new TreeMap<>();
        if (port != null) {
            options.put("listen.port", Integer.toString(port));
        }
        if (suite != null) {
            options.put("chain.suite", suite(suite).label());
        }
        if (demo) {
            options.put("development.demo", "true");
        }
        return new NodeApplication(System.out, System.err)
                .run(
                        data,
                        options,
                        demo ? (composition, out) -> Demonstration.fill(data, composition, out) : (c, out) -> {});
    }

    private Suite suite(String label) {
        try {
            return Suite.ofLabel(label);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    java.util.Objects.requireNonNull(spec).commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
