package org.titlechain.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Imports outlive the process: they go on at the next start, and their reports can still be asked for. */
class ImportJobTest {
    private static final int MESSAGES = 1_200;

    @TempDir
    Path folder;

    @Test
    void shouldGoOnAfterARestartAndReportEachFileOnce() throws Exception {
        String job;
        long done;
        try (TestNode node = TestNode.start(folder)) {
            job = text(TestClient.json(node.client.call("POST", "/imports", archive(MESSAGES))), "id");
            done = awaitDone(node, job, 100);
        }
        assertThat(done).isLessThan(MESSAGES);
        try (TestNode node = TestNode.start(folder)) {
            JsonNode after = job(node, job);
            assertThat(text(after, "by")).isEqualTo("node");
            assertThat(after.get("done").asLong()).isGreaterThanOrEqualTo(done);
            awaitDone(node, job, MESSAGES);
            awaitState(node, job, "done");
        }
        try (TestNode node = TestNode.start(folder)) {
            JsonNode after = job(node, job);
            assertThat(text(after, "state")).isEqualTo("done");
            assertThat(after.get("total").asLong()).isEqualTo(MESSAGES);
            assertThat(after.get("recorded").asLong() + after.get("repeated").asLong())
                    .isEqualTo(MESSAGES);
            TreeSet<String> names = new TreeSet<>();
            String next = "0";
            while (next != null) {
                JsonNode page =
                        TestClient.json(node.client.get("/imports/" + job + "/report?limit=200&cursor=" + next));
                page.get("items")
                        .forEach(item -> assertThat(names.add(text(item, "name")))
                                .as(text(item, "name"))
                                .isTrue());
                next = page.get("next").isNull() ? null : text(page, "next");
            }
            assertThat(names).hasSize(MESSAGES);
            try (Stream<Path> left = Files.list(folder.resolve("imports"))) {
                assertThat(left.map(path -> path.getFileName().toString()))
                        .as("the archive is gone, the report is kept")
                        .containsExactlyInAnyOrder(job + ".job", job + ".report");
            }
        }
    }

    @Test
    void shouldStayStoppedWhenAPersonStoppedItAndForgetHalfAnUpload() throws Exception {
        String job;
        try (TestNode node = TestNode.start(folder)) {
            job = text(TestClient.json(node.client.call("POST", "/imports", archive(MESSAGES))), "id");
            awaitDone(node, job, 1);
            node.client.call("POST", "/imports/" + job + "/stop", new byte[0]);
            awaitState(node, job, "stopped");
        }
        Files.writeString(folder.resolve("imports/0123456789abcdef.zip"), "half");
        try (TestNode node = TestNode.start(folder)) {
            assertThat(text(job(node, job), "state")).isEqualTo("stopped");
            assertThat(folder.resolve("imports/0123456789abcdef.zip")).doesNotExist();
            assertThat(node.client
                            .call("POST", "/imports/" + job + "/resume", new byte[0])
                            .statusCode())
                    .isEqualTo(200);
            awaitState(node, job, "done");
            assertThat(job(node, job).get("done").asLong()).isEqualTo(MESSAGES);
        }
    }

    private static long awaitDone(TestNode node, String job, long wanted) throws Exception {
        while (true) {
            long done = job(node, job).get("done").asLong();
            if (done >= wanted) {
                return done;
            }
            Thread.onSpinWait();
        }
    }

    private static void awaitState(TestNode node, String job, String wanted) throws Exception {
        while (!text(job(node, job), "state").equals(wanted)) {
            Thread.onSpinWait();
        }
    }

    private static JsonNode job(TestNode node, String job) throws Exception {
        return TestClient.json(node.client.get("/imports/" + job));
    }

    private static String text(JsonNode node, String field) {
        return node.get(field).stringValue();
    }

    private static byte[] archive(int messages) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int number = 1; number <= messages; number++) {
                zip.putNextEntry(new ZipEntry("Biz" + Messages.id(number) + ".xml"));
                zip.write(Messages.first(number).getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
