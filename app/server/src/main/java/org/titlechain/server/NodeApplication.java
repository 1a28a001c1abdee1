package org.titlechain.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.http.WebServer;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.Nodes;

/** {@code up}: a node from start to end. */
public final class NodeApplication {
    /** How long the end may take before the process is ended as it stands; the ledger is safe either way. */
    private static final Duration LONGEST_END = Duration.ofMillis(4500);

    /** What runs beside the server once it is ready, such as filling it with a demonstration. */
    @FunctionalInterface
    public interface Beside {
        void run(Composition composition, PrintStream out) throws Exception;
    }

    private final PrintStream out;
    private final PrintStream err;

    public NodeApplication(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs a node until the process is told to end.
     *
     * @param options configuration keys of the command line
     * @return the exit status of the program
     */
    public int run(Path root, Map<String, String> options, Beside beside) throws InterruptedException {
        DataFolder folder = null;
        try {
            Configuration configuration = Configuration.read(root, options);
            folder = DataFolder.open(root);
            PrivateFiles.createFolder(folder.root().resolve("logs"));
            Logging.toFolder(folder.root().resolve("logs"));
            StartChecks.require(configuration, folder.root(), Instant.now());
            Node node = Nodes.open(folder, configuration);
            Composition composition = start(configuration, folder, node);
            String address = address(configuration, composition.port());
            folder.writeAddress(address);
            endWithProcess(composition, folder);
            greet(configuration, composition, address);
            run(beside, composition);
            new CountDownLatch(1).await();
            return 0;
        } catch (StartException e) {
            close(folder);
            err.println("titlechain: " + e.getMessage());
            return e.kind().exitStatus();
        } catch (IOException e) {
            close(folder);
            err.println("titlechain: the data folder cannot be used: " + e.getMessage());
            return Kind.STORAGE.exitStatus();
        }
    }

    private static Composition start(Configuration configuration, DataFolder folder, Node node) throws IOException {
        try {
            return Composition.start(configuration, folder, node);
        } catch (WebServer.PortTaken e) {
            node.close();
            throw new StartException(
                    Kind.PORT_IN_USE,
                    e.getMessage() + " by another program; choose another one with --port, or --port 0 for any");
        } catch (IOException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private static String address(Configuration configuration, int port) {
        String scheme = configuration.certificate().isPresent() ? "https" : "http";
        String host = configuration.host().contains(":") ? "[" + configuration.host() + "]" : configuration.host();
        return scheme + "://" + host + ":" + port;
    }

    private void greet(Configuration configuration, Composition composition, String address) {
        out.println("TitleChain · 地契链  " + composition.node().ledger().status().chain() + "  "
                + (configuration.production() ? "production" : "development"));
        if (composition.accounts().isSetupNeeded()) {
            out.println("首位系统管理员（一次性链接） · first administrator (one-time link):");
            out.println("  " + configuration.publicUrl().orElse(address) + "/setup/"
                    + composition.accounts().newSetupSecret());
        }
        out.println("就绪 · ready:");
        out.println(address);
        out.flush();
    }

    private void run(Beside beside, Composition composition) {
        Thread.ofVirtual().name("beside").start(() -> {
            try {
                beside.run(composition, out);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                err.println("titlechain: " + e.getClass().getSimpleName() + " beside the node; the node goes on");
            }
        });
    }

    /** SIGTERM and Ctrl-C end the node in order, with status 0. */
    private static void endWithProcess(Composition composition, DataFolder folder) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            Thread watchdog = new Thread(() -> {
                try {
                    Thread.sleep(LONGEST_END);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    return;
                }
                Runtime.getRuntime().halt(0);
            });
            watchdog.setDaemon(true);
            watchdog.start();
            int status = 0;
            try {
                composition.close();
                folder.close();
            } catch (RuntimeException e) {
                status = Kind.STORAGE.exitStatus();
            }
            Runtime.getRuntime().halt(status);
        }));
    }

    private static void close(@org.jspecify.annotations.Nullable DataFolder folder) {
        if (folder != null) {
            folder.close();
        }
    }
}
