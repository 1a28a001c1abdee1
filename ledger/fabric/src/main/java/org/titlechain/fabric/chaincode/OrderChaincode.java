package org.titlechain.fabric.chaincode;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;
import org.hyperledger.fabric.protos.peer.Response;
import org.titlechain.driver.BatchFormat;
import org.titlechain.fabric.proof.Order;

/**
 * The chaincode of the order, as a service to which peers connect. It reads nothing and writes nothing: a batch is an
 * argument of the call, and so part of what is ordered. It only refuses what is no batch, so that peers do not pay with
 * their disks for mistakes.
 *
 * <p>Of Fabric's protocol between peer and chaincode it needs the greeting and the call; one process serves any number
 * of peers.
 */
public final class OrderChaincode implements AutoCloseable {
    private static final int LARGEST_MESSAGE = 110 << 20;
    private static final int OK = 200;
    private static final int REFUSED = 500;

    private final Server server;

    private OrderChaincode(Server server) {
        this.server = server;
    }

    /**
     * Serves peers.
     *
     * @param packageId what the peers call the installed package: label and hash
     */
    public static OrderChaincode start(InetSocketAddress address, String packageId) throws IOException {
        Server server = NettyServerBuilder.forAddress(address)
                .maxInboundMessageSize(LARGEST_MESSAGE)
                .permitKeepAliveTime(10, TimeUnit.SECONDS)
                .addService(new Service(packageId))
                .build()
                .start();
        return new OrderChaincode(server);
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        server.awaitTermination();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Service extends ChaincodeGrpc.ChaincodeImplBase {
        private final String packageId;

        Service(String packageId) {
            this.packageId = packageId;
        }

        @Override
        public StreamObserver<ChaincodeMessage> connect(StreamObserver<ChaincodeMessage> peer) {
            peer.onNext(ChaincodeMessage.newBuilder()
                    .setType(ChaincodeMessage.Type.REGISTER)
                    .setPayload(
                            ChaincodeID.newBuilder().setName(packageId).build().toByteString())
                    .build());
            return new Conversation(peer);
        }
    }

    private record Conversation(StreamObserver<ChaincodeMessage> peer) implements StreamObserver<ChaincodeMessage> {
        @Override
        public void onNext(ChaincodeMessage message) {
            switch (message.getType()) {
                case TRANSACTION, INIT ->
                    peer.onNext(ChaincodeMessage.newBuilder()
                            .setType(ChaincodeMessage.Type.COMPLETED)
                            .setTxid(message.getTxid())
                            .setChannelId(message.getChannelId())
                            .setPayload(answer(message.getPayload()).toByteString())
                            .build());
                case KEEPALIVE -> peer.onNext(message);
                default -> {
                    // Registered, ready: nothing is asked back.
                }
            }
        }

        @Override
        public void onError(Throwable problem) {
            // The peer is gone; it connects again when it needs the chaincode.
        }

        @Override
        public void onCompleted() {
            peer.onCompleted();
        }
    }

    private static Response answer(ByteString call) {
        try {
            ChaincodeInput input = ChaincodeInput.parseFrom(call);
            boolean batch = input.getArgsCount() == 3
                    && input.getArgs(0).toStringUtf8().equals(Order.FUNCTION)
                    && BatchFormat.decode(input.getArgs(2).toByteArray()).isPresent();
            return batch
                    ? Response.newBuilder().setStatus(OK).build()
                    : refused("a call is " + Order.FUNCTION + " with an order and a batch");
        } catch (InvalidProtocolBufferException e) {
            return refused("the call cannot be read");
        }
    }

    private static Response refused(String message) {
        return Response.newBuilder().setStatus(REFUSED).setMessage(message).build();
    }
}
