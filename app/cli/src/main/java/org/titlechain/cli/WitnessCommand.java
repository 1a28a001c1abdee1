package org.titlechain.cli;

import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.titlechain.codec.CodecException;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.witness.Report;
import org.titlechain.witness.Report.State;
import org.titlechain.witness.WitnessService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "witness",
        description = {
            "watch a chain from outside: cosign only what extends what was seen, and keep the proof of a second history",
            "exit status of --once: 0 all is well, 1 two histories were shown, 3 a member showed nothing or no proof"
        },
        mixinStandardHelpOptions = true)
final class WitnessCommand implements Callable<Integer> {
    @Parameters(paramLabel = "URL", arity = "1..*", description = "the members' nodes")
    private List<URI> members = List.of();

    @Option(names = "--trust", paramLabel = "FILE", required = true, description = "the members' keys")
    private Path trust = Path.of("");

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "what is the witness's own (default: ${DEFAULT-VALUE})")
    private Path folder = Path.of("witness");

    @Option(names = "--name", paramLabel = "NAME", description = "its name (default: ${DEFAULT-VALUE})")
    private String name = "witness";

    @Option(names = "--port", paramLabel = "N", description = "on 127.0.0.1 (default: any)")
    private int port;

    @Option(names = "--every", paramLabel = "MS", description = "pause between rounds (default: ${DEFAULT-VALUE})")
    private long every = Duration.ofSeconds(2).toMillis();

    @Option(names = "--once", description = "one round, then say what was found and end")
    private boolean once;

    @Override
    public Integer call() throws Exception {
        TrustedMembers trusted;
        try {
            trusted = TrustedMembers.parse(Files.readAllBytes(trust));
        } catch (CodecException e) {
            throw new StartException(Kind.CONFIGURATION, trust + " is not a trust file");
        }
        WitnessService.Options options = new WitnessService.Options(name, trusted, members, folder);
        try (WitnessService witness = WitnessService.open(options)) {
            if (once) {
                Report report = witness.round();
                say(report, trusted, witness);
                return report.state().status();
            }
            watch(witness, trusted);
        }
        return 0;
    }

    private void watch(WitnessService witness, TrustedMembers trusted) throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Report report = witness.round();
        HttpServer server = witness.serve(port);
        System.out.println("见证 · witness " + name + ": http://127.0.0.1:"
                + server.getAddress().getPort());
        Optional<State> said = Optional.empty();
        do {
            if (said.isEmpty() || said.get() != report.state()) {
                say(report, trusted, witness);
                said = Optional.of(report.state());
            }
            never.await(every, TimeUnit.MILLISECONDS);
            report = witness.round();
        } while (!Thread.currentThread().isInterrupted());
    }

    private static void say(Report report, TrustedMembers trusted, WitnessService witness) {
        System.out.println(report.chinese(trusted));
        System.out.println(report.english(trusted));
        report.members().stream()
                .filter(member -> !member.trouble().isEmpty())
                .forEach(member -> System.out.println("  " + member.address() + ": " + member.trouble()));
        if (report.evidence().isPresent()) {
            System.out.println("证据 · evidence: " + witness.evidenceFile());
        }
    }
}
