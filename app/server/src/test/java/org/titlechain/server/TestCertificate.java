package org.titlechain.server;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A self-signed certificate for 127.0.0.1 and its key as PEM files, made by the JDK's keytool. */
final class TestCertificate {
    private static final char[] PASSWORD = "test-password".toCharArray();

    final Path certificate;
    final Path privateKey;
    private final X509Certificate parsed;

    private TestCertificate(Path certificate, Path privateKey, X509Certificate parsed) {
        this.certificate = certificate;
        this.privateKey = privateKey;
        this.parsed = parsed;
    }

    /**
     * Makes one.
     *
     * @param keytool further options, such as {@code -startdate -10d -validity 5}
     */
    static TestCertificate make(Path folder, String name, String... keytool) throws Exception {
        Path store = folder.resolve(name + ".p12");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "node",
                "-dname",
                "CN=test",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD)));
        command.addAll(List.of(keytool));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException(output);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, PASSWORD);
        }
        X509Certificate certificate = (X509Certificate) keys.getCertificate("node");
        Key key = keys.getKey("node", PASSWORD);
        Path certificateFile = folder.resolve(name + ".pem");
        Path keyFile = folder.resolve(name + "-key.pem");
        Files.writeString(certificateFile, pem("CERTIFICATE", certificate.getEncoded()));
        Files.createFile(
                keyFile,
                PosixFilePermissions.asFileAttribute(Set.copyOf(PosixFilePermissions.fromString("rw-------"))));
        Files.writeString(keyFile, pem("PRIVATE KEY", key.getEncoded()), StandardOpenOption.WRITE);
        return new TestCertificate(certificateFile, keyFile, certificate);
    }

    static TestCertificate good(Path folder) throws Exception {
        return make(folder, "good", "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30");
    }

    /** What a client needs that trusts this certificate and no other. */
    SSLContext context() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("node", parsed);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }

    private static String pem(String label, byte[] bytes) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + label
                + "-----\n";
    }
}
