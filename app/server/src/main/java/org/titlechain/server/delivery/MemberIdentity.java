package org.titlechain.server.delivery;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Signer;

/** This member's certificate: made when it is first needed and anew once half of its time is over. */
final class MemberIdentity extends X509ExtendedKeyManager {
    private static final String ALIAS = "member";
    private static final Duration HALF = MemberCertificate.VALIDITY.dividedBy(2);

    private final String chain;
    private final String member;
    private final Signer signer;
    private final InstantSource clock;
    private @Nullable MemberCertificate present;

    MemberIdentity(String chain, String member, Signer signer, InstantSource clock) {
        this.chain = chain;
        this.member = member;
        this.signer = signer;
        this.clock = clock;
    }

    private synchronized MemberCertificate present() {
        Instant now = clock.instant();
        MemberCertificate known = present;
        if (known == null
                || now.plus(HALF).isAfter(known.certificate().getNotAfter().toInstant())) {
            known = MemberCertificate.issue(chain, member, signer, now);
            present = known;
        }
        return known;
    }

    @Override
    public String chooseClientAlias(
            String @Nullable [] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return ALIAS;
    }

    @Override
    public String chooseServerAlias(@Nullable String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return ALIAS;
    }

    @Override
    public String chooseEngineClientAlias(
            String @Nullable [] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public String chooseEngineServerAlias(
            @Nullable String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return new X509Certificate[] {present().certificate()};
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return present().key();
    }

    @Override
    public String[] getClientAliases(@Nullable String type, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(@Nullable String type, Principal @Nullable [] issuers) {
        return new String[] {ALIAS};
    }
}
