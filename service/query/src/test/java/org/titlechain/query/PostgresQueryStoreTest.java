package org.titlechain.query;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.titlechain.testkit.postgres.TemporaryPostgres;

class PostgresQueryStoreTest extends BaseQueryStoreTest {
    private static TemporaryPostgres server;
    private static int databases;

    @BeforeAll
    static void startServer() {
        server = TemporaryPostgres.start();
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @AfterEach
    void nextDatabase() {
        databases++;
    }

    @Override
    Database open() {
        String name = "town" + databases;
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), "");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            // There is one of that name: the test opens it again.
            if (!"42P04".equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
        return new PostgresDatabase(server.url().replace("/postgres", "/" + name), server.user(), "", 4);
    }
}
