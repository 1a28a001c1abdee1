package org.titlechain.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.titlechain.exchange.intake.Outcome;
import org.titlechain.exchange.intake.Submission;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;

/**
 * Hands messages to a running node in their order: a few hundred at a time as one archive, of which the node makes an
 * import. For one thread.
 */
final class RemoteSubmission implements Submission {
    private static final int AT_ONCE = 400;
    private static final long BYTES_AT_ONCE = 16L << 20;
    private static final long PAUSE_MILLIS = 20;

    private record Waiting(byte[] bytes, CompletableFuture<Outcome> outcome) {}

    private final NodeLink link;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long waitingBytes;

    RemoteSubmission(NodeLink link) {
        this.link = link;
    }

    @Override
    public CompletionStage<Outcome> submit(String fileName, byte[] bytes) throws IOException {
        // Whoever waits for the outcome must not wait for more messages to come: the future sends what is there.
        Waiting next = new Waiting(bytes, new Flushing());
        waiting.add(next);
        waitingBytes += bytes.length;
        if (waiting.size() >= AT_ONCE || waitingBytes >= BYTES_AT_ONCE) {
            finish();
        }
        return next.outcome();
    }

    /** A future that, when it is waited for, first sends what waits. */
    private final class Flushing extends CompletableFuture<Outcome> {
        @Override
        public CompletableFuture<Outcome> toCompletableFuture() {
            return this;
        }

        @Override
        public Outcome join() {
            if (!isDone()) {
                try {
                    finish();
                } catch (IOException e) {
                    completeExceptionally(e);
                }
            }
            return super.join();
        }
    }

    /** Sends what waits and gives everybody his outcome. */
    void finish() throws IOException {
        List<Waiting> batch = new ArrayList<>(waiting);
        waiting.clear();
        waitingBytes = 0;
        if (batch.isEmpty()) {
            return;
        }
        try {
            JsonNode job = Json.read(link.send(link.request("/imports")
                    .header("Content-Type", "application/zip")
                    .POST(BodyPublishers.ofByteArray(archive(batch)))
                    .build()));
            String id = job.get("id").stringValue();
            while (!job.get("state").stringValue().equals("done")) {
                String state = job.get("state").stringValue();
                if (state.equals("failed") || state.equals("stopped")) {
                    throw new IOException("the node stopped the import " + id);
                }
                Thread.sleep(PAUSE_MILLIS);
                job = Json.read(link.get("/imports/" + id));
            }
            settle(batch, id);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(batch, new IOException("interrupted", e));
        } catch (IOException e) {
            throw failed(batch, e);
        }
    }

    private static IOException failed(List<Waiting> batch, IOException reason) {
        batch.forEach(item -> item.outcome().completeExceptionally(reason));
        return reason;
    }

    private void settle(List<Waiting> batch, String id) throws IOException {
        String cursor = "";
        do {
            JsonNode page = Json.read(link.get("/imports/" + id + "/report?limit=200" + cursor));
            for (JsonNode line : page.get("items")) {
                String name = line.get("name").stringValue();
                int index = Integer.parseInt(name.substring(0, name.indexOf('.')));
                batch.get(index).outcome().complete(outcome(line));
            }
            cursor = page.get("next").isNull()
                    ? ""
                    : "&cursor=" + page.get("next").stringValue();
        } while (!cursor.isEmpty());
    }

    private static Outcome outcome(JsonNode line) {
        List<String> findings = new ArrayList<>();
        line.get("findings").forEach(finding -> findings.add(finding.stringValue()));
        String messageId = line.get("messageId").asString("");
        return switch (line.get("result").stringValue().toUpperCase(Locale.ROOT)) {
            case "RECORDED" -> Outcome.recorded(messageId, false, findings);
            case "REPEATED" -> Outcome.recorded(messageId, true, findings);
            default ->
                Outcome.refused(
                        messageId,
                        line.get("code").asString(""),
                        line.get("text").asString(""),
                        line.get("textEn").asString(""));
        };
    }

    private static byte[] archive(List<Waiting> batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            // Stored: a message of many equal bytes would look like a bomb, and this machine's loopback is fast.
            zip.setLevel(Deflater.NO_COMPRESSION);
            zip.setMethod(ZipOutputStream.STORED);
            for (int i = 0; i < batch.size(); i++) {
                byte[] content = batch.get(i).bytes();
                ZipEntry entry = new ZipEntry(i + ".xml");
                CRC32 checksum = new CRC32();
                checksum.update(content);
                entry.setSize(content.length);
                entry.setCrc(checksum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
