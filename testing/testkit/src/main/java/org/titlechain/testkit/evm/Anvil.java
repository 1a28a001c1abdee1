package org.titlechain.testkit.evm;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A development chain of one process in memory, from the npm package; makes a block for every transaction at once. */
public final class Anvil implements AutoCloseable {
    private final Program program;

    private Anvil(Program program) {
        this.program = program;
    }

    /**
     * Starts a chain of its own.
     *
     * @param folder where its output goes
     * @param options further options of the program
     */
    public static Anvil start(Path folder, String... options) throws IOException {
        int port = Program.freePort();
        List<String> command = new ArrayList<>(List.of(
                program().toString(),
                "--host",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--silent",
                "--accounts",
                "0"));
        command.addAll(List.of(options));
        Program program = new Program(command, folder.resolve("anvil-" + port + ".log"), port);
        try {
            program.start();
        } catch (IOException e) {
            program.close();
            throw e;
        }
        return new Anvil(program);
    }

    /** The program; fetched by npm when it is not there. */
    private static Path program() throws IOException {
        Path tools = Program.root().resolve("ledger/evm/tools");
        try (FileChannel channel = FileChannel.open(
                        tools.resolve("node_modules.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("the lock of " + tools + " is lost");
            }
            if (!Files.isDirectory(tools.resolve("node_modules/@foundry-rs"))) {
                Program.run(tools, List.of("npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        try (Stream<Path> files = Files.find(
                tools.resolve("node_modules/@foundry-rs"), 4, (file, attributes) -> file.endsWith("bin/anvil"))) {
            return files.filter(file -> file.toString().contains("anvil-"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("npm has no Anvil for this machine"));
        }
    }

    /** Its JSON-RPC address. */
    public URI address() {
        return program.address();
    }

    /** Gives the account as much as anything will ever cost. */
    public void fund(byte[] account) throws IOException {
        call(
                "anvil_setBalance",
                "\"0x" + java.util.HexFormat.of().formatHex(account) + "\",\"0xffffffffffffffffffff\"");
    }

    /** Calls a method; the parameters and the answer are JSON. */
    public String call(String method, String parameters) throws IOException {
        return program.call(method, parameters);
    }

    /** Ends the process, and with it the chain: it is in memory only. */
    public void kill() {
        program.kill();
    }

    /** Holds the process where it is, as an overloaded machine does; {@link #resume} lets it go on. */
    public void suspend() throws IOException {
        program.signal("STOP");
    }

    public void resume() throws IOException {
        program.signal("CONT");
    }

    @Override
    public void close() {
        program.close();
    }
}
