package org.titlechain.rules.instrument;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Decision.Change;
import org.titlechain.contract.StateView;
import org.titlechain.contract.rule.PackReference;
import org.titlechain.rules.pack.RulePack;

/** Which packs there are and which version of each is active, as it stands under {@code rulepacks}. */
public final class PackIndex {
    static final String KEY = "rulepacks";

    private final SortedMap<String, Entry> entries;

    private PackIndex(SortedMap<String, Entry> entries) {
        this.entries = entries;
    }

    /**
     * One pack.
     *
     * @param newest the newest version that was proposed
     * @param active the version that new cases are pinned to, once there is one
     */
    public record Entry(String pack, String jurisdiction, long newest, Optional<Active> active) {}

    /** The active version; {@code parent} and dates as its text says them. */
    public record Active(PackReference reference, Optional<String> parent, LocalDate from, Optional<LocalDate> until) {}

    static PackIndex read(StateView state) {
        SortedMap<String, Entry> entries = new TreeMap<>();
        state.find(KEY)
                .ifPresent(value -> value.get("packs").asMap().entries().forEach((pack, entry) -> {
                    MapValue map = entry.asMap();
                    entries.put(
                            pack,
                            new Entry(
                                    pack,
                                    map.get("jurisdiction").asText(),
                                    map.get("newest").asLong(),
                                    map.find("active").map(active -> active(active.asMap()))));
                }));
        return new PackIndex(entries);
    }

    private static Active active(MapValue map) {
        return new Active(
                PackReference.read(map),
                map.find("parent").map(Value::asText),
                LocalDate.parse(map.get("from").asText()),
                map.find("until").map(Value::asText).map(LocalDate::parse));
    }

    /** Every pack, by name. */
    public static List<Entry> entries(StateView state) {
        return new ArrayList<>(read(state).entries.values());
    }

    Optional<Entry> find(String pack) {
        return Optional.ofNullable(entries.get(pack));
    }

    /** The references of the line of packs that begins with the national one and ends with the pack. */
    List<PackReference> line(Optional<String> pack) {
        List<PackReference> line = new ArrayList<>();
        Optional<String> next = pack;
        while (next.isPresent() && line.size() <= entries.size()) {
            Optional<Active> active = find(next.get()).flatMap(Entry::active);
            if (active.isEmpty()) {
                break;
            }
            line.addFirst(active.get().reference());
            next = active.get().parent();
        }
        return line;
    }

    /** Whether an active pack stands below the pack. */
    boolean hasChildren(String pack) {
        return entries.values().stream()
                .flatMap(entry -> entry.active().stream())
                .anyMatch(active -> active.parent().filter(pack::equals).isPresent());
    }

    /** The active packs that are in force in the district on the date, those of larger areas first. */
    List<PackReference> inForce(String district, LocalDate date) {
        return entries.values().stream()
                .filter(entry -> district.startsWith(entry.jurisdiction()))
                .sorted(Comparator.comparingInt(
                                (Entry entry) -> entry.jurisdiction().length())
                        .thenComparing(Entry::pack))
                .flatMap(entry -> entry.active().stream())
                .filter(active -> !date.isBefore(active.from())
                        && active.until().map(date::isBefore).orElse(true))
                .map(Active::reference)
                .toList();
    }

    Change withNewest(RulePack pack) {
        Optional<Active> active = find(pack.id()).flatMap(Entry::active);
        return with(new Entry(pack.id(), pack.jurisdiction(), pack.version(), active));
    }

    Change withActive(RulePack pack, PackReference reference) {
        Entry entry = find(pack.id()).orElseThrow();
        Active active = new Active(reference, pack.parent(), pack.from(), pack.until());
        return with(new Entry(pack.id(), pack.jurisdiction(), entry.newest(), Optional.of(active)));
    }

    Change withoutActive(String pack) {
        Entry entry = find(pack).orElseThrow();
        return with(new Entry(pack, entry.jurisdiction(), entry.newest(), Optional.empty()));
    }

    private Change with(Entry changed) {
        SortedMap<String, Entry> all = new TreeMap<>(entries);
        all.put(changed.pack(), changed);
        Map<String, Value> packs = new TreeMap<>();
        all.forEach((pack, entry) -> packs.put(pack, value(entry)));
        return new Change(KEY, Value.map().put("packs", Value.map(packs)).build());
    }

    private static MapValue value(Entry entry) {
        return Value.map()
                .put("jurisdiction", entry.jurisdiction())
                .put("newest", entry.newest())
                .putIfPresent("active", entry.active().map(PackIndex::value))
                .build();
    }

    private static MapValue value(Active active) {
        return Value.map()
                .put("name", active.reference().name())
                .put("version", active.reference().version())
                .put("digest", active.reference().digest())
                .putIfPresent("parent", active.parent().map(Value::of))
                .put("from", active.from().toString())
                .putIfPresent("until", active.until().map(LocalDate::toString).map(Value::of))
                .build();
    }
}
