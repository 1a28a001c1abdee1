package org.titlechain.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.titlechain.query.QueryException.Reason;
import org.titlechain.query.SearchText.Kind;

/**
 * Answers questions about the register from the search tables. Every answer is of one moment and says of which. Any
 * thread may ask.
 */
public final class QueryReader {
    /** The most days of {@link #home}. */
    public static final int MAXIMUM_DAYS = 366;

    private final Source source;

    /** Hands out the generation that answers, for as long as the reading takes. */
    @FunctionalInterface
    interface Source {
        <T> T read(Generation.Reading<T> reading);
    }

    QueryReader(Source source) {
        this.source = source;
    }

    /** The units. */
    public Answer<Page<UnitItem>> units(UnitQuery query, Paging paging) {
        return answer(connection -> new UnitReader(connection).page(query, paging));
    }

    /** The units that the parties hold, at most so many. */
    public Answer<List<UnitItem>> unitsHeldBy(List<byte[]> parties, int limit) {
        return answer(connection -> new UnitReader(connection).heldBy(parties, limit));
    }

    /** The access messages, newest first. */
    public Answer<Page<MessageItem>> messages(MessageQuery query, Paging paging) {
        return answer(connection -> new MessageReader(connection).page(query, paging));
    }

    /** The cases that are handled here. */
    public Answer<Page<RegistrationItem>> registrations(RegistrationQuery query, Paging paging) {
        return answer(connection -> new RegistrationReader(connection).page(query, paging));
    }

    /** The findings. */
    public Answer<Page<FindingItem>> findings(FindingQuery query, Paging paging) {
        return answer(connection -> new FindingReader(connection).page(query, paging));
    }

    /** What was written to the ledger, newest first. */
    public Answer<Page<RecordItem>> records(RecordQuery query, Paging paging) {
        return answer(connection -> new RecordReader(connection).page(query, paging));
    }

    /**
     * The figures of the home page.
     *
     * @param today the last day of the series, in China
     * @param days the series' length, 1 to {@link #MAXIMUM_DAYS}
     */
    public Answer<HomeStatistics> home(LocalDate today, int days) {
        if (days < 1 || days > MAXIMUM_DAYS) {
            throw new QueryException(Reason.CONDITION_INVALID, "a series has 1 to " + MAXIMUM_DAYS + " days");
        }
        return answer(connection -> new HomeReader(connection).read(today, days));
    }

    /** What the text leads to, at most so many of each kind; holders only as far as the lookup knows them. */
    public Answer<SearchAnswer> search(String typed, int limit, HolderLookup holders) {
        SearchText search = SearchText.of(typed);
        // Asked before the tables are read: it may wait for the ledger.
        List<byte[]> parties = new ArrayList<>();
        for (Kind kind : List.of(Kind.PERSON_NUMBER, Kind.PHONE, Kind.NAME)) {
            if (search.mayBe(kind)) {
                parties.addAll(holders.parties(search.text(), kind));
            }
        }
        Paging paging = Paging.first(limit);
        return answer(connection -> {
            UnitReader units = new UnitReader(connection);
            MessageReader messages = new MessageReader(connection);
            if (search.text().isEmpty()) {
                return new SearchAnswer(Kind.NOTHING, List.of(), List.of(), List.of(), List.of(), List.of());
            }
            return new SearchAnswer(
                    search.guess(),
                    units.likeliest(search, limit),
                    search.mayBe(Kind.MESSAGE_ID) || search.mayBe(Kind.CASE_NUMBER)
                            ? messages.page(MessageQuery.of(search.text()), paging)
                                    .items()
                            : List.of(),
                    search.mayBe(Kind.CERTIFICATE_NUMBER)
                            ? new CertificateReader(connection).find(search, limit)
                            : List.of(),
                    cases(connection, messages, search, limit),
                    units.heldBy(parties, limit));
        });
    }

    /** Cases that are handled here before those that messages told of. */
    private static List<CaseItem> cases(Connection connection, MessageReader messages, SearchText search, int limit)
            throws SQLException {
        List<CaseItem> found = new ArrayList<>(new RegistrationReader(connection).search(search, limit));
        found.addAll(messages.cases(search, limit - found.size()));
        return found;
    }

    private <T> Answer<T> answer(Generation.Reading<T> reading) {
        return source.read(connection -> {
            Moment moment = moment(connection);
            return new Answer<>(reading.read(connection), moment.height(), moment.time());
        });
    }

    private record Moment(long height, long time) {}

    private static Moment moment(Connection connection) throws SQLException {
        return Statements.list(
                        connection,
                        row -> new Moment(row.getLong(1), row.getLong(2)),
                        "SELECT height, time FROM progress WHERE id = 1")
                .getFirst();
    }
}
