package org.titlechain.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.server.StartException.Kind;

/**
 * The file {@code titlechain.conf} of a data folder: lines {@code key = value}, {@code #} begins a comment. A key that
 * is unknown, written twice or has a value of another form stops the start: a misspelt safety setting must not be
 * ignored.
 *
 * @param production whether the strict rules of the production profile hold
 * @param host the address to listen on
 * @param port 0 picks one
 * @param certificate PEM chain for TLS
 * @param privateKey PEM private key for TLS
 * @param publicUrl how people reach the node; printed instead of the listening address
 * @param chain the identifier of the chain; used at the first start only
 * @param suite the algorithms of a new chain; empty means {@code gm} for a new one and whatever an old one has
 * @param organisation whose node this is; used at the first start only
 * @param district prefix of the district codes that this node records for; empty for all
 * @param member the node's name among the members of its chain; used at the first start only
 * @param join how a member of several begins that has no state: by the state of others ({@code auto}: on a long chain),
 *     by that of the one that is left ({@code survivor}), or by all blocks
 * @param engine what orders a new chain's entries; used at the first start only, later {@code engine switch} says
 * @param sessionIdle a session that is not used ends after this
 * @param sessionLongest every session ends after this
 * @param loginFailures wrong passwords in a row that lock a name
 * @param loginLock how long a name stays locked
 * @param callsPerSecond calls a second of one account or token, more get 429
 * @param strangerCallsPerSecond calls a second from one address without signing in
 * @param deliveryHost the address to listen on for other members
 * @param deliveryPort the port to listen on for other members, 0 picks one; empty: members cannot ask this node
 * @param cometbftKeptBlocks so many blocks stay with CometBFT itself; 0 for all
 * @param query where search tables live: {@code sqlite} or a PostgreSQL address
 */
public record Configuration(
        boolean production,
        String host,
        int port,
        Optional<String> certificate,
        Optional<String> privateKey,
        Optional<String> publicUrl,
        String chain,
        Optional<String> suite,
        String organisation,
        String district,
        String member,
        String join,
        String engine,
        Duration sessionIdle,
        Duration sessionLongest,
        int loginFailures,
        Duration loginLock,
        int callsPerSecond,
        int strangerCallsPerSecond,
        String deliveryHost,
        OptionalInt deliveryPort,
        long cometbftKeptBlocks,
        String query) {
    /** The port when nothing else is said. */
    public static final int DEFAULT_PORT = 8420;

    /** What {@code chain.id} is when nobody named the chain. */
    public static final String LOCAL_CHAIN = "titlechain-local";

    /** The name of the file in the data folder. */
    public static final String FILE = "titlechain.conf";

    /** One key: its default, the form of its value, and what it means. */
    record Key(String name, String standard, String form, String meaning) {}

    static final List<Key> KEYS = List.of(
            new Key("profile", "development", "development|production", "production turns the strict rules on"),
            new Key("listen.host", "127.0.0.1", "[A-Za-z0-9.:-]{1,100}", "address to listen on"),
            new Key("listen.port", "" + DEFAULT_PORT, "[0-9]{1,5}", "0 picks one"),
            new Key("listen.publicUrl", "", "https?://[A-Za-z0-9.:/-]{1,200}", "how people reach the node"),
            new Key("tls.certificate", "", "[^\\p{Cntrl}]{1,300}", "PEM file with the certificate chain"),
            new Key("tls.privateKey", "", "[^\\p{Cntrl}]{1,300}", "PEM file with the private key"),
            new Key("chain.id", LOCAL_CHAIN, "[a-z0-9.-]{1,64}", "identifier of the chain"),
            new Key("chain.suite", "", "gm|international", "algorithms of a new chain; gm when nothing is said"),
            new Key("chain.organisation", "本地登记机构", "[^\\p{Cntrl}]{1,60}", "whose node this is"),
            new Key("chain.district", "", "[0-9]{2,6}", "prefix of the districts that this node records for"),
            new Key("chain.member", "registry", "[a-z0-9.-]{1,64}", "the node's name among the members"),
            new Key("chain.join", "auto", "auto|state|blocks|survivor", "how a member without a state begins"),
            new Key("engine", "embedded", "embedded|cometbft", "what orders a new chain's entries; first start only"),
            new Key("session.idleMinutes", "15", "[0-9]{1,3}", "a session that is not used ends"),
            new Key("session.longestHours", "12", "[0-9]{1,2}", "every session ends"),
            new Key("login.failures", "5", "[1-9]", "wrong passwords in a row that lock a name"),
            new Key("login.lockMinutes", "15", "[0-9]{1,4}", "how long a name stays locked"),
            new Key("limit.callsPerSecond", "2000", "[1-9][0-9]{0,4}", "calls a second of one account or token"),
            new Key("limit.strangerCallsPerSecond", "50", "[1-9][0-9]{0,3}", "calls a second from one address"),
            new Key("delivery.host", "127.0.0.1", "[A-Za-z0-9.:-]{1,100}", "address to listen on for other members"),
            new Key("delivery.port", "", "[0-9]{1,5}", "port for other members, 0 picks one; without it none"),
            new Key("cometbft.keptBlocks", "0", "0|[1-9][0-9]{3,8}", "blocks that CometBFT keeps itself, 0 for all"),
            new Key("query.database", "sqlite", "sqlite|jdbc:postgresql://[^\\p{Cntrl} ]{1,300}", "search tables"),
            new Key("development.demo", "false", "true|false", "fill an empty node with an invented city"));

    private static final Set<String> DEFAULT_PASSWORDS = Set.of(
            "",
            "postgres",
            "postgresql",
            "password",
            "passwd",
            "admin",
            "administrator",
            "root",
            "titlechain",
            "test",
            "secret",
            "changeme",
            "change-me",
            "default",
            "qwerty",
            "111111",
            "123456",
            "12345678",
            "123456789");
    private static final Set<String> CHECKED_TLS = Set.of("verify-ca", "verify-full");
    private static final int SHORTEST_PASSWORD = 12;

    private static final int LONGEST_FILE = 64 * 1024;

    /** Reads the folder's file, if there is one. Options of the command line come on top. */
    public static Configuration read(Path folder, Map<String, String> options) {
        Path file = folder.resolve(FILE);
        SortedMap<String, String> values = new TreeMap<>();
        try {
            if (Files.exists(file)) {
                if (Files.size(file) > LONGEST_FILE) {
                    throw refused(FILE + " is too long");
                }
                parse(Files.readString(file, StandardCharsets.UTF_8), values);
            }
        } catch (IOException e) {
            throw refused(FILE + " cannot be read as UTF-8 text");
        }
        values.putAll(options);
        return of(values);
    }

    static void parse(String text, Map<String, String> values) {
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.strip();
            if (content.isEmpty() || content.startsWith("#")) {
                continue;
            }
            int equals = content.indexOf('=');
            if (equals < 0) {
                throw refused(FILE + " line " + number + ": wanted key = value");
            }
            String key = content.substring(0, equals).strip();
            if (values.put(key, content.substring(equals + 1).strip()) != null) {
                throw refused(FILE + " line " + number + ": " + key + " is set twice");
            }
        }
    }

    /** The configuration of these values. */
    static Configuration of(Map<String, String> values) {
        SortedMap<String, String> all = new TreeMap<>();
        List<String> names = new ArrayList<>();
        for (Key key : KEYS) {
            names.add(key.name());
            String value = values.getOrDefault(key.name(), "");
            if (!value.isEmpty() && !value.matches(key.form())) {
                throw refused("configuration key " + key.name() + " has a value of another form; it must match "
                        + key.form());
            }
            all.put(key.name(), value.isEmpty() ? key.standard() : value);
        }
        for (String name : values.keySet()) {
            if (!names.contains(name)) {
                throw refused("unknown configuration key " + name + "; known keys: " + String.join(", ", names));
            }
        }
        Configuration configuration = typed(all);
        configuration.requireSafe(all);
        return configuration;
    }

    private static Configuration typed(SortedMap<String, String> all) {
        int port = Integer.parseInt(all.getOrDefault("listen.port", ""));
        if (port > 65535) {
            throw refused("configuration key listen.port is larger than 65535");
        }
        OptionalInt delivery = optional(all, "delivery.port").stream()
                .mapToInt(Integer::parseInt)
                .findFirst();
        if (delivery.orElse(0) > 65535) {
            throw refused("configuration key delivery.port is larger than 65535");
        }
        return new Configuration(
                "production".equals(all.get("profile")),
                text(all, "listen.host"),
                port,
                optional(all, "tls.certificate"),
                optional(all, "tls.privateKey"),
                optional(all, "listen.publicUrl"),
                text(all, "chain.id"),
                optional(all, "chain.suite"),
                text(all, "chain.organisation"),
                text(all, "chain.district"),
                text(all, "chain.member"),
                text(all, "chain.join"),
                text(all, "engine"),
                Duration.ofMinutes(Long.parseLong(text(all, "session.idleMinutes"))),
                Duration.ofHours(Long.parseLong(text(all, "session.longestHours"))),
                Integer.parseInt(text(all, "login.failures")),
                Duration.ofMinutes(Long.parseLong(text(all, "login.lockMinutes"))),
                Integer.parseInt(text(all, "limit.callsPerSecond")),
                Integer.parseInt(text(all, "limit.strangerCallsPerSecond")),
                text(all, "delivery.host"),
                delivery,
                Long.parseLong(text(all, "cometbft.keptBlocks")),
                text(all, "query.database"));
    }

    private void requireSafe(SortedMap<String, String> all) {
        if (certificate.isPresent() != privateKey.isPresent()) {
            throw refused("tls.certificate and tls.privateKey belong together");
        }
        if (sessionIdle.isZero() || sessionLongest.isZero() || loginLock.isZero()) {
            throw refused("session.idleMinutes, session.longestHours and login.lockMinutes must not be 0");
        }
        if (certificate.isEmpty() && !isLoopback(host)) {
            throw refused("listening on " + host
                    + " without TLS would send passwords in the clear: set tls.certificate "
                    + "and tls.privateKey, or listen on 127.0.0.1 behind a proxy that has them");
        }
        if (!production) {
            return;
        }
        for (Map.Entry<String, String> entry : all.entrySet()) {
            if (entry.getKey().startsWith("development.") && !entry.getValue().equals("false")) {
                throw refused("the production profile refuses " + entry.getKey());
            }
        }
        if (!chainIsNamed()) {
            throw refused("the production profile needs a chain.id of its own");
        }
        if (sessionIdle.toMinutes() > 15 || loginFailures > 5 || loginLock.toMinutes() < 5) {
            throw refused(
                    "the production profile wants session.idleMinutes ≤ 15, login.failures ≤ 5, login.lockMinutes ≥ 5");
        }
        if (publicUrl.isPresent() && publicUrl.get().startsWith("http:")) {
            throw refused("the production profile refuses a listen.publicUrl without TLS");
        }
        if (sessionLongest.toHours() > 24) {
            throw refused("the production profile wants session.longestHours ≤ 24");
        }
        if (organisation.equals(standard("chain.organisation"))) {
            throw refused("the production profile needs a chain.organisation of its own");
        }
        if (!query.equals("sqlite")) {
            requireSafeDatabase();
        }
    }

    private void requireSafeDatabase() {
        Map<String, String> parameters = new TreeMap<>();
        int mark = query.indexOf('?');
        for (String pair : mark < 0 ? new String[0] : query.substring(mark + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        String user = parameters.getOrDefault("user", "");
        String password = parameters.getOrDefault("password", "");
        boolean here = query.matches("jdbc:postgresql://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:[0-9]+)?/.*");
        if (user.equals("postgres")) {
            throw refused("the production profile refuses the database's superuser in query.database");
        }
        if (parameters.containsKey("password")
                && (DEFAULT_PASSWORDS.contains(password.toLowerCase(Locale.ROOT))
                        || password.equals(user)
                        || password.length() < SHORTEST_PASSWORD)) {
            throw refused("the production profile refuses a default or short password in query.database");
        }
        if (!here && !CHECKED_TLS.contains(parameters.getOrDefault("sslmode", ""))) {
            throw refused("the production profile wants sslmode=verify-full in a query.database beyond this machine");
        }
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused("query.database is not percent-encoded well");
        }
    }

    private static String standard(String name) {
        return KEYS.stream()
                .filter(key -> key.name().equals(name))
                .findFirst()
                .orElseThrow()
                .standard();
    }

    /** Whether the chain was given an identifier; if not, a new folder makes one up. */
    public boolean chainIsNamed() {
        return !chain.equals(LOCAL_CHAIN);
    }

    /** Whether only this machine can reach the address. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw refused("listen.host " + host + " is not an address of this machine");
        }
    }

    private static String text(SortedMap<String, String> all, String name) {
        return all.getOrDefault(name, "");
    }

    private static Optional<String> optional(SortedMap<String, String> all, String name) {
        return Optional.of(text(all, name)).filter(value -> !value.isEmpty());
    }

    private static StartException refused(String message) {
        return new StartException(Kind.CONFIGURATION, message);
    }
}
