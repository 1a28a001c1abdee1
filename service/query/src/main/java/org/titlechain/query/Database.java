package org.titlechain.query;

import java.util.List;
import java.util.Optional;

/**
 * Where the generations of tables lie. A generation is one set of tables; a new one is filled beside the old and takes
 * its place when it has caught up. One process uses a database at a time.
 */
public sealed interface Database extends AutoCloseable permits SqliteDatabase, PostgresDatabase {
    /** The number of the generation that answers, from 1; nothing before there is one. */
    Optional<Integer> current();

    /** Makes the generation the one that answers, durably. */
    void makeCurrent(int number);

    /** The numbers of all generations there are, in order. */
    List<Integer> numbers();

    /** Opens the generation; one that is not there is made, without tables. */
    Generation open(int number);

    /** Drops the generation with all that is in it; one that is not there is no error. */
    void drop(int number);

    @Override
    void close();
}
