package org.titlechain.fabric;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.protos.common.Block;
import org.titlechain.driver.Origin;
import org.titlechain.fabric.network.NetworkPlan;
import org.titlechain.fabric.proof.FabricBlock;
import org.titlechain.fabric.proof.Order;
import org.titlechain.ledger.BlockCursor;
import org.titlechain.testkit.ledger.TestEntries;

/**
 * All blocks of a channel that a real network made, as a peer gave them, each with its length (4). What was written: an
 * entry; garbage; an entry again with a new one, which no peer calls valid; a change of the configuration; an entry.
 *
 * @param blocks block 0 first
 */
record RecordedChannel(List<byte[]> blocks) {
    /** The chain whose order was written. */
    static final String CHAIN = "recorded";

    private static final int PATIENCE_SECONDS = 60;

    static RecordedChannel of(String consensus) throws IOException {
        try (InputStream in = RecordedChannel.class.getResourceAsStream(consensus + ".blocks")) {
            DataInputStream data = new DataInputStream(
                    new ByteArrayInputStream(Objects.requireNonNull(in).readAllBytes()));
            List<byte[]> blocks = new ArrayList<>();
            while (data.available() > 0) {
                blocks.add(data.readNBytes(data.readInt()));
            }
            return new RecordedChannel(List.copyOf(blocks));
        }
    }

    FabricBlock block(int number) {
        return FabricBlock.decode(blocks.get(number));
    }

    FabricPlace place() {
        return new FabricPlace("titlechain", "titlechain", block(0).hash());
    }

    Order order() {
        return place().order(CHAIN, Origin.GENESIS);
    }

    /** Makes a network, writes to it and keeps its blocks. */
    static void record(Path folder, NetworkPlan plan, Path file) throws Exception {
        try (TestChannel channel = TestChannel.start(folder, plan);
                FabricEngine engine = channel.open(folder.resolve("member"), CHAIN);
                Author author = channel.author(1)) {
            byte[] name = channel.order().name();
            engine.append(TestEntries.entry(1)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            byte[] batch = Author.batch(
                    1,
                    List.of(TestEntries.entry(1).bytes(), TestEntries.entry(2).bytes()));
            byte[] function = Order.FUNCTION.getBytes(StandardCharsets.US_ASCII);
            author.submit(
                    name, batch, Author.arguments(List.of(function, name, Arrays.copyOf(batch, batch.length - 1))));
            author.submit(new byte[32], batch, UnaryOperator.identity());
            author.submit(name, batch, Author::withoutEndorsement);
            try (BlockCursor cursor = engine.read(2)) {
                var _ = cursor.next(Duration.ofSeconds(PATIENCE_SECONDS)).orElseThrow();
            }
            channel.network().update(Author.batchTimeout(channel.place().channel(), 1, "40ms"));
            engine.append(TestEntries.entry(3)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            Files.write(file, read(channel, engine.status().height()));
        }
    }

    private static byte[] read(TestChannel channel, long heights) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        FabricConnection connection = FabricConnection.read(channel.network().connectionFile(0));
        try (Peers peers = Peers.of(connection, channel.place().channel());
                CloseableIterator<Block> stream = peers.blocks(peers.current(), 0)) {
            for (long seen = 0; seen < heights; ) {
                byte[] block = stream.next().toByteArray();
                out.writeInt(block.length);
                out.write(block);
                boolean ours = !org.titlechain.fabric.proof.Batches.of(FabricBlock.decode(block), channel.order())
                        .batches()
                        .stream()
                        .allMatch(batch ->
                                org.titlechain.driver.BatchFormat.decode(batch).isEmpty());
                seen += ours ? 1 : 0;
            }
        }
        return bytes.toByteArray();
    }
}
