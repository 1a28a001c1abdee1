package org.titlechain.server.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The secrets by which somebody without an account sees the trace of his own case (查询码). An office hands one out with
 * the receipt; it opens one case and nothing else, until it expires or is taken back. Only a keyed digest of case and
 * secret is kept, so that neither the file nor a copy of it opens anything.
 *
 * <p>A look-up costs the same whatever is wrong: one keyed digest, one look into a table of digests. What expired is
 * forgotten at the next start. Any thread may call it.
 */
public final class TraceLinks {
    /** Secrets that are valid for one case at once. */
    public static final int MOST_OF_A_CASE = 20;

    /** Without the letters I, L, O and U, so that it can be read from paper: 5 bits each. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** 130 bits. */
    private static final int CHARACTERS = 26;

    private static final String LINE_END = "\n";

    /**
     * A secret that was handed out.
     *
     * @param id names it, and is no secret
     * @param caseKey the state key of the case that it opens
     * @param by the account that handed it out
     * @param created ms
     * @param expires ms
     */
    public record Link(String id, String caseKey, String by, long created, long expires) {}

    /** A new one with its secret, which is told once. */
    public record NewLink(Link link, String secret) {}

    private final Path file;
    private final Function<String, byte[]> digest;
    private final SecureRandom random;
    private final Clock clock;
    private final Map<String, Link> byDigest = new HashMap<>();

    /**
     * Reads what was handed out.
     *
     * @param digest a keyed digest whose key is not in the file's folder
     */
    public TraceLinks(Path file, Function<String, byte[]> digest, SecureRandom random, Clock clock) throws IOException {
        this.file = file;
        this.digest = digest;
        this.random = random;
        this.clock = clock;
        read();
        rewrite();
    }

    /** Hands out a secret for the case; empty when {@value #MOST_OF_A_CASE} are valid already. */
    public synchronized Optional<NewLink> create(String caseKey, String by, long expires) {
        if (of(caseKey).size() >= MOST_OF_A_CASE) {
            return Optional.empty();
        }
        StringBuilder secret = new StringBuilder();
        for (int i = 0; i < CHARACTERS; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        byte[] id = new byte[6];
        random.nextBytes(id);
        Link link = new Link(HexFormat.of().formatHex(id), caseKey, by, clock.millis(), expires);
        String key = key(caseKey, secret.toString());
        append(line(key, link));
        byDigest.put(key, link);
        return Optional.of(new NewLink(link, secret.toString()));
    }

    /** The valid ones of a case, oldest first. */
    public synchronized List<Link> of(String caseKey) {
        return byDigest.values().stream()
                .filter(link -> link.caseKey().equals(caseKey) && isValid(link))
                .sorted(java.util.Comparator.comparingLong(Link::created).thenComparing(Link::id))
                .toList();
    }

    /** Takes one of the case back at once; false when there is none of that name. */
    public synchronized boolean revoke(String caseKey, String id) {
        Optional<Map.Entry<String, Link>> found = byDigest.entrySet().stream()
                .filter(entry -> entry.getValue().id().equals(id)
                        && entry.getValue().caseKey().equals(caseKey))
                .findFirst();
        found.ifPresent(entry -> {
            append(Json.object().put("revoked", entry.getKey()));
            byDigest.remove(entry.getKey());
        });
        return found.isPresent();
    }

    /** The valid link that the secret opens the case with, however the secret was typed. */
    public Optional<Link> find(String caseKey, String typed) {
        String key = key(caseKey, plain(typed));
        synchronized (this) {
            return Optional.ofNullable(byDigest.get(key)).filter(this::isValid);
        }
    }

    private boolean isValid(Link link) {
        return clock.millis() < link.expires();
    }

    private String key(String caseKey, String secret) {
        return HexFormat.of().formatHex(digest.apply(caseKey + "/" + secret));
    }

    /** Capital letters without blanks and hyphens; what looks alike is taken for what can be meant. */
    private static String plain(String typed) {
        return typed.replaceAll("[\\s-]", "")
                .toUpperCase(Locale.ROOT)
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
    }

    private static ObjectNode line(String key, Link link) {
        return Json.object()
                .put("digest", key)
                .put("id", link.id())
                .put("case", link.caseKey())
                .put("by", link.by())
                .put("created", link.created())
                .put("expires", link.expires());
    }

    /** Lines up to half a one that a crash left behind: its secret was never told. */
    private void read() throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        String text = Files.readString(file, StandardCharsets.UTF_8);
        String whole = text.substring(0, text.lastIndexOf('\n') + 1);
        for (String line : whole.lines().toList()) {
            JsonNode node = Json.read(line.getBytes(StandardCharsets.UTF_8));
            if (node.has("revoked")) {
                byDigest.remove(node.get("revoked").stringValue());
            } else {
                byDigest.put(
                        node.get("digest").stringValue(),
                        new Link(
                                node.get("id").stringValue(),
                                node.get("case").stringValue(),
                                node.get("by").stringValue(),
                                node.get("created").longValue(),
                                node.get("expires").longValue()));
            }
        }
    }

    private void rewrite() throws IOException {
        byDigest.values().removeIf(link -> !isValid(link));
        List<String> lines = new ArrayList<>();
        byDigest.forEach((key, link) -> lines.add(text(line(key, link))));
        PrivateFiles.replace(file, String.join("", lines));
    }

    private static String text(ObjectNode line) {
        return new String(Json.bytes(line), StandardCharsets.UTF_8) + LINE_END;
    }

    /** The line is on disk when this returns. */
    private void append(ObjectNode line) {
        try (FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            ByteBuffer bytes = ByteBuffer.wrap(text(line).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
