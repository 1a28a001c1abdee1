package org.titlechain.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.titlechain.server.Configuration;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.StartException;
import org.titlechain.server.StartException.Kind;
import org.titlechain.server.node.Nodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "prepare",
        description = "make a member's keys in a new folder, and its card for the others; the card holds no secret",
        mixinStandardHelpOptions = true)
final class MemberPrepareCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "data folder, made when it is missing")
    private Path data = Path.of("");

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "the member's name, a-z 0-9 . - (default: as in " + "titlechain.conf)")
    private String name = "";

    @Option(names = "--organisation", paramLabel = "TEXT", description = "whose node it is (default: likewise)")
    private String organisation = "";

    @Option(names = "--district", paramLabel = "DIGITS", description = "first digits of the districts it records for")
    private String district = "";

    @Option(names = "--suite", paramLabel = "SUITE", description = "gm or international, as the chain's")
    private String suite = "";

    @Mixin
    private CardOptions options = new CardOptions();

    @Override
    public Integer call() throws IOException {
        Path root = data.toAbsolutePath().normalize();
        if (Files.exists(root.resolve(Nodes.GENESIS)) || Files.exists(root.resolve("state"))) {
            throw new StartException(
                    Kind.CONFIGURATION, "MEMBER_FOLDER_USED: the folder " + data + " belongs to a chain already");
        }
        options.requireReachable();
        PrivateFiles.createFolder(root);
        configure(root);
        MemberCard card = options.card(root);
        options.handOut(root, card);
        return 0;
    }

    private void configure(Path root) throws IOException {
        Path file = root.resolve(Configuration.FILE);
        SortedMap<String, String> wanted = new TreeMap<>();
        put(wanted, "chain.member", name);
        put(wanted, "chain.organisation", organisation);
        put(wanted, "chain.district", district);
        put(wanted, "chain.suite", suite);
        wanted.put("engine", "cometbft");
        ConfigurationLines.add(file, wanted);
    }

    private static void put(SortedMap<String, String> wanted, String key, String value) {
        if (!value.isEmpty()) {
            wanted.put(key, value);
        }
    }
}
