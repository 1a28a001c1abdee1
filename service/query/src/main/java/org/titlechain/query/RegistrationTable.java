package org.titlechain.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;

/** Writes the cases that are handled here: the state under {@code registration/<district>/<number>}. */
final class RegistrationTable {
    private static final Set<String> CLOSED = Set.of("archived", "declined", "refused", "withdrawn");
    private static final String KEY = "registration/";

    /** Facts of refusals that say what they are about beside the case's own units. */
    private static final List<String> TELLING = List.of("material", "ahead", "as");

    private static final long LAST = Long.MIN_VALUE + 1;

    private final Tallies tallies;
    private final PreparedStatement find;
    private final PreparedStatement upsert;
    private final Inserts unitInserts;
    private final PreparedStatement leave;
    private final Map<String, String> refused = new TreeMap<>();
    private long next;
    private boolean pending;

    private record Known(long id, String state, boolean entered) {}

    RegistrationTable(Connection connection, Tallies tallies) throws SQLException {
        this.tallies = tallies;
        find = connection.prepareStatement(
                "SELECT id, state, entered FROM registration WHERE district = ? AND number = ?");
        upsert = connection.prepareStatement(
                "INSERT INTO registration (id, district, number, reversed, state, mode, "
                        + "kinds, units, applied, due, rank, entered, automatic, waits_for_person, reasons, height, time) "
                        + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (district, number) DO UPDATE SET "
                        + "state = excluded.state, due = excluded.due, rank = excluded.rank, entered = excluded.entered, "
                        + "automatic = excluded.automatic, "
                        + "waits_for_person = excluded.waits_for_person, reasons = excluded.reasons, height = excluded.height, time = excluded.time");
        unitInserts = new Inserts(connection, "registration_unit", "unit, id");
        leave = connection.prepareStatement("UPDATE registration SET waits_for_person = 1, reasons = ? "
                + "WHERE district = ? AND number = ? AND state = 'applied'");
        next = Statements.number(connection, "SELECT coalesce(max(id), 0) FROM registration") + 1;
    }

    /** @param added the day on which it was first written, when it has no row yet */
    void write(MapValue value, OptionalLong added, long height, long time) throws SQLException {
        String district = Sheets.text(value, "district");
        String number = Sheets.text(value, "number");
        String state = Sheets.text(value, "state");
        List<String> units = Sheets.texts(value, "units");
        Optional<MapValue> entry = Sheets.maps(value, "steps").stream()
                .filter(step -> Sheets.text(step, "stage").equals("registration"))
                .findFirst();
        boolean automatic = entry.flatMap(step -> step.find("automatic"))
                .filter(Value.of(true)::equals)
                .isPresent();
        long due = CLOSED.contains(state)
                ? 0
                : Sheets.map(value, "limit")
                        .flatMap(limit -> Sheets.integer(limit, "due"))
                        .orElse(0L);
        String reasons = state.equals("applied") ? reasons(value) : "";
        Optional<Known> known = added.isPresent() ? Optional.empty() : find(district, number);
        long id = known.map(Known::id).orElseGet(() -> next++);
        Statements.bind(
                upsert,
                id,
                district,
                number,
                Words.reversed(number),
                state,
                Sheets.text(value, "mode"),
                String.join("\n", new TreeSet<>(Sheets.texts(value, "kinds"))),
                String.join("\n", units),
                Sheets.integer(value, "applied").orElse(time),
                due,
                CLOSED.contains(state) ? LAST : -due,
                entry.isPresent() ? 1 : 0,
                automatic ? 1 : 0,
                reasons.isEmpty() ? 0 : 1,
                reasons,
                height,
                time);
        upsert.addBatch();
        pending = true;
        count(known, id, state, new TreeSet<>(units), added.orElse(Tallies.day(time)));
        if (entry.isPresent() && known.filter(Known::entered).isEmpty()) {
            tallies.add("registrations-entered", Tallies.day(time), 1);
            tallies.add("registrations-automatic", Tallies.day(time), automatic ? 1 : 0);
        }
    }

    private Optional<Known> find(String district, String number) throws SQLException {
        Statements.bind(find, district, number);
        return Statements.first(find, row -> new Known(row.getLong(1), row.getString(2), row.getInt(3) == 1));
    }

    private static String reasons(MapValue value) {
        return Sheets.maps(value, "human").stream()
                .map(reason -> Sheets.text(reason, "code") + " " + Sheets.text(reason, "subject"))
                .collect(Collectors.joining("\n"));
    }

    /** Remembers that the contract refused to handle a case without a hand: a person should look, and sees why. */
    void refused(ReadLeaf leaf) {
        if (leaf.type().equals("registration.auto")) {
            MapValue command = leaf.command().orElseThrow();
            refused.put(
                    Sheets.text(command, "district") + "/" + Sheets.text(command, "number"),
                    Sheets.text(leaf.result(), "code") + " " + subject(leaf.result()));
        }
    }

    /** What the refusal is about: the rule that refused, or whatever else tells one refusal of a code from another. */
    private static String subject(MapValue refusal) {
        MapValue facts =
                Sheets.map(refusal, "facts").orElseGet(() -> Value.map().build());
        if (facts.find("rule").isPresent()) {
            return Sheets.text(facts, "pack") + "/"
                    + Sheets.integer(facts, "version").orElse(0L) + "/" + Sheets.text(facts, "rule");
        }
        return TELLING.stream()
                .filter(name -> facts.find(name).isPresent())
                .findFirst()
                .map(name -> Sheets.text(facts, name))
                .orElse("");
    }

    /** What was written since then is newer than the refusal. */
    void accepted(ReadLeaf leaf) {
        for (ReadLeaf.Write write : leaf.writes()) {
            if (write.key().startsWith(KEY)) {
                refused.remove(write.key().substring(KEY.length()));
            }
        }
    }

    private void count(Optional<Known> known, long id, String state, Set<String> units, long day) throws SQLException {
        if (known.isEmpty()) {
            tallies.add("registrations", day, 1);
            for (String unit : units) {
                unitInserts.add(unit, id);
            }
        } else {
            tallies.addTotal("registration-state/" + known.get().state(), -1);
        }
        tallies.addTotal("registration-state/" + state, 1);
    }

    void flush() throws SQLException {
        if (pending) {
            upsert.executeBatch();
            unitInserts.flush();
            pending = false;
        }
        for (Map.Entry<String, String> left : refused.entrySet()) {
            int slash = left.getKey().indexOf('/');
            Statements.bind(
                    leave,
                    left.getValue(),
                    left.getKey().substring(0, slash),
                    left.getKey().substring(slash + 1));
            leave.executeUpdate();
        }
        refused.clear();
    }
}
