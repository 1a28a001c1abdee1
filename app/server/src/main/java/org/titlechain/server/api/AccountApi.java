package org.titlechain.server.api;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.titlechain.server.accounts.Account;
import org.titlechain.server.accounts.Accounts;
import org.titlechain.server.accounts.Callers;
import org.titlechain.server.accounts.Principal;
import org.titlechain.server.accounts.Role;
import org.titlechain.server.accounts.Sessions;
import org.titlechain.server.accounts.Token;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.AuthorisationMatrix;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.http.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Signing in and out, the first administrator, accounts and tokens. */
public final class AccountApi {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_PASSWORD = 200;
    private static final int LONGEST_TOKEN_LIFE_DAYS = 3660;

    private final Accounts accounts;
    private final Sessions sessions;
    private final AuthorisationMatrix matrix;
    private final Clock clock;

    public AccountApi(Accounts accounts, Sessions sessions, AuthorisationMatrix matrix, Clock clock) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.matrix = matrix;
        this.clock = clock;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.ofEntries(
                Map.entry("setupState", call -> Answer.ok(Json.object().put("needed", accounts.isSetupNeeded()))),
                Map.entry("setup", this::setUp),
                Map.entry("signIn", this::signIn),
                Map.entry("session", this::session),
                Map.entry("signOut", this::signOut),
                Map.entry("accounts", this::accounts),
                Map.entry("accountCreate", this::createAccount),
                Map.entry("accountChange", this::changeAccount),
                Map.entry("tokens", this::tokens),
                Map.entry("tokenCreate", this::createToken),
                Map.entry("tokenRevoke", this::revokeToken));
    }

    private Answer setUp(Call call) throws Exception {
        ObjectNode body = call.json();
        Account account =
                accounts.setUp(call.variable("secret"), accountName(body), password(body), language(body, "zh"));
        return Answer.json(201, account(account));
    }

    private Answer signIn(Call call) throws Exception {
        ObjectNode body = call.json();
        Account account = accounts.signIn(Json.text(body, "name", LONGEST_NAME), password(body));
        String id = sessions.begin(account.name());
        ObjectNode node = Json.object();
        node.set("account", person(account.name(), account.roles(), account.language()));
        node.set("rights", Json.texts(matrix.opened(account.roles())));
        node.put("expires", sessions.expires(id));
        return Answer.ok(node).header("Set-Cookie", cookie(call, id, ""));
    }

    private Answer session(Call call) {
        Principal principal = call.principal();
        String language = accounts.find(principal.name()).map(Account::language).orElse("zh");
        ObjectNode node = Json.object();
        node.set("account", person(principal.name(), principal.roles(), language));
        node.set("rights", Json.texts(matrix.opened(principal.roles())));
        if (principal.kind() == Principal.Kind.SESSION) {
            node.put("expires", sessions.expires(principal.reference()));
        } else {
            node.putNull("expires");
        }
        return Answer.ok(node);
    }

    private Answer signOut(Call call) {
        if (call.principal().kind() == Principal.Kind.SESSION) {
            sessions.end(call.principal().reference());
        }
        return Answer.noContent().header("Set-Cookie", cookie(call, "", "; Max-Age=0"));
    }

    private static String cookie(Call call, String value, String more) {
        String secure = call.isSecure() ? "; Secure" : "";
        return Callers.cookieName(call.isSecure()) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" + secure
                + more;
    }

    private Answer accounts(Call call) {
        ArrayNode items = Json.array();
        accounts.all().forEach(account -> items.add(account(account)));
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    private Answer createAccount(Call call) throws Exception {
        ObjectNode body = call.json();
        Account account =
                accounts.create(accountName(body), password(body), roles(body.get("roles")), language(body, "zh"));
        return Answer.json(201, account(account));
    }

    private Answer changeAccount(Call call) throws Exception {
        ObjectNode body = call.json();
        String name = call.variable("name");
        String password = body.has("password") ? password(body) : null;
        Set<Role> roles = body.has("roles") ? roles(body.get("roles")) : null;
        String language = body.has("language") ? language(body, "zh") : null;
        Boolean locked = body.has("locked") ? body.get("locked").booleanValue() : null;
        Account account = accounts.change(name, new Accounts.Change(password, roles, language, locked));
        if (password != null || roles != null || Boolean.TRUE.equals(locked)) {
            sessions.endOthers(name, call.principal().reference());
        }
        return Answer.ok(account(account));
    }

    /** Everybody sees his own tokens, an administrator sees all. */
    private Answer tokens(Call call) {
        Principal principal = call.principal();
        ArrayNode items = Json.array();
        (principal.has(Role.ADMINISTRATOR) ? accounts.allTokens() : accounts.tokens(principal.name()))
                .forEach(token -> items.add(token(token)));
        return Answer.ok(Lists.of(items, items.size(), null));
    }

    private Answer createToken(Call call) throws Exception {
        ObjectNode body = call.json();
        Principal principal = call.principal();
        Set<Role> roles = body.has("roles") ? roles(body.get("roles")) : principal.roles();
        if (!principal.roles().containsAll(roles)) {
            throw ErrorCode.NOT_ENTITLED.problem("a token has at most the rights of who makes it");
        }
        long days = body.has("days") ? body.get("days").asLong() : 0;
        if (days < 0 || days > LONGEST_TOKEN_LIFE_DAYS) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/days");
        }
        long expires = days == 0 ? 0 : clock.millis() + Duration.ofDays(days).toMillis();
        Accounts.NewToken made =
                accounts.createToken(principal.name(), Json.text(body, "name", LONGEST_NAME), roles, expires);
        ObjectNode node = token(made.token());
        node.put("token", made.secret());
        return Answer.json(201, node);
    }

    private Answer revokeToken(Call call) {
        Principal principal = call.principal();
        String id = call.variable("id");
        boolean own = accounts.tokens(principal.name()).stream()
                .anyMatch(token -> token.id().equals(id));
        // Somebody else's token looks like none at all.
        if (!own && !principal.has(Role.ADMINISTRATOR) || !accounts.revokeToken(id)) {
            throw ErrorCode.TOKEN_UNKNOWN.problem();
        }
        return Answer.noContent();
    }

    private static String accountName(ObjectNode body) {
        String name = Json.text(body, "name", LONGEST_NAME);
        if (!Parameters.named("name").form().matcher(name).matches()) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/name");
        }
        return name;
    }

    private static String password(ObjectNode body) {
        return Json.text(body, "password", LONGEST_PASSWORD);
    }

    private static String language(ObjectNode body, String standard) {
        String language = body.has("language") ? Json.text(body, "language", 2) : standard;
        if (!language.equals("zh") && !language.equals("en")) {
            throw ErrorCode.REQUEST_FIELD_INVALID.problem("/language");
        }
        return language;
    }

    private static Set<Role> roles(@Nullable JsonNode node) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode label : node == null ? Json.array() : node) {
            roles.add(Role.ofLabel(label.asString().toLowerCase(Locale.ROOT))
                    .orElseThrow(() -> ErrorCode.REQUEST_FIELD_INVALID.problem("/roles")));
        }
        return roles;
    }

    private static ArrayNode labels(Set<Role> roles) {
        return Json.texts(roles.stream().sorted().map(Role::label).toList());
    }

    private static ObjectNode person(String name, Set<Role> roles, String language) {
        ObjectNode node = Json.object();
        node.put("name", name);
        node.set("roles", labels(roles));
        node.put("language", language);
        return node;
    }

    private static ObjectNode account(Account account) {
        ObjectNode node = person(account.name(), account.roles(), account.language());
        node.put("locked", account.locked());
        node.put("created", account.created());
        if (account.lastSignIn() == 0) {
            node.putNull("lastSignIn");
        } else {
            node.put("lastSignIn", account.lastSignIn());
        }
        return node;
    }

    private static ObjectNode token(Token token) {
        ObjectNode node = Json.object();
        node.put("id", token.id());
        node.put("name", token.name());
        node.put("account", token.account());
        node.set("roles", labels(token.roles()));
        node.put("created", token.created());
        if (token.expires() == 0) {
            node.putNull("expires");
        } else {
            node.put("expires", token.expires());
        }
        return node;
    }
}
