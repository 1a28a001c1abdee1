package org.titlechain.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.titlechain.kernel.ChainFileWriter;
import org.titlechain.kernel.ReadOnlyMember;
import org.titlechain.ledger.Block;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.server.DataFolder;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.StoredEpochs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "export-chain",
        description = "write a stopped node's chain as one file, to be replayed anywhere; no personal data is in it",
        mixinStandardHelpOptions = true)
final class ExportChainCommand implements Callable<Integer> {
    @Mixin
    private DataOption data = new DataOption();

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "where the file goes")
    private Path out = Path.of("");

    @Override
    public Integer call() throws IOException {
        Path root = data.existing();
        if (DataFolder.isInUse(root)) {
            throw new StartException(Kind.FOLDER_IN_USE, "a node works in " + root + "; stop it first");
        }
        Path file = out.toAbsolutePath();
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        long height;
        try (OutputStream stream = Files.newOutputStream(draft)) {
            height = write(root, stream);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        System.out.println(
                "已导出 · exported: blocks 1 to " + height + " of " + root + ", " + Files.size(file) + " bytes");
        return 0;
    }

    private static long write(Path root, OutputStream stream) throws IOException {
        try (ReadOnlyMember member = ReadOnlyMember.open(root.resolve("state"));
                StoredEpochs blocks = StoredEpochs.open(root, member.suite());
                ChainFileWriter file =
                        new ChainFileWriter(stream, member.status().chain(), member.suite())) {
            long last = member.status().height();
            for (long height = 1; height <= last; height++) {
                Block block = next(blocks, height);
                String checkpoint = member.checkpoint(height)
                        .orElseThrow(() -> new IOException("the state has no checkpoint of block " + block.height()));
                file.add(block, checkpoint, blocks.evidence());
            }
            file.end();
            return last;
        }
    }

    private static Block next(BlockCursor blocks, long height) throws IOException {
        try {
            return blocks.next(Duration.ZERO)
                    .orElseThrow(() -> new IOException("the order ends before block " + height));
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
