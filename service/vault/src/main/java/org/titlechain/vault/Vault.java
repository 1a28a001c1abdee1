package org.titlechain.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.crypto.Suite;
import org.titlechain.exchange.privacy.PrivacyAccess;
import org.titlechain.exchange.privacy.SealedRow;
import org.titlechain.vault.BlindIndex.Generation;
import org.titlechain.vault.Records.Batch;
import org.titlechain.vault.Records.Family;
import org.titlechain.vault.VaultException.Reason;

/**
 * The keeper of personal data.
 *
 * <p>What is written of one message with {@link #seal} is held back until {@link #keepOriginal}, which writes all of it
 * in one step, with what other threads keep at that moment; when it returns, the message's data is durable. Sealing the
 * same message again, before or after a crash, gives the same commitments as long as no subject of it was erased.
 *
 * <p>Reading goes through {@link VaultReader}. All methods may be called by several threads.
 */
public final class Vault implements PrivacyAccess, AutoCloseable {
    /**
     * The type of a unified social credit code (统一社会信用代码). The 2015 list has no type for it, so the same company comes
     * as 6 or 7 there and as 8 in the newer list: it must stay the same party.
     */
    private static final String CREDIT_CODE_TYPE = "8";

    private static final List<String> ORGANISATION_TYPES = List.of("6", "7", CREDIT_CODE_TYPE);
    private static final Pattern CREDIT_CODE = Pattern.compile("[0-9A-HJ-NPQRTUWXY]{18}");

    private final VaultCipher cipher;
    private final Keys keys;
    private final Records records;
    private final BlindIndex index;
    private final SubjectMatcher matcher = new SubjectMatcher(this);
    private final byte[] consortiumKey;
    private final MessageDrafts drafts;
    private final GroupedWrites writes;
    /** Held shared by whoever writes data under a subject's key, exclusively by whoever destroys one. */
    private final ReadWriteLock erasing = new ReentrantReadWriteLock();

    private Vault(VaultCipher cipher, Keys keys, Records records, BlindIndex index, byte[] consortiumKey) {
        this.cipher = cipher;
        this.keys = keys;
        this.records = records;
        this.index = index;
        this.consortiumKey = consortiumKey;
        this.drafts = new MessageDrafts(records);
        this.writes = new GroupedWrites(keys, records);
        writes.start();
    }

    /**
     * Opens the vault in the folder with its key in the file {@code master.key} there, which is made on first use.
     *
     * @throws VaultException with {@code MASTER_KEY} when there is data and no key
     */
    public static Vault open(Path folder, Suite suite) {
        SecureRandom random = new SecureRandom();
        Path file = folder.resolve("master.key");
        boolean fresh = !Files.exists(folder.resolve("keys"));
        MasterKey master = fresh && !Files.exists(file)
                ? FileMasterKey.create(file, suite, random)
                : FileMasterKey.open(file, suite, random);
        return open(folder, suite, master, random);
    }

    /** Opens the vault in the folder under a master key that is kept elsewhere. */
    public static Vault open(Path folder, Suite suite, MasterKey master, SecureRandom random) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new VaultException(Reason.STORAGE, "the vault's folder cannot be made", e);
        }
        VaultCipher cipher = new VaultCipher(suite, random);
        Keys keys = Keys.open(folder.resolve("keys"), master, cipher);
        try {
            byte[] consortium = keys.findOrCreate(Keys.name(Keys.CONSORTIUM, ""));
            if (indexNumbers(keys).isEmpty()) {
                keys.findOrCreate(Keys.name(Keys.INDEX, number(1)));
            }
            keys.sync();
            Records records = Records.open(folder.resolve("data"));
            List<Generation> generations = new ArrayList<>();
            for (int number : indexNumbers(keys)) {
                keys.find(Keys.name(Keys.INDEX, number(number)))
                        .ifPresent(key -> generations.add(new Generation(number, key)));
            }
            Vault vault = new Vault(cipher, keys, records, new BlindIndex(records, cipher, generations), consortium);
            List<byte[]> unfinished = keys.unfinishedErasures();
            if (!unfinished.isEmpty()) {
                keys.scrub();
                unfinished.forEach(vault::finishErasure);
            }
            return vault;
        } catch (RuntimeException e) {
            keys.close();
            throw e;
        }
    }

    /**
     * Takes over the consortium's key, so that this member makes the same references as the others. Only before the
     * first message: references that were made with another key could not be found again.
     */
    public static void importConsortiumKey(Path folder, Suite suite, MasterKey master, byte[] key) {
        if (key.length != VaultCipher.KEY_LENGTH) {
            throw new VaultException(Reason.MASTER_KEY, "a consortium key has 32 bytes");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new VaultException(Reason.STORAGE, "the vault's folder cannot be made", e);
        }
        try (Keys keys = Keys.open(folder.resolve("keys"), master, new VaultCipher(suite, new SecureRandom()))) {
            byte[] name = Keys.name(Keys.CONSORTIUM, "");
            if (keys.read(name).isPresent()) {
                throw new VaultException(Reason.MASTER_KEY, "this vault has a consortium key already");
            }
            keys.put(name, key);
            keys.sync();
        }
    }

    /**
     * The consortium's key of a vault that nobody has open, for a member that joins. It is a secret of the members.
     *
     * @throws VaultException with {@code MASTER_KEY} when the folder has no vault
     */
    public static byte[] exportConsortiumKey(Path folder, Suite suite) {
        SecureRandom random = new SecureRandom();
        MasterKey master = FileMasterKey.open(folder.resolve("master.key"), suite, random);
        try (Keys keys = Keys.open(folder.resolve("keys"), master, new VaultCipher(suite, random))) {
            return keys.find(Keys.name(Keys.CONSORTIUM, ""))
                    .orElseThrow(() -> new VaultException(Reason.MASTER_KEY, "this vault has no consortium key"));
        }
    }

    @Override
    public byte[] partyReference(String idType, String idNumber) {
        String number = idNumber.strip().toUpperCase(Locale.ROOT);
        boolean sameForEveryLayout = ORGANISATION_TYPES.contains(idType)
                && CREDIT_CODE.matcher(number).matches();
        return reference(List.of("party", sameForEveryLayout ? CREDIT_CODE_TYPE : idType, number));
    }

    @Override
    public byte[] nameReference(String district, String name) {
        return reference(List.of("name", district, name));
    }

    private byte[] reference(List<String> parts) {
        return cipher.mac(consortiumKey, CanonicalEncoder.encode(Value.texts(parts)));
    }

    @Override
    public SealedRow seal(
            String messageId,
            int rowIndex,
            String table,
            List<byte[]> subjects,
            SortedMap<String, String> personalFields) {
        List<byte[]> distinct = distinct(subjects);
        erasing.readLock().lock();
        try {
            boolean destroyed = destroyed(messageId);
            byte[] rowKey = destroyed
                    ? rowKeyOfDestroyed(messageId, rowIndex, distinct)
                    : rowKey(messageId, rowIndex, distinct, name -> drafts.key(messageId, name, keys::findOrCreate));
            byte[] commitment = commitment(salt(rowKey), personalFields);
            if (!destroyed) {
                byte[] place = SealedRecord.key(messageId, rowIndex, commitment);
                byte[] content = SealedRecord.encodeContent(table, personalFields, Optional.empty());
                drafts.add(messageId, sealedRow(messageId, place, distinct, personalFields, content, rowKey));
            }
            return new SealedRow(commitment);
        } finally {
            erasing.readLock().unlock();
        }
    }

    private Batch sealedRow(
            String messageId,
            byte[] place,
            List<byte[]> subjects,
            SortedMap<String, String> fields,
            byte[] content,
            byte[] rowKey) {
        Batch batch = new Batch();
        byte[] sealed = cipher.seal(cipherKey(rowKey), SealedRecord.context(place, subjects), content);
        batch.put(Family.ROWS, place, new SealedRecord(subjects, sealed).encode());
        byte[] message = messageId.getBytes(StandardCharsets.UTF_8);
        for (byte[] subject : subjects) {
            batch.put(Family.SUBJECTS, BlindIndex.join(subject, message), new byte[0]);
        }
        matcher.match(messageId, subjects, fields, (kind, value, subject) -> index.add(batch, kind, value, subject));
        return batch;
    }

    @Override
    public byte[] keepOriginal(String messageId, byte[] bytes) {
        erasing.readLock().lock();
        try {
            MessageDrafts.Draft draft = drafts.take(messageId);
            Batch batch = draft.rows();
            byte[] commitment = messageCommitment(messageId, bytes);
            byte[] place = originalPlace(messageId, commitment);
            if (!destroyed(messageId) && records.find(Family.ORIGINALS, place).isEmpty()) {
                byte[] key = draft.key(Keys.name(Keys.MESSAGE, messageId), keys::findOrCreate);
                byte[] sealed = cipher.seal(originalKey(key), place, Compression.deflate(bytes));
                batch.put(Family.ORIGINALS, place, sealed);
            }
            writes.write(batch);
            return commitment;
        } finally {
            erasing.readLock().unlock();
        }
    }

    @Override
    public byte[] messageCommitment(String messageId, byte[] bytes) {
        byte[] salt = cipher.derive(consortiumKey, ascii("message-salt"), messageId.getBytes(StandardCharsets.UTF_8));
        return cipher.mac(salt, bytes);
    }

    /** What an erasure did: for the ledger and for the person who asked. */
    public record Erasure(byte[] reference, boolean known, int messages) {}

    /**
     * Destroys the subject's key, the keys of all messages that name the subject, and what leads to them. What was
     * sealed for the subject, the messages as sent and rows that the subject shares with others cannot be read
     * afterwards, in no copy of the data store either. Interrupted, it is finished when the vault is opened again.
     * Doing it again changes nothing.
     */
    public Erasure erase(byte[] reference) {
        erasing.writeLock().lock();
        try {
            // What is still being written is written first, so that it is found.
            drafts.spill();
            List<String> messages = messagesOf(reference);
            boolean known = keys.read(Keys.name(Keys.SUBJECT, reference)).isPresent();
            List<byte[]> names = new ArrayList<>(List.of(Keys.name(Keys.SUBJECT, reference)));
            List<byte[]> marks = new ArrayList<>(List.of(Keys.name(Keys.ERASURE, reference)));
            for (String message : messages) {
                names.add(Keys.name(Keys.MESSAGE, message));
                marks.add(Keys.name(Keys.DESTROYED_MESSAGE, message));
            }
            keys.destroy(names, marks);
            finishErasure(reference);
            return new Erasure(reference.clone(), known, messages.size());
        } finally {
            erasing.writeLock().unlock();
        }
    }

    /**
     * Carries out the erasure that stands at the position of the ledger, once: what is kept of the subject later, when
     * it is registered again, stays. A kill before the position is kept repeats it when it is asked for again.
     *
     * @return what was done; empty when this erasure, or a later one, was carried out before
     */
    public Optional<Erasure> erase(byte[] reference, long position) {
        byte[] name = Keys.name(Keys.ERASURE_POSITION, reference);
        if (keys.read(name)
                .filter(known -> ByteBuffer.wrap(known).getLong() >= position)
                .isPresent()) {
            return Optional.empty();
        }
        Erasure erasure = erase(reference);
        keys.mark(name, ByteBuffer.allocate(Long.BYTES).putLong(position).array());
        return Optional.of(erasure);
    }

    private void finishErasure(byte[] reference) {
        Batch batch = new Batch();
        for (String message : messagesOf(reference)) {
            for (Records.Entry row : records.prefixed(Family.ROWS, SealedRecord.prefix(message), Integer.MAX_VALUE)) {
                SealedRecord sealed = SealedRecord.decode(row.value(), place(row.key()));
                if (sealed.subjects().isEmpty() || sealed.names(reference)) {
                    batch.delete(Family.ROWS, row.key());
                }
            }
            for (Records.Entry original :
                    records.prefixed(Family.ORIGINALS, SealedRecord.prefix(message), Integer.MAX_VALUE)) {
                batch.delete(Family.ORIGINALS, original.key());
            }
            byte[] id = message.getBytes(StandardCharsets.UTF_8);
            batch.delete(Family.SUBJECTS, BlindIndex.join(reference, id));
        }
        index.remove(batch, reference);
        records.write(batch);
        keys.mark(Keys.name(Keys.ERASURE, reference), Keys.FINISHED);
    }

    /** The messages and cases of which something is kept here that names the subject. */
    public List<String> messagesOf(byte[] reference) {
        List<String> messages = new ArrayList<>();
        for (Records.Entry entry : records.prefixed(Family.SUBJECTS, reference, Integer.MAX_VALUE)) {
            byte[] key = entry.key();
            messages.add(new String(key, reference.length, key.length - reference.length, StandardCharsets.UTF_8));
        }
        return messages;
    }

    /**
     * Makes a new index key and moves the index to it. Searches and writes go on meanwhile; interrupted, it is begun
     * again by the next call.
     */
    public synchronized void rotateIndexKey() {
        Generation present = index.generations().getFirst();
        int next = present.number() + 1;
        byte[] key = keys.findOrCreate(Keys.name(Keys.INDEX, number(next)));
        keys.sync();
        Generation generation = new Generation(next, key);
        // From here new rows are under both keys; the exclusive lock waits for those that began before.
        erasing.writeLock().lock();
        try {
            drafts.spill();
            index.use(List.of(present, generation));
        } finally {
            erasing.writeLock().unlock();
        }
        try (Records.Scan scan = records.scan(Family.ROWS, new byte[0])) {
            while (scan.next()) {
                reindex(scan.entry(), generation);
            }
        }
        index.use(List.of(generation));
        keys.destroy(List.of(Keys.name(Keys.INDEX, number(present.number()))), List.of());
        index.dropGeneration(present.number());
    }

    private void reindex(Records.Entry row, Generation generation) {
        erasing.readLock().lock();
        try {
            String place = place(row.key());
            SealedRecord sealed = SealedRecord.decode(row.value(), place);
            String messageId = SealedRecord.messageId(row.key());
            Optional<SealedRecord.Content> content = open(messageId, row.key(), sealed);
            if (content.isEmpty()) {
                return;
            }
            Batch batch = new Batch();
            matcher.match(
                    messageId,
                    sealed.subjects(),
                    content.get().fields(),
                    (kind, value, subject) -> index.add(batch, generation, kind, value, subject));
            records.write(batch);
        } finally {
            erasing.readLock().unlock();
        }
    }

    /** The row's content; empty when a key that it needs was destroyed. */
    Optional<SealedRecord.Content> open(String messageId, byte[] place, SealedRecord sealed) {
        return existingRowKey(messageId, SealedRecord.row(place), sealed.subjects())
                .map(rowKey -> {
                    byte[] context = SealedRecord.context(place, sealed.subjects());
                    byte[] text = cipher.open(cipherKey(rowKey), context, sealed.sealed(), place(place));
                    return SealedRecord.decodeContent(text, place(place));
                });
    }

    /** The salt of the commitment of a row that was opened; empty when a key that it needs was destroyed. */
    Optional<byte[]> salt(String messageId, int row, List<byte[]> subjects, SealedRecord.Content content) {
        return content.salt().or(() -> existingRowKey(messageId, row, subjects).map(this::salt));
    }

    /** What the salt and the personal fields of a row are committed to by; nothing is kept. */
    public byte[] commitment(byte[] salt, SortedMap<String, String> fields) {
        return cipher.mac(salt, CanonicalEncoder.encode(SealedRecord.canonical(fields)));
    }

    /** Whether rows with all of these commitments, in hexadecimal digits, are kept of the message. */
    public boolean holdsRows(String messageId, Collection<String> commitments) {
        Set<String> kept = new HashSet<>();
        for (Records.Entry row : records.prefixed(Family.ROWS, SealedRecord.prefix(messageId), Integer.MAX_VALUE)) {
            kept.add(hex(SealedRecord.variant(row.key())));
        }
        return commitments.stream()
                .map(commitment -> commitment.substring(0, 2 * SealedRecord.VARIANT_LENGTH))
                .allMatch(kept::contains);
    }

    /** Whether the message is kept as it was sent, with this commitment. */
    public boolean holdsOriginal(String messageId, byte[] commitment) {
        return records.find(Family.ORIGINALS, originalPlace(messageId, commitment))
                .isPresent();
    }

    /**
     * A row of another member's vault.
     *
     * @param subjects the parties that it is about, as the ledger names them
     */
    public record Delivered(
            String messageId,
            int row,
            String table,
            List<byte[]> subjects,
            SortedMap<String, String> fields,
            byte[] salt) {}

    /**
     * Keeps rows that another member delivered, under the keys of their subjects here, and makes them durable. Whoever
     * calls has held each against its commitment on the ledger. Rows that are here already stay; of a message whose key
     * was destroyed nothing is kept.
     *
     * @return how many were written
     */
    public int keepDelivered(List<Delivered> rows) {
        erasing.readLock().lock();
        try {
            Batch batch = new Batch();
            int written = 0;
            for (Delivered delivered : rows) {
                byte[] commitment = commitment(delivered.salt(), delivered.fields());
                byte[] place = SealedRecord.key(delivered.messageId(), delivered.row(), commitment);
                if (destroyed(delivered.messageId())
                        || records.find(Family.ROWS, place).isPresent()) {
                    continue;
                }
                List<byte[]> subjects = distinct(delivered.subjects());
                byte[] content = SealedRecord.encodeContent(
                        delivered.table(), delivered.fields(), Optional.of(delivered.salt()));
                byte[] rowKey = rowKey(delivered.messageId(), delivered.row(), subjects, keys::findOrCreate);
                batch.addAll(sealedRow(delivered.messageId(), place, subjects, delivered.fields(), content, rowKey));
                written++;
            }
            writes.write(batch);
            return written;
        } finally {
            erasing.readLock().unlock();
        }
    }

    /** The message as sent; empty when it is not kept or its key was destroyed. */
    Optional<byte[]> openOriginal(byte[] place, byte[] sealed) {
        String messageId = originalMessage(place);
        return keys.find(Keys.name(Keys.MESSAGE, messageId))
                .map(key -> cipher.open(originalKey(key), place, sealed, "originals/" + messageId))
                .map(Compression::inflate);
    }

    static byte[] originalPlace(String messageId, byte[] commitment) {
        return BlindIndex.join(SealedRecord.prefix(messageId), commitment);
    }

    static String originalMessage(byte[] place) {
        return new String(place, 0, place.length - SealedRow.LENGTH - 1, StandardCharsets.UTF_8);
    }

    /** The key of a row; the keeper makes those that it depends on where they are missing. */
    private byte[] rowKey(String messageId, int row, List<byte[]> subjects, UnaryOperator<byte[]> keeper) {
        return rowKey(owners(messageId, subjects).stream().map(keeper).toList(), messageId, row);
    }

    /** The names of the keys that a row depends on. */
    private static List<byte[]> owners(String messageId, List<byte[]> subjects) {
        return subjects.isEmpty()
                ? List.of(Keys.name(Keys.MESSAGE, messageId))
                : subjects.stream()
                        .map(subject -> Keys.name(Keys.SUBJECT, subject))
                        .toList();
    }

    private Optional<byte[]> existingRowKey(String messageId, int row, List<byte[]> subjects) {
        List<byte[]> parts = new ArrayList<>();
        for (byte[] owner : owners(messageId, subjects)) {
            Optional<byte[]> key = keys.find(owner);
            if (key.isEmpty()) {
                return Optional.empty();
            }
            parts.add(key.get());
        }
        return Optional.of(rowKey(parts, messageId, row));
    }

    /** Whether what was kept of the message was destroyed because a subject of it was erased. */
    public boolean isDestroyed(String messageId) {
        return destroyed(messageId);
    }

    private boolean destroyed(String messageId) {
        return keys.read(Keys.name(Keys.DESTROYED_MESSAGE, messageId)).isPresent();
    }

    /** A message that names an erased subject may come again; it is answered, and nothing of it is kept again. */
    private byte[] rowKeyOfDestroyed(String messageId, int row, List<byte[]> subjects) {
        return existingRowKey(messageId, row, subjects)
                .orElseGet(() -> rowKey(List.of(cipher.newKey()), messageId, row));
    }

    /** The key of one row is a function of all the keys it depends on: with one of them destroyed, it is. */
    private byte[] rowKey(List<byte[]> owners, String messageId, int row) {
        List<byte[]> parts = new ArrayList<>(owners.subList(1, owners.size()));
        parts.add(ascii("row"));
        parts.add(messageId.getBytes(StandardCharsets.UTF_8));
        parts.add(number(row));
        return cipher.derive(owners.getFirst(), parts.toArray(byte[][]::new));
    }

    private byte[] salt(byte[] rowKey) {
        return cipher.derive(rowKey, ascii("salt"));
    }

    private byte[] cipherKey(byte[] rowKey) {
        return cipher.derive(rowKey, ascii("cipher"));
    }

    private byte[] originalKey(byte[] messageKey) {
        return cipher.derive(messageKey, ascii("original"));
    }

    private static List<byte[]> distinct(List<byte[]> subjects) {
        TreeSet<byte[]> sorted = new TreeSet<>(Arrays::compareUnsigned);
        for (byte[] subject : subjects) {
            if (subject.length != SealedRecord.REFERENCE_LENGTH) {
                throw new IllegalArgumentException("a reference has 32 bytes");
            }
            sorted.add(subject.clone());
        }
        return List.copyOf(sorted);
    }

    private static List<Integer> indexNumbers(Keys keys) {
        List<Integer> numbers = new ArrayList<>();
        keys.forEach(
                Keys.INDEX,
                (number, wrapped) -> numbers.add(ByteBuffer.wrap(number).getInt()));
        return numbers;
    }

    static String place(byte[] rowKey) {
        return "rows/" + SealedRecord.messageId(rowKey) + "/" + SealedRecord.row(rowKey);
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static String hex(byte[] reference) {
        return HexFormat.of().formatHex(reference);
    }

    Keys keys() {
        return keys;
    }

    Records records() {
        return records;
    }

    BlindIndex index() {
        return index;
    }

    /** Brings everything to disk and rewrites the files without what was deleted. For tests and before copies. */
    public void compact() {
        records.flush();
        records.compact();
    }

    @Override
    public void close() {
        writes.close();
        drafts.spill();
        records.close();
        keys.close();
    }
}
