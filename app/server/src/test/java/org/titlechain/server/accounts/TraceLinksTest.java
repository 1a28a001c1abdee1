package org.titlechain.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.titlechain.crypto.Suite;
import org.titlechain.server.accounts.TraceLinks.NewLink;

class TraceLinksTest {
    private static final String CASE = "registration/999901/2026-1";

    @TempDir
    Path folder;

    private final AtomicInteger digests = new AtomicInteger();
    private long now = 1_000;
    private TraceLinks links;

    @BeforeEach
    void open() throws Exception {
        InstantSource time = () -> Instant.ofEpochMilli(now);
        Clock clock = time.withZone(ZoneOffset.UTC);
        links = new TraceLinks(file(), this::digest, new SecureRandom(), clock);
    }

    private Path file() {
        return folder.resolve("trace-links.jsonl");
    }

    private byte[] digest(String text) {
        digests.incrementAndGet();
        return Suite.GM.hash().hash(("a key " + text).getBytes(StandardCharsets.UTF_8));
    }

    private NewLink make(long expires) {
        return links.create(CASE, "anna", expires).orElseThrow();
    }

    @Test
    void shouldOpenTheCaseHoweverTheSecretIsTyped() {
        NewLink made = make(5_000);
        String secret = made.secret();

        assertThat(secret).matches("[0-9A-HJKMNP-TV-Z]{26}");
        assertThat(links.find(CASE, secret)).contains(made.link());
        assertThat(links.find(CASE, secret.toLowerCase(java.util.Locale.ROOT).replaceAll("(.{5})", "$1-")))
                .contains(made.link());
        assertThat(links.find(CASE, secret.replace('0', 'O').replace('1', 'l'))).contains(made.link());
    }

    @Test
    void shouldAnswerAlikeAtTheSameCostWhateverIsWrong() {
        String secret = make(5_000).secret();
        NewLink revoked = make(5_000);
        String expired = make(2_000).secret();
        assertThat(links.revoke(CASE, revoked.link().id())).isTrue();
        assertThat(links.revoke(CASE, revoked.link().id())).isFalse();
        now = 2_000;

        for (String[] tried : new String[][] {
            {CASE, secret.substring(1) + "Z"},
            {CASE, ""},
            {"registration/999901/2026-2", secret},
            {CASE, revoked.secret()},
            {CASE, expired}
        }) {
            int before = digests.get();
            assertThat(links.find(tried[0], tried[1])).as(tried[1]).isEmpty();
            assertThat(digests.get() - before).isEqualTo(1);
        }
        assertThat(links.find(CASE, secret)).isPresent();
        assertThat(links.of(CASE)).hasSize(1);
    }

    @Test
    void shouldKeepOnlyDigestsInAFileOfTheOwnerAndKnowThemAfterARestart() throws Exception {
        NewLink made = make(5_000);
        NewLink revoked = make(5_000);
        links.revoke(CASE, revoked.link().id());
        Files.writeString(file(), "{\"digest\":\"half a li", StandardOpenOption.APPEND);

        open();

        assertThat(links.find(CASE, made.secret())).contains(made.link());
        assertThat(links.find(CASE, revoked.secret())).isEmpty();
        assertThat(Files.readString(file())).doesNotContain(made.secret()).doesNotContain("half");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        now = 5_000;
        open();
        assertThat(Files.readString(file())).isEmpty();
    }

    @Test
    void shouldNotHandOutMoreThanAreReasonable() {
        for (int i = 0; i < TraceLinks.MOST_OF_A_CASE; i++) {
            make(5_000);
        }
        assertThat(links.create(CASE, "anna", 5_000)).isEmpty();
        now = 5_000;
        assertThat(links.create(CASE, "anna", 9_000)).isPresent();
    }
}
