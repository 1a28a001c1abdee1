package org.titlechain.proof;

import java.util.ArrayList;
import java.util.List;

/** Keeps nodes in lists, and refuses a node that is written out of its order or a second time. */
final class MemoryLogNodes implements LogNodes {
    private final List<List<byte[]>> levels = new ArrayList<>();

    @Override
    public byte[] read(int level, long index) {
        if (level >= levels.size() || index >= levels.get(level).size()) {
            throw new IllegalStateException("no node " + level + "/" + index);
        }
        return levels.get(level).get((int) index);
    }

    @Override
    public void write(int level, long index, byte[] nodeHash) {
        while (levels.size() <= level) {
            levels.add(new ArrayList<>());
        }
        if (levels.get(level).size() != index) {
            throw new IllegalStateException("node " + level + "/" + index + " out of order");
        }
        levels.get(level).add(nodeHash);
    }
}
