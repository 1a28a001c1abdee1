package org.titlechain.fabric.proof;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import org.titlechain.fabric.proof.ProtoReader.MalformedException;

/**
 * Who signed, as Fabric writes it.
 *
 * @param organisation the name of the membership provider (MSP)
 * @param certificate X.509
 */
record Signer(String organisation, X509Certificate certificate) {
    static Signer decode(byte[] bytes) throws GeneralSecurityException {
        String organisation = "";
        byte[] certificate = {};
        for (ProtoReader reader = new ProtoReader(bytes); reader.next(); ) {
            switch (reader.field()) {
                case 1 -> organisation = reader.text();
                case 2 -> certificate = reader.bytes();
                default -> throw reader.unexpected();
            }
        }
        return new Signer(organisation, certificate(certificate));
    }

    /** The organisation alone; empty when the bytes are no signer. */
    static String organisationOf(byte[] bytes) {
        try {
            String organisation = "";
            for (ProtoReader reader = new ProtoReader(bytes); reader.next(); ) {
                organisation = reader.field() == 1 ? reader.text() : organisation;
            }
            return organisation;
        } catch (MalformedException e) {
            return "";
        }
    }

    static X509Certificate certificate(byte[] pem) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
    }

    /** Whether the key signed the bytes: ECDSA with SHA-256, of the two values the one that Fabric allows. */
    static boolean signed(X509Certificate certificate, byte[] bytes, byte[] signature) throws GeneralSecurityException {
        if (!(certificate.getPublicKey() instanceof ECPublicKey key) || !isLow(signature, key)) {
            return false;
        }
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(key);
        check.update(bytes);
        return check.verify(signature);
    }

    /** SEQUENCE {r, s} with s in the lower half: the other half would be a second signature of the same. */
    private static boolean isLow(byte[] signature, ECPublicKey key) {
        int s = 4 + (signature.length > 4 ? signature[3] : 0);
        if (signature.length < 8 || signature[0] != 0x30 || s + 2 > signature.length || signature[s] != 2) {
            return false;
        }
        BigInteger value = new BigInteger(Arrays.copyOfRange(signature, s + 2, signature.length));
        return value.signum() > 0
                && value.shiftLeft(1).compareTo(key.getParams().getOrder()) <= 0;
    }
}
