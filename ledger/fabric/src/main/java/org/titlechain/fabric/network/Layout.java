package org.titlechain.fabric.network;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Where the parts of a network are: folders and ports of this machine. Kept in the file {@code network}, so that a
 * network can be started again.
 *
 * @param folder the network's folder
 * @param plan what network it is
 * @param ports of each orderer three (service, consenters, administration), of each peer two (service, chaincodes), and
 *     the chaincode's
 */
record Layout(Path folder, NetworkPlan plan, List<Integer> ports) {
    static final String CHANNEL = "titlechain";
    static final String CHAINCODE = "titlechain";
    static final String ORDERERS = "OrderersMSP";

    private static final int PER_ORDERER = 3;
    private static final int PER_PEER = 2;

    Layout {
        ports = List.copyOf(ports);
    }

    static Layout make(Path folder, NetworkPlan plan) throws IOException {
        int wanted =
                PER_ORDERER * plan.orderers() + PER_PEER * plan.organisations().size() + 1;
        List<ServerSocket> open = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        try {
            for (int i = 0; i < wanted; i++) {
                ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                open.add(socket);
                ports.add(socket.getLocalPort());
            }
        } finally {
            for (ServerSocket socket : open) {
                socket.close();
            }
        }
        return new Layout(folder, plan, ports);
    }

    private static Path file(Path folder) {
        return folder.resolve("network");
    }

    static boolean isThere(Path folder) {
        return Files.exists(file(folder));
    }

    static Layout read(Path folder) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file(folder))) {
            lines.load(reader);
        }
        try {
            NetworkPlan plan = new NetworkPlan(
                    List.of(lines.getProperty("organisations", "").split(",", -1)),
                    Integer.parseInt(lines.getProperty("orderers", "")),
                    lines.getProperty("consensus", "").equals("bft"));
            List<Integer> ports = new ArrayList<>();
            for (String port : lines.getProperty("ports", "").split(",", -1)) {
                ports.add(Integer.valueOf(port));
            }
            return new Layout(folder, plan, ports);
        } catch (IllegalArgumentException e) {
            throw new IOException(file(folder) + " does not describe a network: " + e.getMessage(), e);
        }
    }

    void write() throws IOException {
        Properties lines = new Properties();
        lines.setProperty("organisations", String.join(",", plan.organisations()));
        lines.setProperty("orderers", Integer.toString(plan.orderers()));
        lines.setProperty("consensus", plan.bft() ? "bft" : "raft");
        lines.setProperty(
                "ports", String.join(",", ports.stream().map(String::valueOf).toList()));
        try (Writer writer = Files.newBufferedWriter(file(folder))) {
            lines.store(writer, null);
        }
    }

    int ordererPort(int number) {
        return ports.get(PER_ORDERER * number);
    }

    int consenterPort(int number) {
        return ports.get(PER_ORDERER * number + 1);
    }

    int administrationPort(int number) {
        return ports.get(PER_ORDERER * number + 2);
    }

    int peerPort(int number) {
        return ports.get(PER_ORDERER * plan.orderers() + PER_PEER * number);
    }

    int peerChaincodePort(int number) {
        return ports.get(PER_ORDERER * plan.orderers() + PER_PEER * number + 1);
    }

    int chaincodePort() {
        return ports.getLast();
    }

    Path ordererFolder(int number) {
        return folder.resolve("orderer" + number);
    }

    Path peerFolder(int number) {
        return folder.resolve("peer-" + plan.organisations().get(number));
    }

    Path genesis() {
        return folder.resolve("genesis.block");
    }

    Path chaincodePackage() {
        return folder.resolve("chaincode.tar.gz");
    }

    private Path crypto() {
        return folder.resolve("crypto");
    }

    /** The orderers' organisation. */
    Path orderers() {
        return crypto().resolve("ordererOrganizations").resolve("orderers");
    }

    /** Keys and certificates of an orderer: folders {@code msp} and {@code tls}. */
    Path ordererCrypto(int number) {
        return orderers().resolve("orderers").resolve("orderer" + number + ".orderers");
    }

    /** The certificate with which an orderer signs blocks. */
    Path ordererIdentity(int number) {
        return ordererCrypto(number).resolve("msp/signcerts/orderer" + number + ".orderers-cert.pem");
    }

    Path ordererTlsRoots() {
        return ordererCrypto(0).resolve("tls/ca.crt");
    }

    /** An organisation with a peer. */
    Path organisation(int number) {
        return crypto().resolve("peerOrganizations")
                .resolve(plan.organisations().get(number));
    }

    String membership(int number) {
        return plan.organisations().get(number) + "MSP";
    }

    Path peerCrypto(int number) {
        return organisation(number)
                .resolve("peers")
                .resolve("peer." + plan.organisations().get(number));
    }

    Path user(int number, String name) {
        return organisation(number)
                .resolve("users")
                .resolve(name + "@" + plan.organisations().get(number));
    }
}
