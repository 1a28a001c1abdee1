package org.titlechain.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.titlechain.query.QueryException.Reason;

/**
 * Generations as SQLite files in a folder: {@code register-<number>.db}, and a file {@code current} with the number of
 * the one that answers. Write-ahead logging without a sync for each transaction: a crash may lose the newest ones,
 * which the ledger then gives again.
 */
public final class SqliteDatabase implements Database {
    private static final Pattern FILE = Pattern.compile("register-([0-9]{1,9})\\.db");
    private static final int PAGE = 8192;
    private static final int WRITER_CACHE_KIB = 192 * 1024;
    private static final int READER_CACHE_KIB = 16 * 1024;
    private static final long MAPPED_BYTES = 16L << 30;
    private static final int BUSY_MILLISECONDS = 30_000;

    private final Path folder;
    private final int readers;

    /**
     * @param folder is made when it is not there
     * @param readers how many questions are answered at once
     */
    public SqliteDatabase(Path folder, int readers) {
        this.folder = folder;
        this.readers = readers;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new QueryException(Reason.DATABASE, "the folder of the search tables cannot be made", e);
        }
    }

    @Override
    public Optional<Integer> current() {
        Path file = folder.resolve("current");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            int number = Integer.parseInt(
                    Files.readString(file, StandardCharsets.US_ASCII).strip());
            return Files.exists(file(number)) ? Optional.of(number) : Optional.empty();
        } catch (IOException e) {
            throw new QueryException(Reason.DATABASE, "the file current cannot be read", e);
        } catch (NumberFormatException e) {
            // A damaged pointer costs a rebuild, nothing else.
            return Optional.empty();
        }
    }

    @Override
    public void makeCurrent(int number) {
        Path draft = folder.resolve("current.new");
        try {
            Files.writeString(draft, number + "\n", StandardCharsets.US_ASCII);
            Files.move(
                    draft,
                    folder.resolve("current"),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new QueryException(Reason.DATABASE, "the file current cannot be written", e);
        }
    }

    @Override
    public List<Integer> numbers() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> FILE.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(matcher -> Integer.valueOf(matcher.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new QueryException(Reason.DATABASE, "the folder of the search tables cannot be read", e);
        }
    }

    @Override
    public Generation open(int number) {
        String url = "jdbc:sqlite:" + file(number).toAbsolutePath();
        try {
            SQLiteConfig configuration = configuration(WRITER_CACHE_KIB);
            // The writer sorts whole tables when it makes indexes: in files, since ten million rows are gigabytes.
            configuration.setTempStore(SQLiteConfig.TempStore.FILE);
            SQLiteDataSource writing = new SQLiteDataSource(configuration);
            writing.setUrl(url);
            Connection writer = writing.getConnection();
            writer.setAutoCommit(false);
            SQLiteDataSource reading = new SQLiteDataSource(configuration(READER_CACHE_KIB));
            reading.setUrl(url);
            HikariConfig pool = new HikariConfig();
            pool.setPoolName("register-" + number);
            pool.setDataSource(reading);
            pool.setMaximumPoolSize(readers);
            pool.setMinimumIdle(1);
            pool.setMaxLifetime(0);
            pool.setConnectionInitSql("PRAGMA query_only = true");
            return new Generation(number, Dialect.SQLITE, new HikariDataSource(pool), writer);
        } catch (SQLException e) {
            throw new QueryException(Reason.DATABASE, "the search tables cannot be opened", e);
        }
    }

    private static SQLiteConfig configuration(int cacheKib) {
        SQLiteConfig configuration = new SQLiteConfig();
        configuration.setPageSize(PAGE);
        configuration.setJournalMode(SQLiteConfig.JournalMode.WAL);
        configuration.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        configuration.setBusyTimeout(BUSY_MILLISECONDS);
        configuration.setCacheSize(-cacheKib);
        configuration.setTempStore(SQLiteConfig.TempStore.MEMORY);
        configuration.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(MAPPED_BYTES));
        return configuration;
    }

    @Override
    public void drop(int number) {
        try {
            for (String suffix : List.of("", "-wal", "-shm", "-journal")) {
                Files.deleteIfExists(file(number).resolveSibling(file(number).getFileName() + suffix));
            }
        } catch (IOException e) {
            throw new QueryException(Reason.DATABASE, "old search tables cannot be deleted", e);
        }
    }

    private Path file(int number) {
        return folder.resolve("register-" + number + ".db");
    }

    @Override
    public void close() {}
}
