package org.titlechain.query;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteQueryStoreTest extends BaseQueryStoreTest {
    @TempDir
    private Path folder;

    @Override
    Database open() {
        return new SqliteDatabase(folder.resolve("query"), 4);
    }
}
