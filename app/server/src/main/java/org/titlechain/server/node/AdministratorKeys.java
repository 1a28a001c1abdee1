package org.titlechain.server.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.titlechain.contract.governance.Charter;
import org.titlechain.contract.governance.KeyGrant;
import org.titlechain.contract.governance.Role;
import org.titlechain.crypto.Signer;
import org.titlechain.crypto.Suite;
import org.titlechain.kernel.Genesis;
import org.titlechain.kernel.KeyFile;
import org.titlechain.kernel.Ledger;
import org.titlechain.server.DataFolder;

/**
 * The keys by which this node's administrators act on the chain: {@code keys/system.key}, {@code security.key} and
 * {@code audit.key}, and the founding administrator's while the chain has not separated the three.
 */
public final class AdministratorKeys {
    private final Path keys;
    private final Suite suite;
    private final Ledger ledger;

    public AdministratorKeys(Path root, Suite suite, Ledger ledger) {
        this.keys = root.resolve("keys");
        this.suite = suite;
        this.ledger = ledger;
    }

    /**
     * A key that may act.
     *
     * @param signer the key
     * @param organisation whose it is by the chain
     */
    public record Office(Signer signer, String organisation) {}

    /**
     * Grants for a chain's first entry: the three administrators of an organisation, whose keys are made in the folder
     * when they are not there.
     *
     * @param prefix before the names of the keys, which are unique in an organisation
     */
    public static List<Genesis.Key> founding(Path root, Suite suite, String organisation, String prefix)
            throws IOException {
        List<Genesis.Key> grants = new ArrayList<>();
        for (Role office : List.of(Role.SYSTEM, Role.SECURITY, Role.AUDIT)) {
            Signer signer = KeyFile.readOrCreate(root.resolve("keys").resolve(office.label() + ".key"), suite);
            grants.add(new Genesis.Key(
                    signer.publicKey(), prefix + office.label(), organisation, List.of(office.label()), List.of("")));
        }
        return grants;
    }

    /** The key for the office: its own, else the founding administrator's; empty when the chain admits neither. */
    public Optional<Office> of(Role office) {
        return named(office.label(), Set.of(office.label()))
                .or(() -> office == Role.AUDIT ? Optional.empty() : founding());
    }

    /**
     * The key that grants keys: the founding administrator's until the charter separates the three, then security's.
     */
    public Optional<Office> granting() {
        boolean separated = Charter.at(ledger.state(), ledger.status().height() + 1)
                .map(Charter::separated)
                .orElse(false);
        return separated ? of(Role.SECURITY) : founding();
    }

    /** The founding administrator's key, where the chain admits it: what is asked of that role is asked of it alone. */
    public Optional<Office> founding() {
        return named(DataFolder.ADMINISTRATOR_KEY, Set.of(Role.ADMINISTRATOR.label()));
    }

    private Optional<Office> named(String name, Set<String> roles) {
        Path file = keys.resolve(name + ".key");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            Signer signer = KeyFile.read(file, suite);
            String stateKey = KeyGrant.stateKey(suite.keyId(signer.publicKey()));
            return KeyGrant.at(ledger.state(), stateKey, ledger.status().height() + 1)
                    .filter(grant -> !grant.revoked() && grant.roles().stream().anyMatch(roles::contains))
                    .map(grant -> new Office(signer, grant.organisation()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
