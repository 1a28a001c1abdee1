package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.HashFunction;
import org.titlechain.kernel.ChainFileReader;
import org.titlechain.kernel.ChainReplay;
import org.titlechain.kernel.ChainReplay.Replayed;
import org.titlechain.proof.TrustedMembers;
import org.titlechain.proof.Verifier;
import org.titlechain.rules.instrument.CharterElectorate;
import org.titlechain.rules.instrument.RulePacks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "decide a chain's file anew, without an engine, and compare the roots after each block",
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private static final int BLOCKS_BETWEEN_LINES = 10_000;

    @Parameters(paramLabel = "FILE", description = "what export-chain wrote")
    private Path file = Path.of("");

    @Option(names = "--out", paramLabel = "DIR", description = "keep the replayed state there; else it is thrown away")
    private @Nullable Path out;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description = "also verify the last checkpoint with this trust file")
    private @Nullable Path trust;

    @Option(
            names = "--without-signatures",
            description = "do not verify the entries' signatures: faster, trusts the file")
    private boolean unchecked;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            System.err.println("titlechain replay: there is no file " + file);
            return Commands.USAGE;
        }
        Path folder = out != null ? out : Files.createTempDirectory("titlechain-replay");
        try (ChainFileReader reader = new ChainFileReader(Files.newInputStream(file))) {
            Files.createDirectories(folder);
            HashFunction hash = reader.suite().hash();
            Replayed replayed = new ChainReplay(
                            folder.resolve("state"),
                            new TitleChainContract(hash, new RulePacks(hash, new CharterElectorate())),
                            TitleChainContract.VERSION,
                            !unchecked)
                    .run(reader, ReplayCommand::progress);
            System.out.print(replayed.checkpoint());
            double seconds = replayed.nanos() / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "重放一致 · the same roots after each of %d blocks; %d commands in %.2f s, %.0f/s, signatures %s%n",
                    replayed.height(),
                    replayed.commands(),
                    seconds,
                    replayed.commands() / seconds,
                    unchecked ? "not verified" : "verified");
            return trust == null || trusted(replayed.checkpoint(), trust) ? 0 : Failure.FOUND;
        } finally {
            if (out == null) {
                LevelsFolder.delete(folder);
            }
        }
    }

    private static void progress(long height) {
        if (height % BLOCKS_BETWEEN_LINES == 0) {
            System.err.println("  " + height);
        }
    }

    /** One member's signature is what a file has; how many sign is a matter of cosigned checkpoints. */
    private static boolean trusted(String checkpoint, Path file) throws IOException {
        TrustedMembers members = TrustedMembers.parse(Files.readAllBytes(file));
        TrustedMembers any = members.anyOne();
        boolean valid = Verifier.check(checkpoint, any) instanceof Verifier.Signed;
        System.out.println(
                valid
                        ? "检查点由成员签署 · the last checkpoint is a member's"
                        : "检查点不可信 · the last checkpoint is not a member's");
        return valid;
    }
}
