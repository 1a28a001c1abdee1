package org.titlechain.server.accounts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.server.http.ErrorCode;

/**
 * Who may call. Every change is on disk before it is answered, and counts for the very next call. Any thread may call
 * it.
 */
public final class Accounts {
    private static final int SECRET_BYTES = 32;
    private static final int MAXIMUM_ACCOUNTS = 10_000;

    private final AccountFile file;
    private final Passwords passwords;
    private final Lockout lockout;
    private final SecureRandom random;
    private final Clock clock;
    private AccountFile.Content content;

    public Accounts(Path folder, Passwords passwords, Lockout lockout, SecureRandom random, Clock clock)
            throws IOException {
        this.file = new AccountFile(folder.resolve("accounts.json"));
        this.passwords = passwords;
        this.lockout = lockout;
        this.random = random;
        this.clock = clock;
        this.content = file.read();
    }

    /** All accounts by name. */
    public synchronized List<Account> all() {
        return content.accounts();
    }

    /** The account with the name. */
    public synchronized Optional<Account> find(String name) {
        return content.accounts().stream()
                .filter(account -> account.name().equals(name))
                .findFirst();
    }

    /** Whether the first administrator is still to be made; others may be there before. */
    public synchronized boolean isSetupNeeded() {
        return content.accounts().stream().noneMatch(Accounts::administers);
    }

    /** A new one-time secret for making the first administrator; an earlier one is no longer valid. */
    public synchronized String newSetupSecret() {
        String secret = newSecret();
        store(new AccountFile.Content(content.accounts(), content.tokens(), hash(secret)));
        return secret;
    }

    /** Makes the first administrator, who also gets the working roles, so that one person can try everything. */
    public Account setUp(String secret, String name, String password, String language) {
        synchronized (this) {
            if (!isSetupNeeded()
                    || content.setupHash().isEmpty()
                    || !hash(secret).equals(content.setupHash())) {
                throw ErrorCode.SETUP_LINK_INVALID.problem();
            }
        }
        Set<Role> roles = EnumSet.complementOf(EnumSet.of(Role.HOLDERS));
        return create(name, password, roles, language);
    }

    /** Makes an account. */
    public Account create(String name, String password, Set<Role> roles, String language) {
        requireStrong(name, password);
        Account account = new Account(name, passwords.hash(password), roles, language, false, clock.millis(), 0);
        synchronized (this) {
            if (find(name).isPresent()
                    || name.equals(Token.NODE)
                    || content.accounts().size() >= MAXIMUM_ACCOUNTS) {
                throw ErrorCode.ACCOUNT_EXISTS.problem();
            }
            List<Account> accounts = new ArrayList<>(content.accounts());
            accounts.add(account);
            store(new AccountFile.Content(accounts, content.tokens(), administers(account) ? "" : content.setupHash()));
        }
        return account;
    }

    /** What is to be different about an account; null leaves a thing as it is. */
    public record Change(
            @Nullable String password,
            @Nullable Set<Role> roles,
            @Nullable String language,
            @Nullable Boolean locked) {}

    /** Changes an account. The last administrator who is not locked stays one. */
    public Account change(String name, Change change) {
        if (change.password() != null) {
            requireStrong(name, change.password());
        }
        String newHash = change.password() == null ? null : passwords.hash(change.password());
        Account changed = update(
                name,
                account -> new Account(
                        name,
                        newHash == null ? account.passwordHash() : newHash,
                        change.roles() == null ? account.roles() : change.roles(),
                        change.language() == null ? account.language() : change.language(),
                        change.locked() == null ? account.locked() : change.locked(),
                        account.created(),
                        account.lastSignIn()));
        if (Boolean.FALSE.equals(change.locked())) {
            lockout.forgive(name);
        }
        return changed;
    }

    /** The account of whoever knows name and password. Five failures in a row lock the name for a while. */
    public Account signIn(String name, String password) {
        OptionalInt locked = lockout.lockedSeconds(name);
        if (locked.isPresent()) {
            throw ErrorCode.ACCOUNT_LOCKED.problem().retryAfter(locked.getAsInt());
        }
        Optional<Account> account = find(name);
        boolean right;
        if (account.isPresent()) {
            right = passwords.matches(password, account.get().passwordHash());
        } else {
            passwords.pretend(password);
            right = false;
        }
        if (!right || account.isEmpty() || account.get().locked()) {
            lockout.failed(name);
            throw ErrorCode.CREDENTIALS_WRONG.problem();
        }
        lockout.forgive(name);
        return update(
                name,
                old -> new Account(
                        name,
                        old.passwordHash(),
                        old.roles(),
                        old.language(),
                        old.locked(),
                        old.created(),
                        clock.millis()));
    }

    /** A new token and its secret, which is not kept. */
    public record NewToken(Token token, String secret) {}

    /** Makes a token. */
    public synchronized NewToken createToken(String account, String name, Set<Role> roles, long expires) {
        String secret = newSecret();
        Token token =
                new Token(newSecret().substring(0, 12), hash(secret), name, account, roles, clock.millis(), expires);
        List<Token> tokens = new ArrayList<>(content.tokens());
        tokens.add(token);
        store(new AccountFile.Content(content.accounts(), tokens, content.setupHash()));
        return new NewToken(token, "tc_" + secret);
    }

    /** What the name may do at this moment: everything for the node itself, nothing for whoever is locked or gone. */
    public Set<Role> rolesOf(String name) {
        if (name.equals(Token.NODE)) {
            return EnumSet.allOf(Role.class);
        }
        return find(name)
                .filter(account -> !account.locked())
                .map(Account::roles)
                .orElse(Set.of());
    }

    /** The tokens of the account. */
    public synchronized List<Token> tokens(String account) {
        return content.tokens().stream()
                .filter(token -> token.account().equals(account))
                .toList();
    }

    /** All tokens. */
    public synchronized List<Token> allTokens() {
        return content.tokens();
    }

    /** Revokes the token; false when there is none. */
    public synchronized boolean revokeToken(String id) {
        List<Token> tokens = content.tokens().stream()
                .filter(token -> !token.id().equals(id))
                .toList();
        if (tokens.size() == content.tokens().size()) {
            return false;
        }
        store(new AccountFile.Content(content.accounts(), tokens, content.setupHash()));
        return true;
    }

    /** Who holds the token, with the roles that token and account both have at this moment. */
    public synchronized Optional<Principal> principalOfToken(String presented) {
        if (!presented.startsWith("tc_")) {
            return Optional.empty();
        }
        String hash = hash(presented.substring(3));
        for (Token token : content.tokens()) {
            boolean expired = token.expires() != 0 && token.expires() <= clock.millis();
            if (token.hash().equals(hash) && !expired) {
                return rolesOf(token)
                        .map(roles -> new Principal(token.account(), roles, Principal.Kind.TOKEN, token.id()));
            }
        }
        return Optional.empty();
    }

    private Optional<Set<Role>> rolesOf(Token token) {
        if (token.account().equals(Token.NODE)) {
            return Optional.of(token.roles());
        }
        return find(token.account()).filter(account -> !account.locked()).map(account -> {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            roles.addAll(token.roles());
            roles.retainAll(account.roles());
            return roles;
        });
    }

    private synchronized Account update(String name, UnaryOperator<Account> change) {
        Account old = find(name).orElseThrow(() -> ErrorCode.ACCOUNT_UNKNOWN.problem());
        Account changed = change.apply(old);
        List<Account> accounts = new ArrayList<>(content.accounts());
        accounts.replaceAll(account -> account.name().equals(name) ? changed : account);
        if (administers(old) && accounts.stream().noneMatch(account -> administers(account) && !account.locked())) {
            throw ErrorCode.ACCOUNT_LAST_ADMINISTRATOR.problem();
        }
        store(new AccountFile.Content(accounts, content.tokens(), content.setupHash()));
        return changed;
    }

    private void store(AccountFile.Content changed) {
        try {
            file.write(changed);
        } catch (IOException e) {
            throw new UncheckedIOException("the account file cannot be written", e);
        }
        content = changed;
    }

    private static boolean administers(Account account) {
        return account.roles().contains(Role.ADMINISTRATOR);
    }

    private static void requireStrong(String name, String password) {
        if (!Passwords.isStrong(name, password)) {
            throw ErrorCode.PASSWORD_WEAK.problem();
        }
    }

    private String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Secrets are random and long: a plain hash cannot be guessed back. */
    private static String hash(String secret) {
        return HexFormat.of().formatHex(Suite.GM.hash().hash(secret.getBytes(StandardCharsets.UTF_8)));
    }
}
