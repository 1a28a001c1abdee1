package org.titlechain.fabric;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.hyperledger.fabric.client.Hash;
import org.hyperledger.fabric.client.SubmitException;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.client.identity.Identities;
import org.hyperledger.fabric.client.identity.Signer;
import org.hyperledger.fabric.client.identity.Signers;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.ConfigGroup;
import org.hyperledger.fabric.protos.common.ConfigUpdate;
import org.hyperledger.fabric.protos.common.ConfigUpdateEnvelope;
import org.hyperledger.fabric.protos.common.ConfigValue;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Header;
import org.hyperledger.fabric.protos.common.HeaderType;
import org.hyperledger.fabric.protos.common.Payload;
import org.hyperledger.fabric.protos.gateway.PreparedTransaction;
import org.hyperledger.fabric.protos.orderer.BatchTimeout;
import org.hyperledger.fabric.protos.peer.ChaincodeActionPayload;
import org.hyperledger.fabric.protos.peer.ChaincodeInvocationSpec;
import org.hyperledger.fabric.protos.peer.ChaincodeProposalPayload;
import org.hyperledger.fabric.protos.peer.TransactionAction;
import org.titlechain.driver.BatchFormat;
import org.titlechain.fabric.proof.Order;

/** A member's other program, which writes to the channel what it likes. */
final class Author implements AutoCloseable {
    private final FabricPlace place;
    private final Peers peers;
    private final Signer signer;

    Author(FabricConnection connection, FabricPlace place) throws IOException {
        this.place = place;
        this.peers = Peers.of(connection, place.channel());
        try (var reader = java.nio.file.Files.newBufferedReader(connection.key())) {
            this.signer = Signers.newPrivateKeySigner(Identities.readPrivateKey(reader));
        } catch (java.security.InvalidKeyException e) {
            throw new IOException(e);
        }
    }

    /** Has a batch endorsed, and submits what is made of it. */
    void submit(byte[] orderName, byte[] batch, UnaryOperator<ChaincodeActionPayload> change) throws Exception {
        submit(orderName, batch, change, Duration.ZERO);
    }

    /** The same, with a clock that is ahead. */
    void submit(byte[] orderName, byte[] batch, UnaryOperator<ChaincodeActionPayload> change, Duration ahead)
            throws Exception {
        Transaction endorsed = peers.current()
                .gateway()
                .getNetwork(place.channel())
                .getContract(place.chaincode())
                .newProposal(Order.FUNCTION)
                .addArguments(orderName, batch)
                .build()
                .endorse();
        PreparedTransaction prepared = PreparedTransaction.parseFrom(endorsed.getBytes());
        Payload payload = Payload.parseFrom(prepared.getEnvelope().getPayload());
        var transaction = org.hyperledger.fabric.protos.peer.Transaction.parseFrom(payload.getData());
        TransactionAction action = transaction.getActions(0);
        ChaincodeActionPayload changed = change.apply(ChaincodeActionPayload.parseFrom(action.getPayload()));
        ChannelHeader header = ChannelHeader.parseFrom(payload.getHeader().getChannelHeader());
        Timestamp later = header.getTimestamp().toBuilder()
                .setSeconds(header.getTimestamp().getSeconds() + ahead.toSeconds())
                .build();
        byte[] bytes = payload.toBuilder()
                .setHeader(payload.getHeader().toBuilder()
                        .setChannelHeader(
                                header.toBuilder().setTimestamp(later).build().toByteString()))
                .setData(transaction.toBuilder()
                        .setActions(0, action.toBuilder().setPayload(changed.toByteString()))
                        .build()
                        .toByteString())
                .build()
                .toByteArray();
        PreparedTransaction fresh = prepared.toBuilder()
                .setEnvelope(Envelope.newBuilder().setPayload(ByteString.copyFrom(bytes)))
                .build();
        byte[] signature = signer.sign(Hash.SHA256.apply(bytes));
        try {
            peers.current()
                    .gateway()
                    .newSignedTransaction(fresh.toByteArray(), signature)
                    .submitAsync();
        } catch (SubmitException e) {
            throw new IOException(e);
        }
    }

    /** Other arguments than those that were endorsed. */
    static UnaryOperator<ChaincodeActionPayload> arguments(List<byte[]> arguments) {
        return payload -> {
            try {
                ChaincodeProposalPayload proposal =
                        ChaincodeProposalPayload.parseFrom(payload.getChaincodeProposalPayload());
                ChaincodeInvocationSpec call = ChaincodeInvocationSpec.parseFrom(proposal.getInput());
                var input = call.getChaincodeSpec().getInput().toBuilder().clearArgs();
                arguments.forEach(argument -> input.addArgs(ByteString.copyFrom(argument)));
                ChaincodeInvocationSpec changed = call.toBuilder()
                        .setChaincodeSpec(call.getChaincodeSpec().toBuilder().setInput(input))
                        .build();
                return payload.toBuilder()
                        .setChaincodeProposalPayload(proposal.toBuilder()
                                .setInput(changed.toByteString())
                                .build()
                                .toByteString())
                        .build();
            } catch (com.google.protobuf.InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        };
    }

    /** An endorsement that no peer gave. */
    static ChaincodeActionPayload withoutEndorsement(ChaincodeActionPayload payload) {
        var action = payload.getAction().toBuilder();
        var endorsement = action.getEndorsements(0).toBuilder().setSignature(ByteString.copyFromUtf8("no signature"));
        return payload.toBuilder()
                .setAction(action.setEndorsements(0, endorsement))
                .build();
    }

    static byte[] batch(long number, List<byte[]> entries) {
        return BatchFormat.encode(7, number, entries);
    }

    /** An update that gives blocks another waiting time. */
    static byte[] batchTimeout(String channel, long version, String timeout) {
        ConfigGroup known = ConfigGroup.newBuilder()
                .putGroups("Orderer", ConfigGroup.getDefaultInstance())
                .build();
        ConfigValue value = ConfigValue.newBuilder()
                .setVersion(version)
                .setModPolicy("Admins")
                .setValue(BatchTimeout.newBuilder().setTimeout(timeout).build().toByteString())
                .build();
        ConfigGroup wanted = ConfigGroup.newBuilder()
                .putGroups(
                        "Orderer",
                        ConfigGroup.newBuilder()
                                .putValues("BatchTimeout", value)
                                .build())
                .build();
        ConfigUpdate update = ConfigUpdate.newBuilder()
                .setChannelId(channel)
                .setReadSet(known)
                .setWriteSet(wanted)
                .build();
        ChannelHeader header = ChannelHeader.newBuilder()
                .setType(HeaderType.CONFIG_UPDATE_VALUE)
                .setChannelId(channel)
                .build();
        return Envelope.newBuilder()
                .setPayload(Payload.newBuilder()
                        .setHeader(Header.newBuilder().setChannelHeader(header.toByteString()))
                        .setData(ConfigUpdateEnvelope.newBuilder()
                                .setConfigUpdate(update.toByteString())
                                .build()
                                .toByteString())
                        .build()
                        .toByteString())
                .build()
                .toByteArray();
    }

    @Override
    public void close() {
        peers.close();
    }
}
