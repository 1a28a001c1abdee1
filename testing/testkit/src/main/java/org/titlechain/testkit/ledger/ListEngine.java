package org.titlechain.testkit.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.titlechain.driver.BlockArchive;
import org.titlechain.driver.DrivenEngine;
import org.titlechain.driver.Limits;
import org.titlechain.driver.NativeBlock;
import org.titlechain.driver.NativeBlocks;
import org.titlechain.driver.NativeChain;
import org.titlechain.driver.Origin;
import org.titlechain.ledger.Capability;

/** A driver on one screen, for teaching and for tests of what drivers share. */
public final class ListEngine extends DrivenEngine {
    private ListEngine(BlockArchive archive, NativeChain chain, Limits limits) {
        super(archive, chain, limits);
    }

    /** A member of the list, whose archive is in the folder. */
    public static ListEngine open(Path folder, SharedList list, Origin origin, Limits limits) throws IOException {
        ListEngine engine = new ListEngine(BlockArchive.open(folder, origin), new Chain(list), limits);
        engine.start();
        return engine;
    }

    private static final class Chain implements NativeChain {
        private final SharedList list;
        private volatile boolean closed;
        private @Nullable Thread reader;

        Chain(SharedList list) {
            this.list = list;
        }

        @Override
        public String name() {
            return "list";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.SEVERAL_MEMBERS);
        }

        @Override
        public void start(NativeBlocks blocks) {
            reader = Thread.ofPlatform().name("titlechain-list").start(() -> read(blocks));
        }

        private void read(NativeBlocks blocks) {
            try {
                while (!closed) {
                    Optional<NativeBlock> next = list.await(blocks.archived() + 1, Duration.ofSeconds(1), () -> closed);
                    next.ifPresent(blocks::committed);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public CompletableFuture<Void> send(byte[] transaction) {
            list.submit(transaction);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public byte[] evidence(long nativeHeight) {
            throw new UnsupportedOperationException("a list has no evidence");
        }

        @Override
        public String detail() {
            return "";
        }

        @Override
        public void close() {
            closed = true;
            list.wake();
            Thread running = reader;
            while (running != null && running.isAlive()) {
                try {
                    running.join();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        }
    }
}
