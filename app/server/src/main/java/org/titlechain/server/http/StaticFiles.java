package org.titlechain.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.titlechain.crypto.Suite;

/**
 * The console's files from the class path folder {@code /console/}. Names are letters, digits, dots, hyphens and
 * underscores between slashes, never beginning with a dot: no other file can be named.
 */
public final class StaticFiles {
    private static final Pattern NAME =
            Pattern.compile("/(?:[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}/){0,4}[A-Za-z0-9_-][A-Za-z0-9._-]{0,99}");
    private static final Map<String, String> TYPES = new TreeMap<>(Map.ofEntries(
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("json", "application/json"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("txt", "text/plain;charset=utf-8")));
    private static final String BARE_PAGE = """
            <!doctype html>
            <html lang="zh"><head><meta charset="utf-8"><title>TitleChain · 地契链</title></head>
            <body><h1>TitleChain · 地契链</h1>
            <p>节点已就绪；此构建不含控制台。The node is ready; this build holds no console.</p>
            <p><a href="/api/v1/openapi.json">/api/v1/openapi.json</a></p></body></html>
            """;

    private record File(byte[] bytes, String type, String tag) {}

    private final Map<String, Optional<File>> files = new ConcurrentHashMap<>();

    /** The file under the path, or the console's page for one of its own addresses. */
    Optional<Answer> find(String path, String ifNoneMatch) {
        String name = path.equals("/") ? "/index.html" : path;
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        String last = name.substring(name.lastIndexOf('/') + 1);
        Optional<File> file = load(name);
        if (file.isEmpty() && last.equals("verify")) {
            file = load("/verify.html");
        }
        if (file.isEmpty() && last.indexOf('.') < 0) {
            file = load("/index.html");
        }
        if (file.isEmpty() && (name.equals("/index.html") || last.indexOf('.') < 0)) {
            file = Optional.of(file(BARE_PAGE.getBytes(StandardCharsets.UTF_8), "html"));
        }
        boolean forever = name.startsWith("/assets/");
        return file.map(found -> answer(found, forever, ifNoneMatch));
    }

    private static Answer answer(File file, boolean forever, String ifNoneMatch) {
        String cache = forever ? "public, max-age=31536000, immutable" : "no-cache";
        Map<String, String> headers = Map.of("Cache-Control", cache, "ETag", file.tag());
        return ifNoneMatch.equals(file.tag())
                ? new Answer(304, "", new byte[0], headers)
                : new Answer(200, file.type(), file.bytes(), headers);
    }

    private Optional<File> load(String name) {
        String type = name.substring(name.lastIndexOf('.') + 1);
        if (!TYPES.containsKey(type)) {
            return Optional.empty();
        }
        Optional<File> known = files.get(name);
        if (known != null) {
            return known;
        }
        try (InputStream stream = StaticFiles.class.getResourceAsStream("/console" + name)) {
            if (stream == null) {
                // Not remembered: strangers could fill the memory with names.
                return Optional.empty();
            }
            Optional<File> found = Optional.of(file(stream.readAllBytes(), type));
            files.put(name, found);
            return found;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static File file(byte[] bytes, String type) {
        String digest = HexFormat.of().formatHex(Suite.GM.hash().hash(bytes)).substring(0, 32);
        return new File(bytes, TYPES.getOrDefault(type, "application/octet-stream"), "\"" + digest + "\"");
    }
}
