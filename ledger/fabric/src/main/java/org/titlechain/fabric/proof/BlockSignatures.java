package org.titlechain.fabric.proof;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.titlechain.fabric.proof.ProtoReader.MalformedException;

/**
 * What the orderers signed of a block beside its header, and their signatures.
 *
 * @param value what was signed
 * @param lastConfig the number of the configuration that is in force after the block
 * @param signatures at least one
 */
record BlockSignatures(byte[] value, long lastConfig, List<One> signatures) {
    /** A signature: by a header with a certificate, or one with the number of a consenter. */
    private record One(byte[] signatureHeader, byte[] identifierHeader, byte[] signature) {}

    /** Reads them strictly: nothing may be there that is not signed or checked. */
    static BlockSignatures decode(byte[] metadata) {
        byte[] value = {};
        List<One> signatures = new ArrayList<>();
        for (ProtoReader reader = new ProtoReader(metadata); reader.next(); ) {
            switch (reader.field()) {
                case 1 -> value = reader.bytes();
                case 2 -> signatures.add(signature(reader.message()));
                default -> throw reader.unexpected();
            }
        }
        long lastConfig = 0;
        for (ProtoReader orderers = new ProtoReader(value); orderers.next(); ) {
            if (orderers.field() == 1) {
                for (ProtoReader last = orderers.message(); last.next(); ) {
                    lastConfig = last.field() == 1 ? last.number() : lastConfig;
                }
            }
        }
        return new BlockSignatures(value, lastConfig, signatures);
    }

    private static One signature(ProtoReader reader) {
        byte[] signatureHeader = {};
        byte[] signature = {};
        byte[] identifierHeader = {};
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> signatureHeader = reader.bytes();
                case 2 -> signature = reader.bytes();
                case 3 -> identifierHeader = reader.bytes();
                default -> throw reader.unexpected();
            }
        }
        return new One(signatureHeader, identifierHeader, signature);
    }

    /**
     * Why the block is not one of the orderers of the configuration, or empty when it is. Every signature must be true,
     * also one more than are needed.
     */
    static Optional<String> refusal(FabricBlock block, ChannelConfig config) {
        try {
            BlockSignatures signatures = decode(block.signatures());
            boolean signed = config.consensus().equals(ChannelConfig.BFT)
                    ? signatures.byQuorum(block, config)
                    : signatures.byOneOrderer(block, config);
            return signed
                    ? Optional.empty()
                    : Optional.of("block " + block.number() + " is not signed by the channel's orderers");
        } catch (MalformedException | GeneralSecurityException e) {
            return Optional.of("block " + block.number() + " has no signatures that can be read");
        }
    }

    private boolean byQuorum(FabricBlock block, ChannelConfig config) throws GeneralSecurityException {
        byte[] header = block.header();
        Set<Long> signers = new HashSet<>();
        for (One one : signatures) {
            long id = 0;
            for (ProtoReader identifier = new ProtoReader(one.identifierHeader()); identifier.next(); ) {
                id = identifier.field() == 1 ? identifier.number() : id;
            }
            X509Certificate consenter = config.consenters().get(id);
            if (consenter == null
                    || one.signatureHeader().length > 0
                    || !signers.add(id)
                    || !Signer.signed(consenter, joined(value, one.identifierHeader(), header), one.signature())) {
                return false;
            }
        }
        return signers.size() >= config.quorum();
    }

    private boolean byOneOrderer(FabricBlock block, ChannelConfig config) throws GeneralSecurityException {
        byte[] header = block.header();
        for (One one : signatures) {
            byte[] creator = {};
            for (ProtoReader reader = new ProtoReader(one.signatureHeader()); reader.next(); ) {
                creator = reader.field() == 1 ? reader.bytes() : creator;
            }
            Signer signer = Signer.decode(creator);
            OrdererOrganisation organisation = config.organisations().get(signer.organisation());
            if (organisation == null
                    || one.identifierHeader().length > 0
                    || !organisation.hasOrderer(signer.certificate())
                    || !Signer.signed(
                            signer.certificate(), joined(value, one.signatureHeader(), header), one.signature())) {
                return false;
            }
        }
        return !signatures.isEmpty();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            whole.writeBytes(part);
        }
        return whole.toByteArray();
    }
}
