package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.titlechain.query.HomeStatistics.Cases;
import org.titlechain.query.HomeStatistics.Count;
import org.titlechain.query.HomeStatistics.Day;
import org.titlechain.query.HomeStatistics.Findings;

/** Reads the figures of the home page from the tallies; its cost does not grow with the register. */
final class HomeReader {
    private final Connection connection;

    HomeReader(Connection connection) {
        this.connection = connection;
    }

    HomeStatistics read(LocalDate today, int days) throws SQLException {
        List<Day> series = series(today, days);
        return new HomeStatistics(
                Tally.total(connection, "blocks"),
                Tally.total(connection, "entries"),
                Tally.total(connection, "commands"),
                Tally.total(connection, "refused"),
                Tally.total(connection, "messages"),
                Tally.total(connection, "units"),
                Tally.total(connection, "certificates"),
                new Findings(
                        Tally.total(connection, "findings/severe"),
                        Tally.total(connection, "findings/serious"),
                        Tally.total(connection, "findings/ordinary"),
                        Tally.total(connection, "findings/note")),
                new Cases(
                        Tally.total(connection, "registrations"),
                        Tally.total(connection, "registrations-entered"),
                        Tally.total(connection, "registrations-automatic"),
                        counts("registration-state/")),
                series.getLast(),
                series,
                counts("kind/"),
                counts("district/"),
                counts("kind-of-unit/"));
    }

    private List<Day> series(LocalDate today, int days) throws SQLException {
        long last = today.toEpochDay();
        long first = last - days + 1;
        Map<Long, Long> messages = days("messages", first, last);
        Map<Long, Long> units = days("units", first, last);
        Map<Long, Long> certificates = days("certificates", first, last);
        Map<Long, Long> findings = days("findings", first, last);
        List<Day> series = new ArrayList<>();
        for (long day = first; day <= last; day++) {
            series.add(new Day(
                    LocalDate.ofEpochDay(day).toString(),
                    messages.getOrDefault(day, 0L),
                    units.getOrDefault(day, 0L),
                    certificates.getOrDefault(day, 0L),
                    findings.getOrDefault(day, 0L)));
        }
        return series;
    }

    private Map<Long, Long> days(String name, long first, long last) throws SQLException {
        Map<Long, Long> days = new TreeMap<>();
        Tally.days(connection, name, first, last).forEach(counted -> days.put(counted.day(), counted.count()));
        return days;
    }

    private List<Count> counts(String prefix) throws SQLException {
        return Tally.totals(connection, prefix).stream()
                .map(counted -> new Count(counted.name(), counted.count()))
                .toList();
    }
}
