package org.titlechain.query;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.titlechain.query.QueryException.Reason;

/**
 * Generations as schemas {@code titlechain_query_<number>} of a PostgreSQL database, and a table
 * {@code titlechain_query.current} with the number of the one that answers. The database's encoding must be UTF8.
 */
public final class PostgresDatabase implements Database {
    private static final String PREFIX = "titlechain_query_";

    private final String url;
    private final String user;
    private final String password;
    private final int readers;
    private final HikariDataSource control;

    /**
     * @param url such as {@code jdbc:postgresql://127.0.0.1:5432/titlechain?user=titlechain}
     * @param user who connects; empty when the address says so
     * @param readers how many questions are answered at once
     */
    public PostgresDatabase(String url, String user, String password, int readers) {
        this.url = url;
        this.user = user;
        this.password = password;
        this.readers = readers;
        this.control = pool("control", "public", 1);
        execute("CREATE SCHEMA IF NOT EXISTS titlechain_query");
        execute("CREATE TABLE IF NOT EXISTS titlechain_query.current (id INTEGER PRIMARY KEY, number INTEGER NOT "
                + "NULL)");
    }

    private HikariDataSource pool(String name, String schema, int size) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName(name);
        pool.setJdbcUrl(url);
        // Without a user of its own, the address says who connects.
        if (!user.isEmpty()) {
            pool.setUsername(user);
            pool.setPassword(password);
        }
        pool.setMaximumPoolSize(size);
        pool.setMinimumIdle(1);
        pool.addDataSourceProperty("currentSchema", schema);
        return new HikariDataSource(pool);
    }

    @Override
    public Optional<Integer> current() {
        List<Integer> there = numbers();
        try (Connection connection = control.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT number FROM titlechain_query.current WHERE id = 1");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? Optional.of(rows.getInt(1)).filter(there::contains) : Optional.empty();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public void makeCurrent(int number) {
        try (Connection connection = control.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("INSERT INTO titlechain_query.current (id, number) VALUES (1, ?) "
                                + "ON CONFLICT (id) DO UPDATE SET number = excluded.number")) {
            statement.setInt(1, number);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    @Override
    public List<Integer> numbers() {
        List<Integer> numbers = new ArrayList<>();
        try (Connection connection = control.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT nspname FROM pg_namespace WHERE nspname ~ '^titlechain_query_[0-9]{1,9}$'");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                numbers.add(Integer.valueOf(rows.getString(1).substring(PREFIX.length())));
            }
        } catch (SQLException e) {
            throw failed(e);
        }
        return numbers.stream().sorted().toList();
    }

    @Override
    public Generation open(int number) {
        execute("CREATE SCHEMA IF NOT EXISTS " + PREFIX + number);
        HikariDataSource pool = pool("register-" + number, PREFIX + number, readers);
        try {
            Properties properties = new Properties();
            properties.setProperty("user", user);
            properties.setProperty("password", password);
            properties.setProperty("currentSchema", PREFIX + number);
            properties.setProperty("reWriteBatchedInserts", "true");
            Connection writer = DriverManager.getConnection(url, properties);
            writer.setAutoCommit(false);
            try (Statement statement = writer.createStatement()) {
                // What a crash loses, the ledger gives again.
                statement.execute("SET synchronous_commit TO off");
            }
            writer.commit();
            return new Generation(number, Dialect.POSTGRESQL, pool, writer);
        } catch (SQLException e) {
            pool.close();
            throw failed(e);
        }
    }

    @Override
    public void drop(int number) {
        execute("DROP SCHEMA IF EXISTS " + PREFIX + number + " CASCADE");
    }

    private void execute(String sql) {
        try (Connection connection = control.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static QueryException failed(SQLException e) {
        return new QueryException(Reason.DATABASE, "the database of the search tables failed", e);
    }

    @Override
    public void close() {
        control.close();
    }
}
