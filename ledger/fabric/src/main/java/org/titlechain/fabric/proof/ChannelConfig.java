package org.titlechain.fabric.proof;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.titlechain.fabric.proof.ProtoReader.MalformedException;

/**
 * Who orders, by a configuration of the channel.
 *
 * @param channel the channel
 * @param consensus {@link #BFT}, or another: then one orderer signs a block
 * @param consenters by their numbers; only with {@link #BFT}
 * @param organisations those that run orderers, by name
 */
public record ChannelConfig(
        String channel,
        String consensus,
        SortedMap<Long, X509Certificate> consenters,
        SortedMap<String, OrdererOrganisation> organisations) {
    /** The consensus in which a quorum of orderers signs every block. */
    public static final String BFT = "BFT";

    /** How many of the consenters must sign: more than half of them and of those that may be faulty together. */
    public int quorum() {
        int all = consenters.size();
        int faulty = (all - 1) / 3;
        return (all + faulty + 2) / 2;
    }

    /** The configuration in a message; empty when it holds none. */
    static Optional<ChannelConfig> of(Message message) {
        if (message.type() != Message.CONFIG) {
            return Optional.empty();
        }
        try {
            byte[] config = one(message.content(), 1);
            Group channel = Group.read(one(config, 2));
            Group orderers = channel.groups().get("Orderer");
            return orderers == null ? Optional.empty() : Optional.of(read(message.channel(), orderers));
        } catch (MalformedException | GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static ChannelConfig read(String channel, Group orderers) throws GeneralSecurityException {
        String consensus = "";
        for (ProtoReader type = new ProtoReader(orderers.value("ConsensusType")); type.next(); ) {
            consensus = type.field() == 1 ? type.text() : consensus;
        }
        SortedMap<Long, X509Certificate> consenters = new TreeMap<>();
        if (consensus.equals(BFT)) {
            for (ProtoReader mapping = new ProtoReader(orderers.value("Orderers")); mapping.next(); ) {
                if (mapping.field() == 1) {
                    addConsenter(mapping.message(), consenters);
                }
            }
        }
        SortedMap<String, OrdererOrganisation> organisations = new TreeMap<>();
        for (Group organisation : orderers.groups().values()) {
            OrdererOrganisation read = OrdererOrganisation.read(one(organisation.value("MSP"), 2));
            organisations.put(read.name(), read);
        }
        return new ChannelConfig(channel, consensus, consenters, organisations);
    }

    private static void addConsenter(ProtoReader consenter, SortedMap<Long, X509Certificate> consenters)
            throws GeneralSecurityException {
        long id = 0;
        byte[] identity = {};
        while (consenter.next()) {
            switch (consenter.field()) {
                case 1 -> id = consenter.number();
                case 5 -> identity = consenter.bytes();
                default -> {
                    // Where it is reached and how it speaks with the others says nothing here.
                }
            }
        }
        if (consenters.put(id, Signer.certificate(identity)) != null) {
            throw new MalformedException("two consenters have the number " + id);
        }
    }

    private static byte[] one(byte[] message, int field) {
        byte[] found = {};
        for (ProtoReader reader = new ProtoReader(message); reader.next(); ) {
            found = reader.field() == field ? reader.bytes() : found;
        }
        return found;
    }

    /** A group of the tree that a configuration is. */
    private record Group(Map<String, Group> groups, Map<String, byte[]> values) {
        static Group read(byte[] bytes) {
            Map<String, Group> groups = new TreeMap<>();
            Map<String, byte[]> values = new TreeMap<>();
            for (ProtoReader reader = new ProtoReader(bytes); reader.next(); ) {
                switch (reader.field()) {
                    case 2 -> {
                        Pair pair = Pair.read(reader.message());
                        groups.put(pair.key(), read(pair.value()));
                    }
                    case 3 -> {
                        Pair pair = Pair.read(reader.message());
                        values.put(pair.key(), one(pair.value(), 2));
                    }
                    default -> {
                        // Versions and policies: who may change what is the orderers' to check.
                    }
                }
            }
            return new Group(groups, values);
        }

        byte[] value(String name) {
            return values.getOrDefault(name, new byte[0]);
        }
    }

    private record Pair(String key, byte[] value) {
        static Pair read(ProtoReader entry) {
            String key = "";
            byte[] value = {};
            while (entry.next()) {
                switch (entry.field()) {
                    case 1 -> key = entry.text();
                    case 2 -> value = entry.bytes();
                    default -> throw entry.unexpected();
                }
            }
            return new Pair(key, value);
        }
    }

    /** Certificates of a list, as the configuration holds them. */
    static List<X509Certificate> certificates(List<byte[]> pems) throws GeneralSecurityException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] pem : pems) {
            certificates.add(Signer.certificate(pem));
        }
        return certificates;
    }
}
