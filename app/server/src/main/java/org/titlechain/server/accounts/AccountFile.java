package org.titlechain.server.accounts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.http.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The file that accounts and tokens are kept in: JSON, readable by the node's user only, replaced as a whole. */
final class AccountFile {
    /** What is in the file. */
    record Content(List<Account> accounts, List<Token> tokens, String setupHash) {
        Content {
            accounts = List.copyOf(accounts);
            tokens = List.copyOf(tokens);
        }
    }

    private final Path path;

    AccountFile(Path path) {
        this.path = path;
    }

    Content read() throws IOException {
        if (!Files.exists(path)) {
            return new Content(List.of(), List.of(), "");
        }
        JsonNode root = Json.read(Files.readAllBytes(path));
        List<Account> accounts = new ArrayList<>();
        for (JsonNode node : root.path("accounts")) {
            accounts.add(new Account(
                    text(node, "name"),
                    text(node, "passwordHash"),
                    roles(node.path("roles")),
                    text(node, "language"),
                    node.path("locked").asBoolean(),
                    node.path("created").asLong(),
                    node.path("lastSignIn").asLong()));
        }
        List<Token> tokens = new ArrayList<>();
        for (JsonNode node : root.path("tokens")) {
            tokens.add(new Token(
                    text(node, "id"),
                    text(node, "hash"),
                    text(node, "name"),
                    text(node, "account"),
                    roles(node.path("roles")),
                    node.path("created").asLong(),
                    node.path("expires").asLong()));
        }
        return new Content(accounts, tokens, text(root, "setupHash"));
    }

    void write(Content content) throws IOException {
        ObjectNode root = Json.object();
        root.put("format", "titlechain/accounts").put("version", 1).put("setupHash", content.setupHash());
        ArrayNode accounts = root.putArray("accounts");
        for (Account account : content.accounts()) {
            accounts.addObject()
                    .put("name", account.name())
                    .put("passwordHash", account.passwordHash())
                    .put("language", account.language())
                    .put("locked", account.locked())
                    .put("created", account.created())
                    .put("lastSignIn", account.lastSignIn())
                    .set("roles", labels(account.roles()));
        }
        ArrayNode tokens = root.putArray("tokens");
        for (Token token : content.tokens()) {
            tokens.addObject()
                    .put("id", token.id())
                    .put("hash", token.hash())
                    .put("name", token.name())
                    .put("account", token.account())
                    .put("created", token.created())
                    .put("expires", token.expires())
                    .set("roles", labels(token.roles()));
        }
        PrivateFiles.replace(path, Json.pretty(root));
    }

    static ArrayNode labels(Set<Role> roles) {
        return Json.texts(roles.stream().sorted().map(Role::label).toList());
    }

    private static Set<Role> roles(JsonNode node) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (JsonNode label : node) {
            roles.add(Role.ofLabel(label.asString())
                    .orElseThrow(() -> new IllegalStateException("unknown role in the account file")));
        }
        return roles;
    }

    private static String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        if (value == null || !value.isString()) {
            throw new IllegalStateException("the account file has no " + name);
        }
        return value.stringValue();
    }
}
