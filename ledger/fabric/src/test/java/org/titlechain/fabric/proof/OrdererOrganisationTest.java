package org.titlechain.fabric.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hyperledger.fabric.protos.common.ConfigEnvelope;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Metadata;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.common.SignatureHeader;
import org.junit.jupiter.api.Test;

/** Who may sign a block, over the certificates of a network that was real. */
final class OrdererOrganisationTest {
    @Test
    void shouldKnowItsOrderersFromItsOtherMembersAndFromOthers() throws Exception {
        List<FabricBlock> blocks = blocks();
        OrdererOrganisation organisation = Objects.requireNonNull(
                blocks.getFirst().config().orElseThrow().organisations().get("OrderersMSP"));
        assertThat(organisation.unit()).isEqualTo("orderer");
        SignatureHeader ofBlock =
                SignatureHeader.parseFrom(Metadata.parseFrom(blocks.getLast().signatures())
                        .getSignatures(0)
                        .getSignatureHeader());
        assertThat(organisation.hasOrderer(certificate(ofBlock))).isTrue();
        // The organisation's administrator signed the change of the configuration, a member the transactions.
        Payload change = payload(blocks.stream()
                .filter(block -> block.number() > 0 && block.config().isPresent())
                .findFirst()
                .orElseThrow());
        ConfigUpdateEnvelope update =
                ConfigUpdateEnvelope.parseFrom(Payload.parseFrom(ConfigEnvelope.parseFrom(change.getData())
                                .getLastUpdate()
                                .getPayload())
                        .getData());
        SignatureHeader ofChange =
                SignatureHeader.parseFrom(update.getSignatures(0).getSignatureHeader());
        assertThat(Signer.organisationOf(ofChange.getCreator().toByteArray())).isEqualTo("OrderersMSP");
        assertThat(organisation.hasOrderer(certificate(ofChange))).isFalse();
        SignatureHeader ofTransaction =
                SignatureHeader.parseFrom(payload(blocks.getLast()).getHeader().getSignatureHeader());
        assertThat(organisation.hasOrderer(certificate(ofTransaction))).isFalse();
        // Without the difference of units every member of the organisation may sign, and nobody else.
        OrdererOrganisation plain = new OrdererOrganisation(
                organisation.name(),
                organisation.roots(),
                organisation.intermediates(),
                organisation.revocations(),
                null);
        assertThat(plain.hasOrderer(certificate(ofChange))).isTrue();
        assertThat(plain.hasOrderer(certificate(ofTransaction))).isFalse();
    }

    private static X509Certificate certificate(SignatureHeader header) throws Exception {
        return Signer.decode(header.getCreator().toByteArray()).certificate();
    }

    private static Payload payload(FabricBlock block) throws IOException {
        return Payload.parseFrom(Envelope.parseFrom(block.data().getFirst()).getPayload());
    }

    private static List<FabricBlock> blocks() throws IOException {
        try (InputStream in = OrdererOrganisationTest.class.getResourceAsStream("/org/titlechain/fabric/raft.blocks");
                DataInputStream data = new DataInputStream(Objects.requireNonNull(in))) {
            List<FabricBlock> blocks = new ArrayList<>();
            while (data.available() > 0) {
                blocks.add(FabricBlock.decode(data.readNBytes(data.readInt())));
            }
            return blocks;
        }
    }
}
