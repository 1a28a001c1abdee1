package org.titlechain.fabric.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The programs of Hyperledger Fabric, which are the user's: {@code peer}, {@code orderer}, {@code configtxgen},
 * {@code cryptogen} and {@code osnadmin} in one folder.
 *
 * @param folder the folder
 */
public record Programs(Path folder) {
    /** The variable that names the folder. */
    public static final String VARIABLE = "FABRIC_BIN";

    private static final List<String> NAMES = List.of("peer", "orderer", "configtxgen", "cryptogen", "osnadmin");

    /** Why there is no network of Fabric here, for people. */
    public static final String MISSING = "FABRIC_BIN names no folder with the programs of Hyperledger Fabric 3 ("
            + String.join(", ", NAMES) + "), so no network of Fabric can be run here";

    /** What {@code FABRIC_BIN} names, when all programs are there. */
    public static Optional<Programs> find() {
        String named = System.getenv(VARIABLE);
        return Optional.ofNullable(named)
                .filter(text -> !text.isEmpty())
                .map(text -> Path.of(text).toAbsolutePath())
                .filter(folder -> NAMES.stream().allMatch(name -> Files.isExecutable(folder.resolve(name))))
                .map(Programs::new);
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Runs a program to its end; what it said when it ended well. */
    String run(Path at, Map<String, String> environment, List<String> command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(at.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(Path.of(command.getFirst()).getFileName() + " "
                        + String.join(" ", command.subList(1, Math.min(4, command.size()))) + " failed: "
                        + said.strip());
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said;
    }
}
