package org.titlechain.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.Date;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.ssl.pem.PemContent;
import org.titlechain.server.StartException.Kind;

/** What a configuration promises about files is looked at before anything is opened: TLS, keys, modes. */
public final class StartChecks {
    /** Lies beside signing keys that the development profile made; no production node starts with them. */
    public static final String DEVELOPMENT_MARK = "development";

    private static final Set<PosixFilePermission> OTHERS = EnumSet.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE);
    private static final int SHORTEST_RSA = 2048;
    private static final int SHORTEST_EC = 256;

    private StartChecks() {}

    /**
     * Refuses a start that could not end well.
     *
     * @throws StartException of kind {@code CONFIGURATION}, with the key or file in its sentence
     */
    public static void require(Configuration configuration, Path root, Instant now) {
        if (configuration.certificate().isPresent()) {
            requireTls(
                    Path.of(configuration.certificate().get()),
                    Path.of(configuration.privateKey().orElseThrow()),
                    now);
        }
        if (!configuration.production()) {
            return;
        }
        if (Files.exists(root.resolve("keys").resolve(DEVELOPMENT_MARK))) {
            throw refused("the production profile refuses signing keys that the development profile made: found the"
                    + " chain anew in an empty folder");
        }
        if (configuration.query().contains("password=")
                && isOpenToOthers(root.resolve(Configuration.FILE), "query.database")) {
            throw refused(Configuration.FILE + " holds a password and can be read by others; set its mode to 0600");
        }
    }

    private static void requireTls(Path certificateFile, Path keyFile, Instant now) {
        List<X509Certificate> chain;
        PrivateKey key;
        try {
            chain = PemContent.load(certificateFile).getCertificates();
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw refused("tls.certificate is not a readable PEM file of certificates");
        }
        if (isOpenToOthers(keyFile, "tls.privateKey")) {
            throw refused("the file of tls.privateKey can be read by others; set its mode to 0600");
        }
        try {
            key = PemContent.load(keyFile).getPrivateKey();
        } catch (IOException | IllegalStateException | IllegalArgumentException e) {
            throw refused("tls.privateKey is not a readable PEM file of a private key");
        }
        if (chain == null || chain.isEmpty() || key == null) {
            throw refused("tls.certificate and tls.privateKey are PEM files of a certificate and of a private key");
        }
        X509Certificate certificate = chain.getFirst();
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateException e) {
            throw refused("the certificate of tls.certificate is not valid today");
        }
        if (isWeak(certificate.getPublicKey())) {
            throw refused("the key of tls.certificate is too short: RSA from " + SHORTEST_RSA + " bits, EC from "
                    + SHORTEST_EC);
        }
        if (!isPair(certificate.getPublicKey(), key)) {
            throw refused("tls.privateKey is not the key of tls.certificate");
        }
    }

    private static boolean isWeak(PublicKey key) {
        return key instanceof RSAKey rsa && rsa.getModulus().bitLength() < SHORTEST_RSA
                || key instanceof ECKey ec && ec.getParams().getOrder().bitLength() < SHORTEST_EC;
    }

    private static boolean isPair(PublicKey publicKey, PrivateKey privateKey) {
        String algorithm =
                switch (publicKey.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> publicKey.getAlgorithm();
                };
        try {
            byte[] sample = {1};
            Signature signing = Signature.getInstance(algorithm);
            signing.initSign(privateKey);
            signing.update(sample);
            Signature verifying = Signature.getInstance(algorithm);
            verifying.initVerify(publicKey);
            verifying.update(sample);
            return verifying.verify(signing.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isOpenToOthers(Path file, String key) {
        try {
            return Files.getFileStore(file).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains);
        } catch (IOException e) {
            throw refused("the file of " + key + " cannot be read");
        }
    }

    private static StartException refused(String message) {
        return new StartException(Kind.CONFIGURATION, message);
    }
}
