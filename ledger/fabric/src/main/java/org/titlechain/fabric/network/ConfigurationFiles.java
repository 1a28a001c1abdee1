package org.titlechain.fabric.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** The configuration of a network's programs: what differs from what they do when nothing is said. */
final class ConfigurationFiles {
    private final Layout layout;

    ConfigurationFiles(Layout layout) {
        this.layout = layout;
    }

    void write() throws IOException {
        Files.createDirectories(layout.folder());
        Files.writeString(layout.folder().resolve("crypto-config.yaml"), cryptography());
        Files.writeString(layout.folder().resolve("configtx.yaml"), channel());
        for (int i = 0; i < layout.plan().orderers(); i++) {
            Path folder = Files.createDirectories(layout.ordererFolder(i));
            Files.writeString(folder.resolve("orderer.yaml"), orderer(i));
        }
        for (int i = 0; i < layout.plan().organisations().size(); i++) {
            Path folder = Files.createDirectories(layout.peerFolder(i));
            Files.writeString(folder.resolve("core.yaml"), peer(i));
        }
        writeBuilder();
    }

    private String cryptography() {
        StringBuilder text = new StringBuilder("""
                OrdererOrgs:
                - Name: orderers
                  Domain: orderers
                  EnableNodeOUs: true
                  Specs:
                """);
        for (int i = 0; i < layout.plan().orderers(); i++) {
            text.append("  - {Hostname: orderer%d, SANS: [localhost, 127.0.0.1]}\n".formatted(i));
        }
        text.append("PeerOrgs:\n");
        for (String name : layout.plan().organisations()) {
            text.append("""
                    - Name: %s
                      Domain: %s
                      EnableNodeOUs: true
                      Specs:
                      - {Hostname: peer, SANS: [localhost, 127.0.0.1]}
                      Users: {Count: 1}
                    """.formatted(name, name));
        }
        return text.toString();
    }

    private String channel() {
        StringBuilder text = new StringBuilder("Organizations:\n");
        text.append(organisation(
                Layout.ORDERERS, layout.orderers(), Layout.ORDERERS + ".member", Layout.ORDERERS + ".admin"));
        text.append("  OrdererEndpoints:\n");
        for (int i = 0; i < layout.plan().orderers(); i++) {
            text.append("  - 127.0.0.1:%d\n".formatted(layout.ordererPort(i)));
        }
        StringBuilder members = new StringBuilder();
        for (int i = 0; i < layout.plan().organisations().size(); i++) {
            String name = layout.membership(i);
            text.append(organisation(
                            name, layout.organisation(i), name + ".client', '" + name + ".admin", name + ".admin"))
                    .append("    Endorsement: {Type: Signature, Rule: \"OR('%s.peer')\"}\n".formatted(name));
            members.append("      - *").append(name).append('\n');
        }
        return text.append("""
                Profiles:
                  TitleChain:
                    Capabilities: {V3_0: true}
                    Policies: &policies
                      Readers: {Type: ImplicitMeta, Rule: ANY Readers}
                      Writers: {Type: ImplicitMeta, Rule: ANY Writers}
                      Admins: {Type: ImplicitMeta, Rule: MAJORITY Admins}
                    Orderer:
                      Capabilities: {V2_0: true}
                      BatchTimeout: 50ms
                      BatchSize: {MaxMessageCount: 500, AbsoluteMaxBytes: 10 MB, PreferredMaxBytes: 4 MB}
                      Organizations: [*%s]
                      Policies:
                        <<: *policies
                        BlockValidation: {Type: ImplicitMeta, Rule: ANY Writers}
                %s    Application:
                      Capabilities: {V2_5: true}
                      Organizations:
                %s      Policies:
                        <<: *policies
                        LifecycleEndorsement: {Type: ImplicitMeta, Rule: MAJORITY Endorsement}
                        Endorsement: {Type: ImplicitMeta, Rule: ANY Endorsement}
                """.formatted(Layout.ORDERERS, consensus(), members)).toString();
    }

    private static String organisation(String name, Path crypto, String member, String administrator) {
        String reader = name.equals(Layout.ORDERERS) ? member : member + "', '" + name + ".peer";
        return """
                - &%s
                  Name: %s
                  ID: %s
                  MSPDir: %s
                  Policies:
                    Readers: {Type: Signature, Rule: "OR('%s')"}
                    Writers: {Type: Signature, Rule: "OR('%s')"}
                    Admins: {Type: Signature, Rule: "OR('%s')"}
                """.formatted(name, name, name, crypto.resolve("msp"), reader, member, administrator);
    }

    private String consensus() {
        StringBuilder text = new StringBuilder(layout.plan().bft() ? """
                OrdererType: BFT
                SmartBFT:
                  RequestBatchMaxCount: 500
                  RequestBatchMaxBytes: 10485760
                  RequestBatchMaxInterval: 50ms
                  IncomingMessageBufferSize: 2000
                  RequestPoolSize: 20000
                  RequestForwardTimeout: 2s
                  RequestComplainTimeout: 10s
                  RequestAutoRemoveTimeout: 3m
                  ViewChangeResendInterval: 5s
                  ViewChangeTimeout: 20s
                  LeaderHeartbeatTimeout: 5s
                  LeaderHeartbeatCount: 10
                  CollectTimeout: 1s
                  SyncOnStart: false
                  SpeedUpViewChange: false
                ConsenterMapping:
                """ : """
                OrdererType: etcdraft
                EtcdRaft:
                  Options:
                    TickInterval: 100ms
                    ElectionTick: 10
                    HeartbeatTick: 1
                    MaxInflightBlocks: 5
                    SnapshotIntervalSize: 16 MB
                  Consenters:
                """);
        for (int i = 0; i < layout.plan().orderers(); i++) {
            String reached = "Host: 127.0.0.1, Port: %1$d, ClientTLSCert: %2$s, ServerTLSCert: %2$s"
                    .formatted(layout.consenterPort(i), layout.ordererCrypto(i).resolve("tls/server.crt"));
            text.append(
                    layout.plan().bft()
                            ? "- {ID: %d, MSPID: %s, Identity: %s, %s}\n"
                                    .formatted(i + 1, Layout.ORDERERS, layout.ordererIdentity(i), reached)
                            : "  - {%s}\n".formatted(reached));
        }
        return text.toString().indent(6);
    }

    private String orderer(int number) {
        Path data = layout.ordererFolder(number).resolve("data");
        Path crypto = layout.ordererCrypto(number);
        String tls = """
                {Enabled: true, PrivateKey: %1$s/server.key, Certificate: %1$s/server.crt, RootCAs: [%1$s/ca.crt]}""".formatted(crypto.resolve("tls"));
        String mutual = """
                {Enabled: true, PrivateKey: %1$s/server.key, Certificate: %1$s/server.crt, ClientAuthRequired: true, \
                ClientRootCAs: [%1$s/ca.crt]}""".formatted(crypto.resolve("tls"));
        return """
                General:
                  ListenAddress: 127.0.0.1
                  ListenPort: %d
                  BootstrapMethod: none
                  LocalMSPDir: %s
                  LocalMSPID: %s
                  TLS: %s
                  MaxRecvMsgSize: 104857600
                  MaxSendMsgSize: 104857600
                  Cluster:
                    ListenAddress: 127.0.0.1
                    ListenPort: %d
                    ServerCertificate: %7$s/server.crt
                    ServerPrivateKey: %7$s/server.key
                    ClientCertificate: %7$s/server.crt
                    ClientPrivateKey: %7$s/server.key
                    RootCAs: [%7$s/ca.crt]
                    ReplicationPolicy: %6$s
                  Keepalive: {ServerMinInterval: 10s, ServerInterval: 7200s, ServerTimeout: 20s}
                  Authentication: {TimeWindow: 15m}
                FileLedger: {Location: %8$s}
                Consensus: {WALDir: %8$s/wal, SnapDir: %8$s/snapshots}
                Operations: {ListenAddress: "127.0.0.1:0"}
                Metrics: {Provider: disabled}
                ChannelParticipation: {Enabled: true, MaxRequestBodySize: 4 MB}
                Admin: {ListenAddress: "127.0.0.1:%9$d", TLS: %10$s}
                """.formatted(
                        layout.ordererPort(number),
                        crypto.resolve("msp"),
                        Layout.ORDERERS,
                        tls,
                        layout.consenterPort(number),
                        layout.plan().bft() ? "consensus" : "simple",
                        crypto.resolve("tls"),
                        data,
                        layout.administrationPort(number),
                        mutual);
    }

    private String peer(int number) {
        Path crypto = layout.peerCrypto(number);
        Path data = layout.peerFolder(number).resolve("data");
        return """
                peer:
                  id: %1$s
                  networkId: titlechain
                  listenAddress: 127.0.0.1:%2$d
                  address: 127.0.0.1:%2$d
                  chaincodeListenAddress: 127.0.0.1:%3$d
                  chaincodeAddress: 127.0.0.1:%3$d
                  mspConfigPath: %4$s/msp
                  localMspId: %5$s
                  localMspType: bccsp
                  fileSystemPath: %6$s
                  maxRecvMsgSize: 104857600
                  maxSendMsgSize: 104857600
                  gateway: {enabled: true, endorsementTimeout: 30s, broadcastTimeout: 15s, dialTimeout: 10s}
                  keepalive:
                    minInterval: 10s
                    client: {interval: 60s, timeout: 20s}
                    deliveryClient: {interval: 60s, timeout: 20s}
                  tls:
                    enabled: true
                    cert: {file: %4$s/tls/server.crt}
                    key: {file: %4$s/tls/server.key}
                    rootcert: {file: %4$s/tls/ca.crt}
                  authentication: {timewindow: 15m}
                  client: {connTimeout: 3s}
                  deliveryclient:
                    reconnectTotalTimeThreshold: 3600s
                    connTimeout: 3s
                    reConnectBackoffThreshold: 3s
                    minimalReconnectInterval: 100ms
                    blockCensorshipTimeoutKey: 30s
                    policy: simple
                  gossip:
                    bootstrap: 127.0.0.1:%2$d
                    externalEndpoint: 127.0.0.1:%2$d
                    useLeaderElection: false
                    orgLeader: true
                    state: {enabled: false}
                    pvtData:
                      implicitCollectionDisseminationPolicy: {requiredPeerCount: 0, maxPeerCount: 1}
                  discovery: {enabled: true, authCacheEnabled: true, authCacheMaxSize: 1000}
                  handlers:
                    authFilters: [{name: DefaultAuth}, {name: ExpirationCheck}, {name: TimeWindowCheck}]
                    decorators: [{name: DefaultDecorator}]
                    endorsers: {escc: {name: DefaultEndorsement}}
                    validators: {vscc: {name: DefaultValidation}}
                  limits: {concurrency: {endorserService: 2500, deliverService: 2500, gatewayService: 500}}
                  BCCSP: {Default: SW, SW: {Hash: SHA2, Security: 256}}
                vm: {endpoint: ""}
                chaincode:
                  mode: net
                  installTimeout: 60s
                  startuptimeout: 30s
                  executetimeout: 30s
                  system: {_lifecycle: enable, cscc: enable, lscc: enable, qscc: enable}
                  logging: {level: warning, shim: warning}
                  externalBuilders: [{name: service, path: %7$s}]
                ledger:
                  state: {stateDatabase: goleveldb, totalQueryLimit: 100000}
                  history: {enableHistoryDatabase: false}
                  pvtdataStore:
                    collElgProcMaxDbBatchSize: 5000
                    collElgProcDbBatchesInterval: 1000
                    deprioritizedDataReconcilerInterval: 60m
                  snapshots: {rootDir: %6$s/snapshots}
                operations: {listenAddress: "127.0.0.1:0"}
                metrics: {provider: disabled}
                """.formatted(
                        layout.plan().organisations().get(number),
                        layout.peerPort(number),
                        layout.peerChaincodePort(number),
                        crypto,
                        layout.membership(number),
                        data,
                        layout.folder().resolve("builder"));
    }

    /** How a peer makes a chaincode that runs as a service: there is nothing to make, only its address to keep. */
    private void writeBuilder() throws IOException {
        Path folder = Files.createDirectories(layout.folder().resolve("builder/bin"));
        script(folder.resolve("detect"), List.of("grep -q '\"type\": *\"ccaas\"' \"$2/metadata.json\""));
        script(folder.resolve("build"), List.of("cp \"$1/connection.json\" \"$3/\""));
        script(
                folder.resolve("release"),
                List.of("mkdir -p \"$2/chaincode/server\"", "cp \"$1/connection.json\" \"$2/chaincode/server/\""));
    }

    private static void script(Path file, List<String> lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\nset -eu\n" + String.join("\n", lines) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
