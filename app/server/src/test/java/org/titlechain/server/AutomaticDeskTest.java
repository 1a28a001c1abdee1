package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.node.AutomaticDesk;
import org.titlechain.server.node.Node;

/** The automatic desk goes on after what should not happen, and says so without repeating what was said of people. */
class AutomaticDeskTest {
    private static final String SAID = "张三 110101199001011237";

    @TempDir
    private Path folder;

    @Test
    void shouldGoOnAfterAnExceptionThatNobodyExpected() throws Exception {
        try (TestNode test = TestNode.start(folder)) {
            Node node = test.composition().node();
            AtomicInteger failing = new AtomicInteger(2);
            CountDownLatch read = new CountDownLatch(1);
            Ledger ledger = failing(node.ledger(), failing, read);
            try (AutomaticDesk desk = new AutomaticDesk(ledger, node.query(), node.officeKeys(), "")) {
                desk.begin();

                assertThat(read.await(30, TimeUnit.SECONDS))
                        .as("leaves are read after two failures")
                        .isTrue();
                assertThat(desk.failures()).isEqualTo(2);
                assertThat(desk.trouble()).doesNotContain("张三");
            }
        }
    }

    @Test
    void shouldShowInTheStatusAndTheMetricsHowTheDeskIs() throws Exception {
        try (TestNode test = TestNode.start(folder)) {
            assertThat(TestClient.json(test.client.get("/system"))
                            .at("/automaticDesk/failures")
                            .intValue())
                    .isZero();
            assertThat(new String(test.client.get("/metrics").body(), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("titlechain_desk_failures 0");
        }
    }

    /** The ledger, of which reading leaves fails so many times with words about somebody. */
    private static Ledger failing(Ledger ledger, AtomicInteger times, CountDownLatch read) {
        return (Ledger) Proxy.newProxyInstance(
                Ledger.class.getClassLoader(), new Class<?>[] {Ledger.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("leaves")) {
                        if (times.getAndDecrement() > 0) {
                            throw new IllegalStateException(SAID);
                        }
                        read.countDown();
                    }
                    try {
                        return method.invoke(ledger, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
