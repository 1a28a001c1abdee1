package org.titlechain.epochs;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.titlechain.ledger.Entry;
import org.titlechain.ledger.Position;

/**
 * Entries that were appended and are not known to count yet, in the order of their appends. An entry stays here over a
 * change of engines, and is appended again on the next one.
 */
final class InFlight {
    private final Map<ByteBuffer, Flight> flights = new LinkedHashMap<>();

    /** One entry. */
    static final class Flight {
        final Entry entry;
        final ByteBuffer id;
        final CompletableFuture<Position> outcome = new CompletableFuture<>();

        Flight(Entry entry) {
            this.entry = entry;
            this.id = ByteBuffer.wrap(entry.id());
        }
    }

    /** A place that an engine has given. */
    record Placed(Flight flight, Position position) {}

    private final List<Placed> places = new ArrayList<>();

    synchronized int size() {
        return flights.size();
    }

    /** The flight of the entry: the one that is there already, or this new one. */
    synchronized Flight add(Flight flight) {
        Flight earlier = flights.putIfAbsent(flight.id, flight);
        return earlier == null ? flight : earlier;
    }

    synchronized boolean remove(Flight flight) {
        return flights.remove(flight.id, flight);
    }

    synchronized void place(Flight flight, Position position) {
        places.add(new Placed(flight, position));
    }

    /** Takes out what has a place up to the height. */
    synchronized List<Placed> takePlaced(long height) {
        List<Placed> taken = new ArrayList<>();
        places.removeIf(placed -> placed.position().height() <= height && taken.add(placed));
        return taken;
    }

    /** Everything, for the next engine: places on the one before do not count any more. */
    synchronized List<Flight> all() {
        places.clear();
        return List.copyOf(flights.values());
    }
}
