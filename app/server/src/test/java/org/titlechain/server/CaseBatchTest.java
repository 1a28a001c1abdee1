package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.titlechain.server.CaseStory.json;
import static org.titlechain.server.CaseStory.post;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.kernel.Backup;
import org.titlechain.server.accounts.Accounts;
import org.titlechain.server.accounts.Role;
import org.titlechain.server.node.NodeBackup;
import tools.jackson.databind.JsonNode;

/** A building of first registrations as a batch: it outlives the process, and nothing of it takes effect twice. */
class CaseBatchTest {
    private static final int UNITS = 400;
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path folder;

    @Test
    void shouldGoOnAfterARestartAndEnterEachApplicationOnce() throws Exception {
        String path;
        long before;
        try (TestNode node = TestNode.start(folder)) {
            TestClient acceptor = acceptor(node);
            before = node.composition().node().ledger().status().logSize();
            JsonNode job = json(202, post(acceptor, "/case-batches", building(UNITS)));
            path = "/case-batches/" + job.get("id").stringValue();
            awaitDone(acceptor, path, 100);
        }
        // What a process leaves that is killed after the ledger has an entry and before the report has all of it.
        loseHalf(file(path, ".report"));
        try (TestNode node = TestNode.start(folder)) {
            TestClient acceptor = token(node);
            assertThat(json(200, acceptor.get(path)).get("done").asLong()).isGreaterThanOrEqualTo(40);
            awaitState(acceptor, path, "done");
            assertThat(json(200, acceptor.get(path)).get("refused").asLong()).isZero();
            TreeSet<String> numbers = new TreeSet<>();
            TreeSet<Long> positions = new TreeSet<>();
            for (int from = 0; from < UNITS; from += 200) {
                json(200, acceptor.get(path + "/report?limit=200&cursor=" + from))
                        .get("items")
                        .forEach(line -> {
                            assertThat(line.get("state").stringValue()).isEqualTo("applied");
                            numbers.add(line.get("number").stringValue());
                            positions.add(line.get("position").asLong());
                        });
            }
            assertThat(numbers).hasSize(UNITS);
            assertThat(positions).hasSize(UNITS);
            // The first act of the person also granted his key.
            assertThat(node.composition().node().ledger().status().logSize() - before)
                    .isEqualTo(UNITS + 1);
        }
    }

    @Test
    void shouldGoOnInAFolderThatWasRestoredFromABackup() throws Exception {
        Path backup = folder.resolve("backup.zip");
        Path root = folder.resolve("node");
        Path elsewhere = folder.resolve("elsewhere");
        String path;
        long before;
        try (TestNode node = TestNode.start(root)) {
            TestClient acceptor = acceptor(node);
            before = node.composition().node().ledger().status().logSize();
            path = "/case-batches/"
                    + json(202, post(acceptor, "/case-batches", building(UNITS)))
                            .get("id")
                            .stringValue();
            awaitDone(acceptor, path, 100);
            NodeBackup.ofRunning(root, node.composition().node(), backup);
        }
        Backup.restore(backup, elsewhere);
        try (TestNode node = TestNode.start(elsewhere)) {
            TestClient acceptor = token(node);
            awaitState(acceptor, path, "done");
            assertThat(json(200, acceptor.get(path)).get("refused").asLong()).isZero();
            assertThat(node.composition().node().ledger().status().logSize() - before)
                    .isEqualTo(UNITS + 1);
        }
    }

    @Test
    void shouldKeepNobodysNameInItsFilesAndWorkForWhoeverBeganItOnly() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            TestClient acceptor = acceptor(node);
            String body = building(40);
            String path = "/case-batches/"
                    + json(202, post(acceptor, "/case-batches", body)).get("id").stringValue();
            awaitState(acceptor, path, "done");
            try (Stream<Path> files = Files.list(folder.resolve("batches"))) {
                for (Path file : files.toList()) {
                    assertThat(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                            .doesNotContain("测试户", "TESTID");
                }
            }
            json(404, node.client.get(path));

            String again = "/case-batches/"
                    + json(202, post(acceptor, "/case-batches", body)).get("id").stringValue();
            awaitState(acceptor, again, "done");
            assertThat(json(200, acceptor.get(again)).get("refused").asLong())
                    .as("sent again")
                    .isEqualTo(40);
        }
    }

    @Test
    void shouldStayStoppedAndEndWhereTheRightsAreGone() throws Exception {
        String path;
        try (TestNode node = TestNode.start(folder)) {
            TestClient acceptor = acceptor(node);
            path = "/case-batches/"
                    + json(202, post(acceptor, "/case-batches", building(UNITS)))
                            .get("id")
                            .stringValue();
            awaitState(acceptor, path, "done");
        }
        // As a person would have left it who stopped it half way.
        loseHalf(file(path, ".report"));
        Files.writeString(file(path, ".end"), "{\"state\":\"STOPPED\",\"finished\":0}");
        try (TestNode node = TestNode.start(folder)) {
            TestClient acceptor = token(node);
            assertThat(json(200, acceptor.get(path)).get("state").stringValue()).isEqualTo("stopped");
            long done = json(200, acceptor.get(path)).get("done").asLong();
            assertThat(done).isBetween(1L, UNITS - 1L);
            TestClient other = new TestClient(
                    node.composition().port(),
                    node.composition()
                            .accounts()
                            .createToken("anna", "old", EnumSet.of(Role.ACCEPTOR, Role.CLERK), 0)
                            .secret());
            node.composition()
                    .accounts()
                    .change("anna", new Accounts.Change(null, EnumSet.of(Role.CLERK, Role.ARCHIVIST), null, null));
            json(403, other.get(path));
            TestClient archivist = new TestClient(
                    node.composition().port(),
                    node.composition()
                            .accounts()
                            .createToken("anna", "new", EnumSet.of(Role.ARCHIVIST), 0)
                            .secret());
            json(200, post(archivist, path + "/resume", ""));
            awaitState(archivist, path, "failed");
            assertThat(json(200, archivist.get(path)).get("done").asLong()).isEqualTo(done);
        }
    }

    @Test
    void shouldStopWhenItIsToldToAndGoOnToTheEnd() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            TestClient acceptor = acceptor(node);
            String path = "/case-batches/"
                    + json(202, post(acceptor, "/case-batches", building(UNITS)))
                            .get("id")
                            .stringValue();
            // It may be over before it is told.
            boolean told = post(acceptor, path + "/stop", "").statusCode() == 200;
            String state = json(200, acceptor.get(path)).get("state").stringValue();
            while (state.equals("running")) {
                Thread.onSpinWait();
                state = json(200, acceptor.get(path)).get("state").stringValue();
            }
            assertThat(state).isIn(told ? List.of("stopped", "done") : List.of("done"));
            if (state.equals("stopped")) {
                json(200, post(acceptor, path + "/resume", ""));
            }
            awaitState(acceptor, path, "done");
            assertThat(json(200, acceptor.get(path)).get("done").asLong()).isEqualTo(UNITS);
            assertThat(json(200, acceptor.get(path)).get("refused").asLong()).isZero();
        }
    }

    @Test
    void shouldRefuseWhatIsNotWellFormedBeforeAnythingIsKept() throws Exception {
        try (TestNode node = TestNode.start(folder)) {
            TestClient acceptor = acceptor(node);
            for (String body : new String[] {
                "{}",
                "{\"applications\":[]}",
                "{\"applications\":[{}]}",
                "{\"applications\":[1],\"steps\":[]}",
                "{\"steps\":[{\"district\":\"999901\",\"number\":\"A\",\"step\":\"none\"}]}",
                building(2).replace("T-0002", "T-0001")
            }) {
                json(400, post(acceptor, "/case-batches", body));
            }
            assertThat(json(200, acceptor.get("/case-batches")).get("total").asLong())
                    .isZero();
        }
    }

    private Path file(String path, String suffix) {
        return folder.resolve("batches").resolve(path.substring("/case-batches/".length()) + suffix);
    }

    private static void loseHalf(Path report) throws Exception {
        String reported = Files.readString(report);
        Files.writeString(report, reported.substring(0, reported.length() / 2));
    }

    private static TestClient acceptor(TestNode node) {
        node.composition().accounts().create("anna", PASSWORD, EnumSet.of(Role.ACCEPTOR), "zh");
        return token(node);
    }

    private static TestClient token(TestNode node) {
        return new TestClient(
                node.composition().port(),
                node.composition()
                        .accounts()
                        .createToken("anna", "test", EnumSet.of(Role.ACCEPTOR), 0)
                        .secret());
    }

    private static void awaitDone(TestClient client, String path, long wanted) throws Exception {
        while (json(200, client.get(path)).get("done").asLong() < wanted) {
            Thread.onSpinWait();
        }
    }

    private static void awaitState(TestClient client, String path, String wanted) throws Exception {
        while (!json(200, client.get(path)).get("state").stringValue().equals(wanted)) {
            Thread.onSpinWait();
        }
    }

    /** First registrations of so many flats. */
    private static String building(int units) {
        return IntStream.rangeClosed(1, units)
                .mapToObj(number -> String.format(Locale.ROOT, """
                        {"district":"999901","number":"T-%04d","mode":"unilateral",
                         "applicants":[{"person":{"name":"测试户%1$d","idType":"1","idNumber":"TESTID%1$08d"},"as":"holder"}],
                         "items":[{"kind":"first","subkind":"building","unit":"999901001003GB00009F0001%1$04d",
                                   "coOwnership":"0","nature":{"use":"11"},"areaSquareCentimetres":1011700,
                                   "holders":[{"person":{"name":"测试户%1$d","idType":"1","idNumber":"TESTID%1$08d"}}]}],
                         "materials":[]}
                        """, number))
                .collect(Collectors.joining(",", "{\"applications\":[", "]}"));
    }
}
