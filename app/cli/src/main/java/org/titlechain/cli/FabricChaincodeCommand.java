package org.titlechain.cli;

import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.titlechain.fabric.chaincode.OrderChaincode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "fabric-chaincode",
        description = "serve peers of Hyperledger Fabric as the chaincode of the order, until it is ended",
        mixinStandardHelpOptions = true)
final class FabricChaincodeCommand implements Callable<Integer> {
    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            required = true,
            description = "what connection.json of the package names; without TLS, so on this machine or within a pod")
    private String listen = "";

    @Option(
            names = "--id",
            paramLabel = "PACKAGE",
            required = true,
            description = "LABEL:HASH of the installed package")
    private String packageId = "";

    @Override
    public Integer call() throws Exception {
        int colon = listen.lastIndexOf(':');
        if (colon < 1 || !listen.substring(colon + 1).matches("[0-9]{1,5}")) {
            System.err.println("titlechain fabric-chaincode: --listen is HOST:PORT");
            return Commands.USAGE;
        }
        InetSocketAddress address =
                new InetSocketAddress(listen.substring(0, colon), Integer.parseInt(listen.substring(colon + 1)));
        try (OrderChaincode chaincode = OrderChaincode.start(address, packageId)) {
            System.out.println("链码 · chaincode " + packageId + " at " + listen);
            chaincode.await();
        }
        return 0;
    }
}
