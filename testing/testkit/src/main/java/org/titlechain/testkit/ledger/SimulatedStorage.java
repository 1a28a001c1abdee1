package org.titlechain.testkit.ledger;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;
import org.titlechain.storage.StorageFullException;

/**
 * A disk in memory that can be worse than any real one. The fault model:
 *
 * <ul>
 *   <li>A power cut keeps what was forced. Of everything else each sector (512 or 4,096 bytes) of each write is kept or
 *       lost by chance, in any combination: writes are dropped, reordered and torn. Lengths, cuts, creations and
 *       removals that were not forced are kept or lost too. What was never written reads as zeros.
 *   <li>Any operation can be told to fail, at its n-th call: with an I/O error, with a full disk (after part of the
 *       bytes), or because the power goes; after a power cut every operation fails.
 *   <li>A disk can have little room. Bits can be flipped.
 *   <li>A disk can lie: {@link #ignore} makes a program without {@code force}, to show that tests notice.
 * </ul>
 */
public final class SimulatedStorage implements Storage {
    /** What can fail. */
    public enum Operation {
        WRITE,
        FORCE,
        TRUNCATE,
        CREATE,
        DELETE,
        FORCE_NAMES,
        OPEN,
        READ
    }

    /** How it fails. */
    public enum Fault {
        /** An I/O error; of a write, part reached the file; of a force, what was written is lost at the next cut. */
        BROKEN,
        /** No room; of a write, part reached the file. */
        FULL,
        /** The power goes before the operation. */
        POWER_CUT
    }

    private record Planned(Operation operation, int number, Fault fault) {}

    /** A change of a file's content that is not durable yet: a write, or a cut where the bytes are null. */
    private record Change(long position, byte @Nullable [] bytes) {}

    private static final class Content {
        byte[] durable = {};
        byte[] present = {};
        final List<Change> changes = new ArrayList<>();
    }

    private final Map<String, Content> names = new TreeMap<>();
    private Map<String, Content> durableNames = new TreeMap<>();
    private final Map<Operation, Integer> counts = new EnumMap<>(Operation.class);
    private @Nullable Planned planned;
    private int operationsUntilCut = -1;
    private boolean cut;
    private final Set<Operation> ignored = EnumSet.noneOf(Operation.class);
    private long capacity = Long.MAX_VALUE;

    /** How often the operation was called. */
    public synchronized int count(Operation operation) {
        return counts.getOrDefault(operation, 0);
    }

    /** Makes the n-th call of the operation from the beginning fail, counted from 1. */
    public synchronized SimulatedStorage fail(Operation operation, int number, Fault fault) {
        planned = new Planned(operation, number, fault);
        return this;
    }

    /** The power goes after so many more operations of any kind that change the disk. */
    public synchronized SimulatedStorage cutAfter(int operations) {
        operationsUntilCut = operations;
        return this;
    }

    /** From now on forcing of this kind does nothing. */
    public synchronized SimulatedStorage ignore(Operation forcing) {
        ignored.add(forcing);
        return this;
    }

    /** The bytes that all files together may have. */
    public synchronized SimulatedStorage capacity(long bytes) {
        capacity = bytes;
        return this;
    }

    /** Bytes in all files. */
    public synchronized long used() {
        return names.values().stream()
                .mapToLong(content -> content.present.length)
                .sum();
    }

    /** The content of a file. */
    public synchronized byte[] content(String name) throws IOException {
        return find(name).present.clone();
    }

    /** Replaces the content of a file, durably. */
    public synchronized void replace(String name, byte[] bytes) {
        Content content = new Content();
        content.durable = bytes.clone();
        content.present = bytes.clone();
        names.put(name, content);
        durableNames.put(name, content);
    }

    /** A copy of the disk as it is, everything on it durable. */
    public synchronized SimulatedStorage copy() {
        SimulatedStorage copy = new SimulatedStorage();
        names.forEach((name, content) -> copy.replace(name, content.present));
        return copy;
    }

    /** The process died and another begins; the system, and all that it has not yet written to the disk, goes on. */
    public synchronized void afterProcessDeath() {
        cut = false;
        operationsUntilCut = -1;
        planned = null;
    }

    /** What is on the disk when the power comes back. */
    public synchronized SimulatedStorage afterPowerCut(Random random) {
        SimulatedStorage after = new SimulatedStorage();
        int sector = random.nextBoolean() ? 512 : 4_096;
        double kept = new double[] {0, 0.1, 0.5, 0.9, 1}[random.nextInt(5)];
        Map<String, Content> survivors = new TreeMap<>(durableNames);
        names.forEach((name, content) -> {
            if (!durableNames.containsKey(name) && random.nextDouble() < kept) {
                survivors.put(name, content);
            }
        });
        durableNames.keySet().stream()
                .filter(name -> !names.containsKey(name) && random.nextDouble() < kept)
                .forEach(survivors::remove);
        survivors.forEach((name, content) -> after.replace(name, survive(content, random, sector, kept)));
        return after;
    }

    private static byte[] survive(Content content, Random random, int sector, double kept) {
        byte[] image = content.durable.clone();
        for (Change change : content.changes) {
            if (change.bytes() == null) {
                if (random.nextDouble() < kept) {
                    image = Arrays.copyOf(image, (int) Math.min(image.length, change.position()));
                }
                continue;
            }
            long end = change.position() + change.bytes().length;
            long start = change.position();
            while (start < end) {
                long next = Math.min(end, start - start % sector + sector);
                if (random.nextDouble() < kept) {
                    int from = (int) (start - change.position());
                    image = written(image, start, change.bytes(), from, (int) (next - start));
                }
                start = next;
            }
            if (image.length < end && random.nextDouble() < kept) {
                image = Arrays.copyOf(image, (int) end);
            }
        }
        return image;
    }

    private static byte[] written(byte[] image, long position, byte[] bytes, int from, int length) {
        int at = Math.toIntExact(position);
        byte[] result = image.length >= at + length ? image : Arrays.copyOf(image, at + length);
        System.arraycopy(bytes, from, result, at, length);
        return result;
    }

    /** Counts the call; the fault that strikes it, or null. */
    private @Nullable Fault strike(Operation operation) throws IOException {
        requirePower();
        int number = counts.merge(operation, 1, Integer::sum);
        if (operation != Operation.READ && operation != Operation.OPEN && operationsUntilCut >= 0) {
            cut = operationsUntilCut-- == 0;
        }
        Planned plan = planned;
        Fault fault = plan != null && plan.operation() == operation && plan.number() == number ? plan.fault() : null;
        if (fault == Fault.POWER_CUT) {
            cut = true;
        }
        requirePower();
        return fault;
    }

    private void requirePower() throws IOException {
        if (cut) {
            throw new IOException("the power is gone");
        }
    }

    private Content find(String name) throws IOException {
        Content content = names.get(name);
        if (content == null) {
            throw new FileNotFoundException(name);
        }
        return content;
    }

    private static void raise(@Nullable Fault fault, Operation operation) throws IOException {
        if (fault == Fault.FULL) {
            throw new StorageFullException("no room left (simulated)");
        }
        if (fault != null) {
            throw new IOException("input/output error in " + operation + " (simulated)");
        }
    }

    @Override
    public synchronized List<String> list() throws IOException {
        requirePower();
        return List.copyOf(names.keySet());
    }

    @Override
    public synchronized StorageFile open(String name) throws IOException {
        raise(strike(Operation.OPEN), Operation.OPEN);
        return new File(find(name));
    }

    @Override
    public synchronized StorageFile create(String name) throws IOException {
        raise(strike(Operation.CREATE), Operation.CREATE);
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        Content content = new Content();
        names.put(name, content);
        return new File(content);
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        raise(strike(Operation.DELETE), Operation.DELETE);
        find(name);
        names.remove(name);
    }

    @Override
    public synchronized void forceNames() throws IOException {
        raise(strike(Operation.FORCE_NAMES), Operation.FORCE_NAMES);
        if (!ignored.contains(Operation.FORCE_NAMES)) {
            durableNames = new TreeMap<>(names);
        }
    }

    @Override
    public synchronized long usableBytes() {
        return Math.max(0, capacity - used());
    }

    @Override
    public String describe(String name) {
        return "simulated/" + name;
    }

    @Override
    public void close() {
        // Memory only.
    }

    private final class File implements StorageFile {
        private final Content content;

        File(Content content) {
            this.content = content;
        }

        @Override
        public long size() throws IOException {
            synchronized (SimulatedStorage.this) {
                requirePower();
                return content.present.length;
            }
        }

        @Override
        public void write(long position, ByteBuffer bytes) throws IOException {
            synchronized (SimulatedStorage.this) {
                Fault fault = strike(Operation.WRITE);
                byte[] all = new byte[bytes.remaining()];
                bytes.get(all);
                long growth = Math.max(0, position + all.length - content.present.length);
                if (growth > usableBytes()) {
                    fault = Fault.FULL;
                }
                byte[] part = fault == null ? all : Arrays.copyOf(all, all.length / 2);
                content.changes.add(new Change(position, part));
                content.present = written(content.present.clone(), position, part, 0, part.length);
                raise(fault, Operation.WRITE);
            }
        }

        @Override
        public int read(long position, ByteBuffer bytes) throws IOException {
            synchronized (SimulatedStorage.this) {
                raise(strike(Operation.READ), Operation.READ);
                int count = (int) Math.max(0, Math.min(bytes.remaining(), content.present.length - position));
                if (count > 0) {
                    bytes.put(content.present, (int) position, count);
                }
                return count;
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (SimulatedStorage.this) {
                raise(strike(Operation.TRUNCATE), Operation.TRUNCATE);
                content.changes.add(new Change(size, null));
                content.present = Arrays.copyOf(content.present, (int) Math.min(content.present.length, size));
            }
        }

        @Override
        public void force() throws IOException {
            synchronized (SimulatedStorage.this) {
                raise(strike(Operation.FORCE), Operation.FORCE);
                if (!ignored.contains(Operation.FORCE)) {
                    content.durable = content.present.clone();
                    content.changes.clear();
                }
            }
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
