package org.titlechain.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.testkit.city.CityGenerator;
import org.titlechain.testkit.city.CityMessage;
import org.titlechain.testkit.city.CityOptions;

/** The program as a process: killed, told to end, started twice, on a taken port. */
class ProcessTest {
    private static final int KILLS = Integer.getInteger("titlechain.kills", 3);

    @TempDir
    Path folder;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Test
    void shouldLoseNothingThatWasAcknowledgedWhenItIsKilled() throws Exception {
        Path data = folder.resolve("node");
        ConcurrentSkipListSet<String> acknowledged = new ConcurrentSkipListSet<>();
        CityGenerator city = new CityGenerator(CityOptions.of(3, 100_000));
        for (int kill = 0; kill < KILLS; kill++) {
            Running node = start(data);
            long wanted = acknowledged.size() + 40L + 17L * kill;
            List<Thread> posters = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                posters.add(Thread.ofVirtual().start(() -> postUntilItBreaks(node, city, acknowledged)));
            }
            await("messages acknowledged", () -> acknowledged.size() >= wanted);
            node.process().destroyForcibly();
            assertThat(node.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            for (Thread poster : posters) {
                poster.join();
            }
        }
        Running node = start(data);
        for (String id : acknowledged) {
            HttpResponse<String> message = get(node, "/access-messages/" + id);
            assertThat(message.statusCode()).as(id).isEqualTo(200);
        }
        end(node);
        assertThat(run("fsck", data.toString()).status()).isZero();
    }

    @Test
    void shouldEndInOrderWhenItIsToldTo() throws Exception {
        Running node = start(folder.resolve("node"));
        long started = System.nanoTime();

        end(node);

        assertThat(System.nanoTime() - started).isLessThan(TimeUnit.SECONDS.toNanos(15));
        assertThat(node.process().exitValue()).isZero();
        assertThat(folder.resolve("node/address")).doesNotExist();
    }

    @Test
    void shouldSayWhyItDoesNotStart() throws Exception {
        Path data = folder.resolve("node");
        Running node = start(data);
        Result second = run("up", "--data", data.toString(), "--port", "0");
        assertThat(second.status()).isEqualTo(4);
        assertThat(second.text()).contains("another process").contains("--data");
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Result port = run(
                    "up",
                    "--data",
                    folder.resolve("other").toString(),
                    "--port",
                    Integer.toString(taken.getLocalPort()));
            assertThat(port.status()).isEqualTo(5);
            assertThat(port.text()).contains("in use").contains("--port");
        }
        Files.createDirectories(folder.resolve("third"));
        Files.writeString(folder.resolve("third/titlechain.conf"), "listen.prot = 1\n");
        Result key = run("up", "--data", folder.resolve("third").toString(), "--port", "0");
        assertThat(key.status()).isEqualTo(2);
        assertThat(key.text()).contains("listen.prot");
        assertThat(run("up", "--nonsense").status()).isEqualTo(2);
        assertThat(run("verify", "x").status()).isEqualTo(2);
        assertThat(run("prove", "short", "--data", data.toString(), "--out", "x")
                        .status())
                .isEqualTo(2);
        end(node);
    }

    @Test
    void shouldImportProveVerifyBackUpAndRestore() throws Exception {
        Path data = folder.resolve("node");
        Path messages = folder.resolve("messages");
        assertThat(run("generate", "--messages", "60", "--seed", "7", "--out", messages.toString())
                        .status())
                .isZero();
        Running node = start(data);
        Result imported = run("import", messages.toString(), "--data", data.toString());
        assertThat(imported.text()).contains("recorded 60");
        assertThat(imported.status()).isZero();
        assertThat(run("import", messages.toString(), "--data", data.toString()).text())
                .contains("skipped 60");
        String unit = org.titlechain.server.http.Json.read(
                        get(node, "/units?limit=1").body().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .get("items")
                .get(0)
                .get("unit")
                .stringValue();
        Path proof = folder.resolve("a.titleproof");
        Path trust = folder.resolve("trust.json");
        assertThat(run("prove", unit, "--data", data.toString(), "--out", proof.toString())
                        .status())
                .isZero();
        assertThat(run("trust", "--data", data.toString(), "--out", trust.toString())
                        .status())
                .isZero();
        Path backup = folder.resolve("backup");
        assertThat(run("backup", "--data", data.toString(), "--out", backup.toString())
                        .status())
                .isZero();
        String checkpoint = get(node, "/checkpoint").body();
        end(node);

        assertThat(run("verify", proof.toString(), "--trust", trust.toString()).status())
                .isZero();
        byte[] altered = Files.readAllBytes(proof);
        altered[altered.length / 2] ^= 1;
        Files.write(proof, altered);
        assertThat(run("verify", proof.toString(), "--trust", trust.toString()).status())
                .isEqualTo(1);
        assertThat(run("prove", unit, "--data", data.toString(), "--out", proof.toString())
                        .status())
                .isZero();
        assertThat(run("verify", proof.toString(), "--trust", trust.toString()).status())
                .isZero();
        Result restored = run(
                "restore",
                backup.toString(),
                "--data",
                folder.resolve("elsewhere").toString());
        assertThat(restored.status()).isZero();
        assertThat(restored.text()).contains(checkpoint.lines().skip(5).limit(3).toList());
    }

    private record Running(Process process, String address, String token) {}

    private record Result(int status, String text) {}

    private static List<String> command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "org.titlechain.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private Running start(Path data) throws Exception {
        Path out = Files.createTempFile(folder, "up", ".out");
        Process process = new ProcessBuilder(command("up", "--data", data.toString(), "--port", "0"))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        await("a node: " + Files.readString(out), () -> address(out).isPresent() || !process.isAlive());
        String address = address(out).orElseThrow(() -> new AssertionError(text(out)));
        return new Running(
                process, address, Files.readString(data.resolve("admin-token")).strip());
    }

    private static java.util.Optional<String> address(Path out) {
        try (Stream<String> lines = text(out).lines()) {
            return lines.filter(line -> line.matches("http://127\\.0\\.0\\.1:[0-9]+"))
                    .findFirst();
        }
    }

    private static String text(Path out) {
        try {
            return Files.readString(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void end(Running node) throws Exception {
        node.process().destroy();
        assertThat(node.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    }

    private Result run(String... arguments) throws Exception {
        Path out = Files.createTempFile(folder, "run", ".out");
        Process process = new ProcessBuilder(command(arguments))
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), text(out));
    }

    private HttpResponse<String> get(Running node, String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(node.address() + "/api/v1" + path))
                        .header("Authorization", "Bearer " + node.token())
                        .build(),
                BodyHandlers.ofString());
    }

    private void postUntilItBreaks(Running node, CityGenerator city, ConcurrentSkipListSet<String> acknowledged) {
        while (true) {
            CityMessage message;
            synchronized (city) {
                message = city.next();
            }
            try {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(URI.create(node.address() + "/api/v1/access-messages"))
                                .header("Authorization", "Bearer " + node.token())
                                .POST(BodyPublishers.ofByteArray(message.bytes()))
                                .build(),
                        BodyHandlers.ofString());
                if (answer.statusCode() / 100 == 2) {
                    acknowledged.add(message.id());
                }
            } catch (IOException e) {
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
