package org.titlechain.exchange.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.titlechain.exchange.ExchangeException;
import org.titlechain.exchange.Problem;
import org.titlechain.exchange.ProblemCode;

/** Finds message files in a folder. Links are never followed. */
public final class MessageFiles {
    private static final Set<String> UNFINISHED = Set.of("tmp", "part", "filepart", "crdownload", "swp");
    private static final int DEEPEST = 16;

    private MessageFiles() {}

    /**
     * The files in the folder and the folders in it, by name. Hidden files and files that are still being written under
     * a passing name ({@code .tmp} and the like) are left out.
     */
    public static List<MessageFile> walk(Path folder, int maximumBytes) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> found = Files.walk(folder, DEEPEST)) {
            found.filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS))
                    .filter(path -> isFinished(path.getFileName().toString()))
                    .forEach(paths::add);
        }
        paths.sort(Comparator.comparing(Path::toString));
        List<MessageFile> files = new ArrayList<>(paths.size());
        for (Path path : paths) {
            files.add(of(path, folder.relativize(path).toString(), maximumBytes));
        }
        return files;
    }

    /** One file under a name of our own. */
    public static MessageFile of(Path path, String name, int maximumBytes) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        String stamp = attributes.size() + "-" + attributes.lastModifiedTime().toMillis();
        return new MessageFile(name, stamp, () -> read(path, maximumBytes));
    }

    /** The bytes of the file, at most so many: a larger one is refused without being read. */
    static byte[] read(Path path, int maximumBytes) throws IOException {
        try (InputStream stream = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = stream.readNBytes(maximumBytes + 1);
            if (bytes.length > maximumBytes) {
                throw new ExchangeException(Problem.of(ProblemCode.MESSAGE_TOO_LARGE));
            }
            return bytes;
        }
    }

    static boolean isFinished(String name) {
        int dot = name.lastIndexOf('.');
        String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && !name.endsWith("~") && !UNFINISHED.contains(ending);
    }
}
