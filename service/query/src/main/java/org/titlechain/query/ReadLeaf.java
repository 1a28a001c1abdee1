package org.titlechain.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.kernel.Ledger.Leaf;
import org.titlechain.query.QueryException.Reason;

/** A leaf of the log ({@code docs/formats.md}, 4), taken apart. */
record ReadLeaf(
        long position,
        long height,
        long time,
        long index,
        byte[] signer,
        Optional<MapValue> command,
        boolean accepted,
        MapValue result,
        List<Write> writes) {

    /** A state key that the command wrote. */
    record Write(String key, long version, byte[] digest) {}

    static ReadLeaf of(Leaf leaf) {
        try {
            MapValue map = leaf.map();
            MapValue decision = map.get("decision").asMap();
            boolean accepted = decision.get("accepted").asBoolean();
            List<Write> writes = new ArrayList<>();
            if (accepted) {
                for (Value write : decision.get("writes").asList()) {
                    MapValue fields = write.asMap();
                    writes.add(new Write(
                            fields.get("key").asText(),
                            fields.get("version").asLong(),
                            fields.get("digest").asBytes()));
                }
            }
            Value command = map.get("command");
            return new ReadLeaf(
                    leaf.position(),
                    map.get("height").asLong(),
                    map.get("time").asLong(),
                    map.get("index").asLong(),
                    map.get("key").asBytes(),
                    command.isNull() ? Optional.empty() : Optional.of(command.asMap()),
                    accepted,
                    accepted ? decision.get("result").asMap() : decision,
                    writes);
        } catch (CodecException e) {
            throw new QueryException(Reason.LEDGER_NOT_UNDERSTOOD, "the leaf at " + leaf.position(), e);
        }
    }

    String type() {
        return command.map(fields -> Sheets.text(fields, "type")).orElse("");
    }
}
