package org.titlechain.server.delivery;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.delivery.MemberCertificate.Fault;
import org.titlechain.server.delivery.MemberCertificate.Judge;

/** Believes certificates of active members of the chain, or of one of them only. Names of hosts mean nothing to it. */
final class MemberTrust extends X509ExtendedTrustManager {
    private final Ledger ledger;
    private final Suite suite;
    private final InstantSource clock;
    private final Optional<String> wanted;

    private MemberTrust(Ledger ledger, Suite suite, InstantSource clock, Optional<String> wanted) {
        this.ledger = ledger;
        this.suite = suite;
        this.clock = clock;
        this.wanted = wanted;
    }

    /** Any active member. */
    static MemberTrust ofMembers(Ledger ledger, Suite suite, InstantSource clock) {
        return new MemberTrust(ledger, suite, clock, Optional.empty());
    }

    /** This member and no other. */
    MemberTrust only(String member) {
        return new MemberTrust(ledger, suite, clock, Optional.of(member));
    }

    /** The member whose certificate it is, as the chain stands now. */
    String member(X509Certificate certificate) throws CertificateException {
        Ledger.Status status = ledger.status();
        Judge judge = new Judge(status.chain(), suite, ledger.state(), status.height() + 1);
        String member = MemberCertificate.member(certificate, judge, clock.instant());
        if (wanted.isPresent() && !wanted.get().equals(member)) {
            throw MemberCertificate.refused(Fault.ANOTHER_MEMBER);
        }
        return member;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
        if (chain.length != 1) {
            throw MemberCertificate.refused(Fault.NOT_A_MEMBER_CERTIFICATE);
        }
        member(chain[0]);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable SSLEngine engine)
            throws CertificateException {
        check(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }
}
