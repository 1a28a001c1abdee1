package org.titlechain.kernel;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.titlechain.kernel.StateStore.Row;
import org.titlechain.kernel.tree.LeafSource;
import org.titlechain.kernel.tree.StateTree.Leaf;

/** The leaves of the state tree, as blocks have put them into the store. */
record StoredPlaces(StateStore store) implements LeafSource {
    @Override
    public void read(int[] prefixes, int bits, Consumer<Leaf> sink) {
        store.scan(Column.PLACES, first(prefixes[0], bits), rows -> {
            for (int prefix : prefixes) {
                if (prefix != prefixes[0]) {
                    rows.seek(first(prefix, bits));
                }
                for (Row row = rows.row(); row != null && prefix(row.key(), bits) == prefix; row = rows.row()) {
                    sink.accept(new Leaf(row.key(), row.value()));
                    rows.next();
                }
            }
            return true;
        });
    }

    /** The first place of the prefix, as far as it says something. */
    private static byte[] first(int prefix, int bits) {
        return ByteBuffer.allocate(Integer.BYTES)
                .putInt(bits == 0 ? 0 : prefix << Integer.SIZE - bits)
                .array();
    }

    private static int prefix(byte[] place, int bits) {
        return bits == 0 ? 0 : ByteBuffer.wrap(place).getInt() >>> Integer.SIZE - bits;
    }
}
