package org.titlechain.server.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.titlechain.query.QueryStatus;
import org.titlechain.server.PrivateFiles;
import org.titlechain.server.http.Answer;
import org.titlechain.server.http.Call;
import org.titlechain.server.http.ErrorCode;
import org.titlechain.server.http.Handler;
import org.titlechain.server.http.Json;
import org.titlechain.server.node.Node;
import org.titlechain.server.node.NodeBackup;

/** What administrators do to a node that runs. Nothing of it hands out data: results stay on the node's own disk. */
public final class MaintenanceApi {
    private final Node node;
    private final Path root;
    private final SecureRandom random = new SecureRandom();

    public MaintenanceApi(Node node, Path root) {
        this.node = node;
        this.root = root;
    }

    /** The handlers by operation. */
    public Map<String, Handler> handlers() {
        return Map.of("backupCreate", this::backup, "queryRebuild", this::rebuild);
    }

    private Answer backup(Call call) throws IOException {
        Path folder = root.resolve("backups");
        PrivateFiles.createFolder(folder);
        byte[] name = new byte[8];
        random.nextBytes(name);
        Path file = folder.resolve("backup-" + HexFormat.of().formatHex(name) + ".zip");
        long height = node.ledger().status().height();
        try {
            NodeBackup.ofRunning(root, node, file);
        } catch (NodeBackup.BackupRefused e) {
            throw ErrorCode.BACKUP_NEEDS_STOP.problem(String.valueOf(e.getMessage()));
        }
        return Answer.json(
                201,
                Json.object()
                        .put("file", file.getFileName().toString())
                        .put("bytes", Files.size(file))
                        .put("height", height));
    }

    private Answer rebuild(Call call) throws Exception {
        QueryStatus status = node.query().rebuild().get();
        return Answer.ok(Json.object()
                .put("generation", status.generation())
                .put("position", status.position())
                .put("logSize", status.logSize()));
    }
}
