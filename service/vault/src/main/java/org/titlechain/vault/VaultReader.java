package org.titlechain.vault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.titlechain.vault.AccessJournal.AccessView;
import org.titlechain.vault.Records.Family;
import org.titlechain.vault.VaultException.Reason;

/**
 * The only way to personal data. Each call writes into the journal who looks at what and why, also when there is
 * nothing to see, and only then answers, with what the caller's roles may see.
 */
public final class VaultReader {
    private final Vault vault;
    private final AccessJournal journal;

    public VaultReader(Vault vault, AccessJournal journal) {
        this.vault = vault;
        this.journal = journal;
    }

    /**
     * A party as a message names it.
     *
     * @param commitment that of the row on the ledger; empty for all rows of the message that name the party
     */
    public record Naming(byte[] reference, String messageId, Optional<byte[]> commitment) {
        public Naming(byte[] reference, String messageId) {
            this(reference, messageId, Optional.empty());
        }
    }

    /**
     * What is known of a party from one message.
     *
     * @param fields by attribute, as the caller may see them; empty when nothing is kept or the party was erased
     * @param erased whether the party's key was destroyed
     */
    public record Person(byte[] reference, String messageId, NavigableMap<String, String> fields, boolean erased) {}

    /**
     * The personal fields of one row of a message.
     *
     * @param commitment what stands for them on the ledger. Where the same message id was sent with other content, rows
     *     of both are kept; those count whose commitment is on the ledger
     */
    public record Row(int row, String table, byte[] commitment, NavigableMap<String, String> fields) {}

    /** What opens a commitment on the ledger. */
    public record Opening(byte[] salt, NavigableMap<String, String> fields) {}

    /** The parties, in the order asked for. */
    public List<Person> persons(AccessRequest request, List<Naming> namings) {
        requireHolders(request);
        List<Person> persons = new ArrayList<>();
        NavigableSet<String> shown = new TreeSet<>();
        NavigableSet<String> subjects = new TreeSet<>();
        for (Naming naming : namings) {
            subjects.add(Vault.hex(naming.reference()));
            NavigableMap<String, String> fields = new TreeMap<>();
            for (Row row : rowsOf(naming.messageId(), Optional.of(naming.reference()))) {
                if (naming.commitment().isEmpty()
                        || Arrays.equals(naming.commitment().get(), row.commitment())) {
                    row.fields().forEach(fields::putIfAbsent);
                }
            }
            NavigableMap<String, String> visible = visible(request, fields);
            shown.addAll(visible.keySet());
            persons.add(
                    new Person(naming.reference().clone(), naming.messageId(), visible, erased(naming.reference())));
        }
        record(request, subjects, shown);
        return persons;
    }

    /** The personal fields of a message's rows. */
    public List<Row> rows(AccessRequest request, String messageId) {
        requireHolders(request);
        NavigableSet<String> shown = new TreeSet<>();
        List<Row> rows = new ArrayList<>();
        for (Row row : rowsOf(messageId, Optional.empty())) {
            NavigableMap<String, String> visible = visible(request, row.fields());
            shown.addAll(visible.keySet());
            rows.add(new Row(row.row(), row.table(), row.commitment(), visible));
        }
        record(request, List.of(messageId), shown);
        return rows;
    }

    /**
     * The message as it was sent; only for those who see everything in it.
     *
     * @param commitment what stands for its bytes on the ledger, see {@link Vault#messageCommitment}
     */
    public Optional<byte[]> original(AccessRequest request, String messageId, byte[] commitment) {
        requireEverything(request);
        record(request, List.of(messageId), List.of("*"));
        byte[] place = Vault.originalPlace(messageId, commitment);
        return vault.records().find(Family.ORIGINALS, place).flatMap(stored -> vault.openOriginal(place, stored));
    }

    /** What opens the row's commitment; only for those who see everything in it. */
    public Optional<Opening> opening(AccessRequest request, String messageId, int row, byte[] commitment) {
        requireEverything(request);
        record(request, List.of(messageId), List.of("*"));
        byte[] place = SealedRecord.key(messageId, row, commitment);
        return vault.records().find(Family.ROWS, place).flatMap(bytes -> {
            SealedRecord sealed = SealedRecord.decode(bytes, Vault.place(place));
            return vault.open(messageId, place, sealed)
                    .flatMap(content -> vault.salt(messageId, row, sealed.subjects(), content)
                            .map(salt -> new Opening(salt, content.fields())));
        });
    }

    /** A row with what opens its commitment. */
    public record Disclosed(int row, byte[] commitment, Opening opening) {}

    /**
     * Everything that is kept of the messages' rows, in the order asked for, for another member; one record of a view
     * for each message.
     *
     * @param request the member as actor, in a role that sees everything
     * @param longest once the values are longer than this, characters, the other messages are left out
     * @return the rows of the first messages, at least of one
     */
    public List<List<Disclosed>> disclose(AccessRequest request, List<String> messageIds, int longest) {
        requireEverything(request);
        List<List<Disclosed>> disclosed = new ArrayList<>();
        long length = 0;
        while (disclosed.size() < messageIds.size() && length <= longest) {
            List<Disclosed> rows = disclosed(messageIds.get(disclosed.size()));
            disclosed.add(rows);
            length += rows.stream()
                    .flatMap(row -> row.opening().fields().values().stream())
                    .mapToLong(String::length)
                    .sum();
        }
        record(request, messageIds.subList(0, disclosed.size()), List.of("*"));
        return disclosed;
    }

    private List<Disclosed> disclosed(String messageId) {
        List<Disclosed> rows = new ArrayList<>();
        each(
                messageId,
                Optional.empty(),
                (row, content, salt) -> rows.add(new Disclosed(
                        row, vault.commitment(salt, content.fields()), new Opening(salt, content.fields()))));
        return rows;
    }

    /** The parties whose name, number or phone is exactly the value, in any spelling of it; at most so many. */
    public List<byte[]> search(AccessRequest request, PersonalAttribute kind, String value, int limit) {
        requireHolders(request);
        if (!BlindIndex.indexes(kind)) {
            throw new VaultException(
                    Reason.REQUEST_INCOMPLETE, "names, numbers and phones can be searched for, nothing else");
        }
        record(request, List.of("search/" + Vault.hex(vault.index().token(kind, value))), List.of(kind.name()));
        return vault.index().find(kind, value, limit);
    }

    private List<Row> rowsOf(String messageId, Optional<byte[]> subject) {
        List<Row> rows = new ArrayList<>();
        each(
                messageId,
                subject,
                (row, content, salt) -> rows.add(
                        new Row(row, content.table(), vault.commitment(salt, content.fields()), content.fields())));
        return rows;
    }

    private interface RowSink {
        void accept(int row, SealedRecord.Content content, byte[] salt);
    }

    /** Opens the message's rows that can be opened: all, or those that name the subject. */
    private void each(String messageId, Optional<byte[]> subject, RowSink sink) {
        byte[] prefix = SealedRecord.prefix(messageId);
        for (Records.Entry entry : vault.records().prefixed(Family.ROWS, prefix, Integer.MAX_VALUE)) {
            SealedRecord sealed = SealedRecord.decode(entry.value(), Vault.place(entry.key()));
            if (subject.isPresent() && !sealed.names(subject.get())) {
                continue;
            }
            int row = SealedRecord.row(entry.key());
            vault.open(messageId, entry.key(), sealed)
                    .ifPresent(content -> vault.salt(messageId, row, sealed.subjects(), content)
                            .ifPresent(salt -> sink.accept(row, content, salt)));
        }
    }

    private boolean erased(byte[] reference) {
        return vault.keys().read(Keys.name(Keys.SUBJECT, reference)).isEmpty()
                && vault.keys().read(Keys.name(Keys.ERASURE, reference)).isPresent();
    }

    private static NavigableMap<String, String> visible(AccessRequest request, NavigableMap<String, String> fields) {
        NavigableMap<String, String> visible = new TreeMap<>();
        fields.forEach((attribute, value) -> Masking.show(request.roles(), PersonalAttribute.of(attribute), value)
                .ifPresent(text -> visible.put(attribute, text)));
        return visible;
    }

    private static void requireHolders(AccessRequest request) {
        if (!request.roles().contains(Masking.HOLDERS)) {
            throw new VaultException(Reason.NOT_ENTITLED, "the right to see holders is missing");
        }
    }

    private static void requireEverything(AccessRequest request) {
        for (PersonalAttribute kind : PersonalAttribute.values()) {
            if (Masking.view(request.roles(), kind) != Masking.View.FULL) {
                throw new VaultException(
                        Reason.NOT_ENTITLED, "a message as sent is shown to those who may see all of it");
            }
        }
    }

    private void record(AccessRequest request, Iterable<String> subjects, Iterable<String> fields) {
        List<String> names = new ArrayList<>();
        subjects.forEach(names::add);
        List<String> attributes = new ArrayList<>();
        fields.forEach(attributes::add);
        try {
            journal.record(new AccessView(request, names, attributes));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VaultException(Reason.NOT_JOURNALED, "interrupted before the view was recorded", e);
        } catch (Exception e) {
            throw new VaultException(Reason.NOT_JOURNALED, "the view could not be recorded, so nothing is shown", e);
        }
    }
}
