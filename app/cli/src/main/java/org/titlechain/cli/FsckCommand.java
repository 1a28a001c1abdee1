package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.titlechain.contract.TitleChainContract;
import org.titlechain.crypto.Suite;
import org.titlechain.driver.BlockArchiveCheck;
import org.titlechain.embedded.BlockLogCheck;
import org.titlechain.embedded.EmbeddedEngine;
import org.titlechain.epochs.Epoch;
import org.titlechain.kernel.EntryCheck;
import org.titlechain.kernel.Fsck;
import org.titlechain.kernel.KeyFileCheck;
import org.titlechain.kernel.ReplayCheck;
import org.titlechain.kernel.StateCheck;
import org.titlechain.rules.instrument.CharterElectorate;
import org.titlechain.rules.instrument.RulePacks;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.EngineFolder;
import org.titlechain.server.node.Engines;
import org.titlechain.server.node.FolderChain;
import org.titlechain.server.node.FrozenBlocks;
import org.titlechain.server.node.StoredEpochs;
import org.titlechain.storage.DataCheck;
import org.titlechain.storage.Finding;
import org.titlechain.vault.Vault;
import org.titlechain.vault.VaultCheck;
import org.titlechain.vault.VaultException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "fsck",
        description = "look for damage in a stopped node's folder; exit 0 when it is clean",
        mixinStandardHelpOptions = true)
final class FsckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "data folder")
    private Path root = Path.of("");

    @Option(
            names = "--replay",
            description = "also decide every block anew and compare the roots; takes as long as the chain took")
    private boolean replay;

    @Override
    public Integer call() throws IOException {
        if (!EngineFolder.isNode(root)) {
            System.err.println("titlechain fsck: there is no node in " + root);
            return Commands.USAGE;
        }
        if (DataFolder.isInUse(root)) {
            throw new StartException(Kind.FOLDER_IN_USE, "a node works in " + root + "; stop it first");
        }
        Suite suite =
                Files.exists(root.resolve("chain")) ? FolderChain.read(root).suite() : Suite.GM;
        List<DataCheck> checks = new ArrayList<>();
        Path state = root.resolve("state");
        EntryCheck.Blocks blocks = () -> StoredEpochs.open(root, suite);
        boolean foreign = false;
        for (Epoch epoch : EngineFolder.epochs(root)) {
            if (Engines.isAbsent(epoch)) {
                foreign = true;
            } else if (epoch.kind().equals(EmbeddedEngine.NAME)) {
                checks.add(BlockLogCheck.of(EngineFolder.of(root, epoch.number()), suite));
            } else {
                foreign = true;
                checks.add(new BlockArchiveCheck(EngineFolder.archive(root, epoch)));
            }
        }
        checks.add(new StateCheck(state));
        // A network elsewhere may carry what is no entry of ours, which is no damage.
        if (!foreign) {
            checks.add(entries(state, blocks));
        }
        if (replay) {
            checks.add(new ReplayCheck(
                    blocks,
                    state,
                    new TitleChainContract(suite.hash(), new RulePacks(suite.hash(), new CharterElectorate())),
                    TitleChainContract.VERSION));
        }
        for (String key : List.of(DataFolder.NODE_KEY, DataFolder.ADMINISTRATOR_KEY, DataFolder.GATEWAY_KEY)) {
            checks.add(new KeyFileCheck(root.resolve("keys").resolve(key + ".key"), suite));
        }
        checks.add(vault(suite));
        List<Finding> findings = new Fsck(checks).run(name -> System.out.println("检查 · checking " + name));
        findings.forEach(finding -> System.out.println("损坏 · DAMAGED  " + finding));
        System.out.println(findings.isEmpty() ? "完好 · clean" : "发现 · found: " + findings.size());
        return findings.isEmpty() ? 0 : Failure.FOUND;
    }

    private DataCheck entries(Path state, EntryCheck.Blocks blocks) {
        return new DataCheck() {
            @Override
            public String name() {
                return "entries";
            }

            @Override
            public void check(Consumer<Finding> findings) throws IOException {
                FrozenBlocks frozen = FrozenBlocks.of(state);
                new EntryCheck(root.resolve("ledger").toString(), blocks, state, frozen::contains).check(findings);
            }
        };
    }

    private DataCheck vault(Suite suite) {
        return new DataCheck() {
            @Override
            public String name() {
                return "vault";
            }

            @Override
            public void check(Consumer<Finding> findings) {
                try (Vault vault = Vault.open(root.resolve("vault"), suite)) {
                    for (VaultCheck.Problem problem : VaultCheck.check(vault).problems()) {
                        String files = problem.files().isEmpty() ? "vault" : String.join(" ", problem.files());
                        findings.accept(new Finding(files, 0, problem.record(), "", problem.detail()));
                    }
                } catch (VaultException e) {
                    findings.accept(new Finding("vault", 0, "", "", Failure.sentence(e)));
                }
            }
        };
    }
}
