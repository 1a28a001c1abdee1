package org.titlechain.embedded;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.titlechain.ledger.Position;

/** An index that is filled from the log at every start: for tests and small ledgers. */
final class MemoryIndex implements EntryIndex {
    private final Map<ByteBuffer, Position> positions = new ConcurrentHashMap<>();
    private LogTip tip = LogTip.EMPTY;

    @Override
    public long height() {
        return tip.height();
    }

    @Override
    public byte[] digest() {
        return tip.digest();
    }

    @Override
    public Optional<Position> find(byte[] id) {
        return Optional.ofNullable(positions.get(ByteBuffer.wrap(id)));
    }

    @Override
    public void add(LogTip newTip, List<byte[]> ids) {
        for (int i = 0; i < ids.size(); i++) {
            positions.putIfAbsent(ByteBuffer.wrap(ids.get(i)), new Position(newTip.height(), i));
        }
        tip = newTip;
    }

    @Override
    public void clear() {
        positions.clear();
        tip = LogTip.EMPTY;
    }

    @Override
    public void close() {
        positions.clear();
    }
}
