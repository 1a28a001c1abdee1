package org.titlechain.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An invented town on a ledger, and search tables that are up with it. */
abstract class QueryStoreSetting {
    static final int UNITS = 1_200;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    final TestTown town = new TestTown(5).build(UNITS);
    QueryService service;
    QueryReader reader;

    /** A database that keeps what was in it before, as long as the test runs. */
    abstract Database open();

    @BeforeEach
    void start() throws InterruptedException {
        service = new QueryService(open(), town.ledger);
        reader = service.reader();
        awaitAll();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    final void awaitAll() throws InterruptedException {
        assertThat(service.awaitPosition(town.ledger.status().logSize() - 1, PATIENCE))
                .as("%s", service.status())
                .isTrue();
    }

    /** Follows the cursors to the end. */
    static <T, R> List<R> all(Function<Paging, Page<T>> list, Function<T, R> name) {
        List<R> all = new ArrayList<>();
        Page<T> page = list.apply(Paging.first(97));
        while (true) {
            page.items().forEach(item -> all.add(name.apply(item)));
            if (page.next().isEmpty()) {
                if (page.exact()) {
                    assertThat(page.total()).isEqualTo(all.size());
                }
                return all;
            }
            assertThat(page.items()).hasSize(97);
            page = list.apply(new Paging(page.next(), 97));
        }
    }
}
