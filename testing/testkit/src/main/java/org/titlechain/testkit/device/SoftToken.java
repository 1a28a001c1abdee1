package org.titlechain.testkit.device;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A token of SoftHSM in a folder of its own. The module of this process is told of the folder by the environment
 * variable that it reads when it is initialised: one folder at a time.
 */
public final class SoftToken {
    private static final List<Path> MODULES = List.of(
            Path.of("/usr/lib/softhsm/libsofthsm2.so"),
            Path.of("/usr/lib64/pkcs11/libsofthsm2.so"),
            Path.of("/usr/local/lib/softhsm/libsofthsm2.so"),
            Path.of("/opt/homebrew/lib/softhsm/libsofthsm2.so"));
    private static final String VARIABLE = "SOFTHSM2_CONF";
    private static final String PIN = "246813579";
    private static final long SECONDS = 30;

    private final Path folder;
    private final String label;

    private SoftToken(Path folder, String label) {
        this.folder = folder;
        this.label = label;
    }

    /**
     * Makes a token in an empty folder.
     *
     * @throws IllegalStateException that says what to install when SoftHSM is not there
     */
    public static SoftToken create(Path folder, String label) throws Exception {
        Files.createDirectories(folder.resolve("tokens"));
        Files.writeString(
                folder.resolve("softhsm2.conf"),
                "directories.tokendir = " + folder.resolve("tokens")
                        + "\nobjectstore.backend = file\nlog.level = ERROR\nslots.removable = false\n");
        Files.createFile(
                folder.resolve("pin"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(folder.resolve("pin"), PIN + "\n");
        SoftToken token = new SoftToken(folder, label);
        token.run("--init-token", "--free", "--label", label, "--so-pin", PIN, "--pin", PIN);
        setVariable(folder.resolve("softhsm2.conf").toString());
        endModule();
        return token;
    }

    /** The module's library. */
    public static Path module() {
        return MODULES.stream().filter(Files::exists).findFirst().orElseThrow(SoftToken::missing);
    }

    /** The token's label. */
    public String label() {
        return label;
    }

    /** The file with the user's PIN; a test may write another one. */
    public Path pin() {
        return folder.resolve("pin");
    }

    /** As if the device was taken out: every session of this process ends, and the module finds no token. */
    public void pullOut() throws IOException {
        Files.move(folder.resolve("tokens"), folder.resolve("drawer"));
        Files.createDirectory(folder.resolve("tokens"));
        endModule();
    }

    /** The device is back: the module finds the token. */
    public void plugIn() throws IOException {
        Files.delete(folder.resolve("tokens"));
        Files.move(folder.resolve("drawer"), folder.resolve("tokens"));
        endModule();
    }

    /** Ends all sessions of this process with the token in the slot, as a device does that was restarted. */
    public static void closeSessions(long slot) {
        call("C_CloseAllSessions", ValueLayout.JAVA_LONG, slot);
    }

    /** Ends the use of the module: whoever uses it next initialises it, and then it looks for tokens. */
    public static void endModule() {
        call("C_Finalize", ValueLayout.ADDRESS, MemorySegment.NULL);
    }

    /** What the module answers does not matter: it may not be in use at all. */
    @SuppressWarnings("restricted")
    private static void call(String function, MemoryLayout parameter, Object argument) {
        try {
            var _ = Linker.nativeLinker()
                    .downcallHandle(
                            SymbolLookup.libraryLookup(module(), Arena.global())
                                    .find(function)
                                    .orElseThrow(),
                            FunctionDescriptor.of(ValueLayout.JAVA_LONG, parameter))
                    .invokeWithArguments(argument);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a private key of any kind on the token. */
    public void add(PrivateKey key, String name, String id) throws Exception {
        Path file = folder.resolve(id + ".pem");
        Files.writeString(
                file,
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
        run("--import", file.toString(), "--token", label, "--label", name, "--id", id, "--pin", PIN);
        endModule();
    }

    private void run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("softhsm2-util"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put(VARIABLE, folder.resolve("softhsm2.conf").toString());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw missing();
        }
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            try (Stream<String> lines = Files.lines(output, StandardCharsets.UTF_8)) {
                throw new IllegalStateException("softhsm2-util failed: " + lines.toList());
            }
        }
    }

    /** The module reads the C library's environment, which Java never changes. */
    @SuppressWarnings("restricted")
    private static void setVariable(String value) {
        Linker linker = Linker.nativeLinker();
        try (Arena arena = Arena.ofConfined()) {
            int result = (int) linker.downcallHandle(
                            linker.defaultLookup().find("setenv").orElseThrow(),
                            FunctionDescriptor.of(
                                    ValueLayout.JAVA_INT,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.ADDRESS,
                                    ValueLayout.JAVA_INT))
                    .invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom(value), 1);
            if (result != 0) {
                throw new IllegalStateException("the environment could not be changed");
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static IllegalStateException missing() {
        return new IllegalStateException("SoftHSM is missing; install it with: apt-get install softhsm2");
    }
}
