package org.titlechain.server.node;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.Scheduled;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.PrivateFiles;

/**
 * The keys with which the people of an office sign: one for each account, so that on the ledger a person is a key. The
 * key is made when the person first acts, in {@code keys/people}, and granted on the ledger by the administrator's key
 * with the roles that the account has at that moment; when its roles change, the grant follows before the next act.
 *
 * <p>Any thread may call it.
 */
public final class OfficeKeys {
    /** The ledger refused to entitle a person's key. */
    public static final class GrantRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final String code;

        private GrantRefused(String code) {
            super("the grant of a person's key was refused: " + code);
            this.code = code;
        }

        /** The contract's code. */
        public String code() {
            return code;
        }
    }

    private final Path folder;
    private final Suite suite;
    private final Ledger ledger;
    private final Signer administrator;
    private final Signer gateway;
    private final Submissions submissions;

    /**
     * @param root the data folder
     * @param administrator a key that may grant keys; its organisation is that of the people
     * @param gateway the office's gateway; its districts are those of the people
     */
    public OfficeKeys(Path root, Suite suite, Ledger ledger, Signer administrator, Signer gateway) {
        this.folder = root.resolve("keys").resolve("people");
        this.suite = suite;
        this.ledger = ledger;
        this.submissions = new Submissions(ledger);
        this.administrator = administrator;
        this.gateway = gateway;
    }

    /** The administrator's key: for what the office itself says, such as its calendar. */
    public Signer administrator() {
        return administrator;
    }

    /** The grant of the office's own key, as it stands on the ledger. */
    public MapValue grant() {
        return grantOf(gateway).orElseThrow();
    }

    /**
     * The key of the account, entitled on the ledger to exactly these roles.
     *
     * @param roles names of roles on the ledger, at least one
     * @throws IOException when the key cannot be kept
     * @throws GrantRefused when the ledger does not entitle it
     */
    public synchronized Signer of(String account, Set<String> roles) throws IOException, InterruptedException {
        PrivateFiles.createFolder(folder);
        Signer signer = KeyFile.readOrCreate(folder.resolve(account + ".key"), suite);
        List<String> wanted = List.copyOf(new TreeSet<>(roles));
        boolean entitled = grantOf(signer)
                .filter(grant -> roles(grant).equals(wanted))
                .filter(grant -> !grant.get("revoked").asBoolean())
                .isPresent();
        if (!entitled) {
            grant(account, signer, wanted);
        }
        return signer;
    }

    private Optional<MapValue> grantOf(Signer signer) {
        return ledger.find("key/" + HexFormat.of().formatHex(suite.keyId(signer.publicKey())))
                .map(version -> CanonicalDecoder.decode(version.value()).asMap())
                .flatMap(stored -> Scheduled.at(stored, ledger.status().height() + 1));
    }

    private static List<String> roles(MapValue grant) {
        List<String> roles = new ArrayList<>();
        grant.get("roles").asList().forEach(role -> roles.add(role.asText()));
        return List.copyOf(new TreeSet<>(roles));
    }

    private void grant(String account, Signer signer, List<String> roles) throws InterruptedException {
        MapValue command = Value.map()
                .put("type", "governance.key.grant")
                .put("key", signer.publicKey())
                .put("name", account)
                .put("organisation", grantOf(administrator).orElseThrow().get("organisation"))
                .put("roles", Value.texts(roles))
                .put("districts", grantOf(gateway).orElseThrow().get("districts"))
                .build();
        MapValue decision = Submissions.decision(submissions.submit(administrator, List.of(command)));
        if (!decision.get("accepted").asBoolean()) {
            throw new GrantRefused(decision.get("code").asText());
        }
    }
}
