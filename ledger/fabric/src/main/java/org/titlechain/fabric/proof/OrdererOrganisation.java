package org.titlechain.fabric.proof;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import org.jspecify.annotations.Nullable;

/**
 * An organisation that runs orderers.
 *
 * @param name the name of its membership provider (MSP)
 * @param roots certificates that it trusts
 * @param intermediates certificates between those and its members'
 * @param revocations what it took back
 * @param unit the word in certificates of its orderers ("OU"); null when it makes no difference between its members
 */
public record OrdererOrganisation(
        String name,
        List<X509Certificate> roots,
        List<X509Certificate> intermediates,
        List<X509CRL> revocations,
        @Nullable String unit) {
    static OrdererOrganisation read(byte[] config) throws GeneralSecurityException {
        String name = "";
        String unit = null;
        List<byte[]> roots = new ArrayList<>();
        List<byte[]> intermediates = new ArrayList<>();
        List<X509CRL> revocations = new ArrayList<>();
        for (ProtoReader reader = new ProtoReader(config); reader.next(); ) {
            switch (reader.field()) {
                case 1 -> name = reader.text();
                case 2 -> roots.add(reader.bytes());
                case 3 -> intermediates.add(reader.bytes());
                case 5 ->
                    revocations.add((X509CRL) CertificateFactory.getInstance("X.509")
                            .generateCRL(new ByteArrayInputStream(reader.bytes())));
                case 11 -> unit = ordererUnit(reader.message());
                default -> {
                    // Administrators and TLS play no part in who signs a block.
                }
            }
        }
        return new OrdererOrganisation(
                name, ChannelConfig.certificates(roots), ChannelConfig.certificates(intermediates), revocations, unit);
    }

    private static @Nullable String ordererUnit(ProtoReader units) {
        boolean used = false;
        String orderer = null;
        while (units.next()) {
            switch (units.field()) {
                case 1 -> used = units.number() != 0;
                case 5 -> {
                    for (ProtoReader unit = units.message(); unit.next(); ) {
                        orderer = unit.field() == 2 ? unit.text() : orderer;
                    }
                }
                default -> {
                    // Units of clients, peers and administrators.
                }
            }
        }
        return used ? orderer : null;
    }

    /**
     * Whether the certificate is one of its orderers': issued below one of its roots, not taken back, and with the
     * orderers' unit. When it ends plays no part, as with Fabric: a block stays signed.
     */
    boolean hasOrderer(X509Certificate certificate) {
        if (unit != null && !hasUnit(certificate, unit)
                || revocations.stream().anyMatch(list -> list.isRevoked(certificate))) {
            return false;
        }
        try {
            Set<TrustAnchor> anchors = new HashSet<>();
            roots.forEach(root -> anchors.add(new TrustAnchor(root, null)));
            X509CertSelector target = new X509CertSelector();
            target.setCertificate(certificate);
            PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(certificate.getNotBefore().toInstant().plus(Duration.ofSeconds(1))));
            List<X509Certificate> known = new ArrayList<>(intermediates);
            known.add(certificate);
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(known)));
            CertPathBuilder.getInstance("PKIX").build(parameters);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean hasUnit(X509Certificate certificate, String unit) {
        try {
            for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
                Attribute units = part.toAttributes().get("OU");
                if (units != null && units.contains(unit)) {
                    return true;
                }
            }
            return false;
        } catch (NamingException e) {
            return false;
        }
    }
}
