package org.titlechain.server.delivery;

import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** TLS between members: version 1.3 only, both sides with a member's certificate. */
final class MemberTls {
    /** The only version of the protocol that is spoken. */
    static final String[] PROTOCOLS = {"TLSv1.3"};

    private MemberTls() {}

    static SSLContext context(MemberIdentity identity, MemberTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {identity}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no TLS 1.3", e);
        }
    }
}
