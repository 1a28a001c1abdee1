package org.titlechain.server.delivery;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.CodecException;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.StateView;
import org.titlechain.contract.governance.Member;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;

/**
 * A member's certificate for TLS ({@code docs/formats.md}, section 21): a self-signed one over a fresh P-256 key, with
 * an extension in which the member's checkpoint key signs that this key is the member's for a while. The chain says
 * which checkpoint key a member has and whether the member is active; so nothing has to be exchanged beforehand, and
 * whoever is suspended or gets another key is refused from that block on.
 *
 * @param key the private key; it is in memory only
 * @param certificate the certificate
 */
record MemberCertificate(PrivateKey key, X509Certificate certificate) {
    /** A certificate whose validity is longer is refused. */
    static final Duration LONGEST = Duration.ofDays(2);

    /** How long one is valid that is made here. */
    static final Duration VALIDITY = Duration.ofDays(1);

    /** Clocks of members may differ by as much. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** An identifier from a random UUID, as Rec. ITU-T X.667 lets anybody make one. */
    private static final ASN1ObjectIdentifier STATEMENT =
            new ASN1ObjectIdentifier("2.25.35388555058529837916982506340745464582");

    private static final String TAG = "titlechain/member-certificate/v1";
    private static final AlgorithmIdentifier ECDSA = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
    private static final int P256_KEY_LENGTH = 91;

    /** What is wrong with a peer's certificate; a code, never more. */
    enum Fault {
        NOT_A_MEMBER_CERTIFICATE,
        NOT_VALID_NOW,
        VALID_TOO_LONG,
        MEMBER_UNKNOWN,
        MEMBER_NOT_ACTIVE,
        NOT_SIGNED_BY_MEMBER,
        ANOTHER_MEMBER
    }

    /** A new key and its certificate, valid from a little before now. */
    static MemberCertificate issue(String chain, String member, Signer signer, Instant now) {
        return issue(chain, member, signer, now, VALIDITY);
    }

    static MemberCertificate issue(String chain, String member, Signer signer, Instant now, Duration validity) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom());
            KeyPair pair = generator.generateKeyPair();
            Instant from = now.minus(TOLERANCE).truncatedTo(ChronoUnit.SECONDS);
            Instant until = now.plus(validity).truncatedTo(ChronoUnit.SECONDS);
            MapValue statement = Value.map()
                    .put("member", member)
                    .put(
                            "signature",
                            signer.sign(input(
                                    signer.suite(),
                                    chain,
                                    member,
                                    pair.getPublic().getEncoded(),
                                    from,
                                    until)))
                    .build();
            TBSCertificate body = body(pair, member, from, until, CanonicalEncoder.encode(statement));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body.getEncoded());
            ASN1EncodableVector whole = new ASN1EncodableVector();
            whole.add(body);
            whole.add(ECDSA);
            whole.add(new DERBitString(signature.sign()));
            byte[] encoded = new DERSequence(whole).getEncoded();
            return new MemberCertificate(pair.getPrivate(), (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded)));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a certificate cannot be made", e);
        }
    }

    private static TBSCertificate body(KeyPair pair, String member, Instant from, Instant until, byte[] statement)
            throws IOException {
        X500Name name = new X500Name("CN=" + member);
        V3TBSCertificateGenerator generator = new V3TBSCertificateGenerator();
        generator.setSerialNumber(new ASN1Integer(new BigInteger(63, new SecureRandom()).add(BigInteger.ONE)));
        generator.setSignature(ECDSA);
        generator.setIssuer(name);
        generator.setSubject(name);
        generator.setStartDate(new Time(Date.from(from)));
        generator.setEndDate(new Time(Date.from(until)));
        generator.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        generator.setExtensions(new Extensions(new Extension(STATEMENT, false, statement)));
        return generator.generateTBSCertificate();
    }

    private static byte[] input(Suite suite, String chain, String member, byte[] key, Instant from, Instant until) {
        return suite.signingInput(
                TAG,
                CanonicalEncoder.encode(Value.map()
                        .put("chain", chain)
                        .put("member", member)
                        .put("key", key)
                        .put("from", from.toEpochMilli())
                        .put("until", until.toEpochMilli())
                        .build()));
    }

    /** The chain by which certificates are judged, as it stands at a height. */
    record Judge(String chain, Suite suite, StateView state, long height) {}

    /**
     * The member whose certificate it is.
     *
     * @throws CertificateException with a {@link Fault} as message when it is nobody's, or not valid now
     */
    static String member(X509Certificate certificate, Judge judge, Instant now) throws CertificateException {
        MapValue statement = statement(certificate);
        String name = statement.get("member").asText();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw refused(Fault.NOT_VALID_NOW);
        }
        if (Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw refused(Fault.VALID_TOO_LONG);
        }
        Member member = Member.at(judge.state(), name, judge.height()).orElseThrow(() -> refused(Fault.MEMBER_UNKNOWN));
        if (member.state() != Member.State.ACTIVE) {
            throw refused(Fault.MEMBER_NOT_ACTIVE);
        }
        byte[] key = certificate.getPublicKey().getEncoded();
        byte[] input = input(judge.suite(), judge.chain(), name, key, from, until);
        if (key.length != P256_KEY_LENGTH
                || !judge.suite()
                        .signatures()
                        .verify(member.key(), input, statement.get("signature").asBytes())) {
            throw refused(Fault.NOT_SIGNED_BY_MEMBER);
        }
        return name;
    }

    private static MapValue statement(X509Certificate certificate) throws CertificateException {
        byte[] wrapped = certificate.getExtensionValue(STATEMENT.getId());
        if (wrapped == null) {
            throw refused(Fault.NOT_A_MEMBER_CERTIFICATE);
        }
        try {
            byte[] bytes = ASN1OctetString.getInstance(ASN1Primitive.fromByteArray(wrapped))
                    .getOctets();
            MapValue statement = CanonicalDecoder.decode(bytes).asMap();
            statement.get("member").asText();
            statement.get("signature").asBytes();
            return statement;
        } catch (IOException | IllegalArgumentException | CodecException e) {
            throw refused(Fault.NOT_A_MEMBER_CERTIFICATE);
        }
    }

    static CertificateException refused(Fault fault) {
        return new CertificateException(fault.name());
    }
}
