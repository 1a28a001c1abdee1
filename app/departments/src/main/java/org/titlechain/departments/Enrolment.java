package org.titlechain.departments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.titlechain.client.TitleChainClient;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import tools.jackson.databind.JsonNode;

/**
 * What an administrator does once for each department: its key is granted on the chain, and a token of the role
 * {@code department} is made for its program. Doing it again changes nothing.
 */
public final class Enrolment {
    private final TitleChainClient administrator;
    private final Path folder;
    private final Suite suite;

    /**
     * @param administrator with the roles {@code security} and {@code department}
     * @param folder where the keys and tokens of the departments are kept
     */
    public Enrolment(TitleChainClient administrator, Path folder, Suite suite) {
        this.administrator = administrator;
        this.folder = folder;
        this.suite = suite;
    }

    /** Where the department's key is. */
    public Path key(Department department) {
        return folder.resolve(department.label() + ".key");
    }

    /** Where the key of its second office is. */
    public Path secondKey(Department department) {
        return folder.resolve(department.label() + "-second.key");
    }

    /** Where the token of its program is. */
    public Path token(Department department) {
        return folder.resolve(department.label() + ".token");
    }

    /** Enrols the department, and its second office. */
    public void enrol(Department department) throws IOException {
        Files.createDirectories(folder);
        Set<String> granted = granted();
        grant(key(department), department, department.organisation(), granted);
        grant(secondKey(department), department, department.secondOrganisation(), granted);
        if (!Files.exists(token(department))) {
            KeyFiles.writeSecret(
                    token(department),
                    administrator.entitlements().tokenCreate(department.label(), List.of("department"), 0));
        }
    }

    private void grant(Path file, Department department, String organisation, Set<String> granted) throws IOException {
        Signer key = KeyFiles.readOrCreate(file, suite);
        String name = file.getFileName().toString().replace(".key", "");
        if (!granted.contains(HexFormat.of().formatHex(suite.keyId(key.publicKey())))) {
            administrator
                    .entitlements()
                    .keyGrant(key.publicKey(), name, organisation, List.of(department.role()), List.of(""));
        }
    }

    private Set<String> granted() {
        Set<String> ids = new HashSet<>();
        String cursor = "";
        do {
            JsonNode page = administrator.entitlements().keys(cursor);
            page.get("items").forEach(key -> ids.add(key.get("id").stringValue()));
            cursor = page.path("next").stringValue("");
        } while (!cursor.isEmpty());
        return ids;
    }
}
