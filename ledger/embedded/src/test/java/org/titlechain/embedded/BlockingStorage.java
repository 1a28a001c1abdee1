package org.titlechain.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.titlechain.storage.Storage;
import org.titlechain.storage.StorageFile;
import org.titlechain.testkit.ledger.SimulatedStorage;

/** A disk whose forces wait until they are released. */
final class BlockingStorage implements Storage {
    private final SimulatedStorage storage = new SimulatedStorage();
    private final CountDownLatch blocked = new CountDownLatch(1);
    private volatile CountDownLatch released = new CountDownLatch(0);

    void block() {
        released = new CountDownLatch(1);
    }

    void awaitBlocked() throws InterruptedException {
        blocked.await();
    }

    void release() {
        released.countDown();
    }

    @Override
    public List<String> list() throws IOException {
        return storage.list();
    }

    @Override
    public StorageFile open(String name) throws IOException {
        return blocking(storage.open(name));
    }

    @Override
    public StorageFile create(String name) throws IOException {
        return blocking(storage.create(name));
    }

    @Override
    public void delete(String name) throws IOException {
        storage.delete(name);
    }

    @Override
    public void forceNames() throws IOException {
        storage.forceNames();
    }

    @Override
    public long usableBytes() {
        return storage.usableBytes();
    }

    @Override
    public String describe(String name) {
        return storage.describe(name);
    }

    @Override
    public void close() {
        storage.close();
    }

    private StorageFile blocking(StorageFile file) {
        return new StorageFile() {
            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public void write(long position, ByteBuffer bytes) throws IOException {
                file.write(position, bytes);
            }

            @Override
            public int read(long position, ByteBuffer bytes) throws IOException {
                return file.read(position, bytes);
            }

            @Override
            public void truncate(long size) throws IOException {
                file.truncate(size);
            }

            @Override
            public void force() throws IOException {
                if (released.getCount() > 0) {
                    blocked.countDown();
                    try {
                        released.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                }
                file.force();
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
