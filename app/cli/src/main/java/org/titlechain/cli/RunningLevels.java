package org.titlechain.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;

/** Four levels in a process of their own, as a user starts them, and calls to their members. */
final class RunningLevels implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Map<Level, Member> members = new EnumMap<>(Level.class);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private record Member(String url, String token) {}

    private RunningLevels(Process process) {
        this.process = process;
    }

    /** Starts the levels in the folder; returns when all four are ready. */
    static RunningLevels start(Path data) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of("up", "--levels", "--data", data.toString(), "--port", "0", "--json"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        RunningLevels levels = new RunningLevels(process);
        try {
            levels.awaitReady();
            return levels;
        } catch (IOException | RuntimeException e) {
            levels.close();
            throw e;
        }
    }

    private void awaitReady() throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        while (members.size() < Level.values().length) {
            String line = lines.readLine();
            if (line == null) {
                throw new IOException("the levels ended before they were ready");
            }
            JsonNode said = Json.read(line.getBytes(StandardCharsets.UTF_8));
            Level level = Level.valueOf(said.get("level").stringValue().toUpperCase(Locale.ROOT));
            Path token = Path.of(said.get("tokenFile").stringValue());
            members.put(
                    level,
                    new Member(
                            said.get("url").stringValue(),
                            Files.readString(token).strip()));
        }
    }

    /** Posts an access message at the county; the answer's JSON. */
    JsonNode post(byte[] message) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = send(request(Level.COUNTY, "/access-messages")
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofByteArray(message)));
        if (answer.statusCode() / 100 != 2) {
            throw new IOException("the county answered " + answer.statusCode());
        }
        return Json.read(answer.body());
    }

    /** What a member answers for the path. */
    HttpResponse<byte[]> get(Level level, String path) throws IOException, InterruptedException {
        return send(request(level, path).GET());
    }

    private HttpRequest.Builder request(Level level, String path) {
        Member member = java.util.Objects.requireNonNull(members.get(level));
        return HttpRequest.newBuilder(URI.create(member.url() + "/api/v1" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + member.token());
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        http.close();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
