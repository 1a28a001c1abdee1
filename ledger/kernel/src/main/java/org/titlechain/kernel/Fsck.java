package org.titlechain.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.titlechain.storage.DataCheck;
import org.titlechain.storage.Finding;
import org.titlechain.storage.LedgerDamageException;

/** Runs all checks of a data folder. A clean folder gives no findings. */
public final class Fsck {
    private final List<DataCheck> checks;

    public Fsck(List<DataCheck> checks) {
        this.checks = List.copyOf(checks);
    }

    /**
     * Runs every check, whatever the others find; one that cannot go on reports that.
     *
     * @param progress is told the name of each check as it begins
     */
    public List<Finding> run(Consumer<String> progress) {
        List<Finding> findings = new ArrayList<>();
        for (DataCheck check : checks) {
            progress.accept(check.name());
            try {
                check.check(findings::add);
            } catch (LedgerDamageException e) {
                findings.add(e.finding());
            } catch (UncheckedIOException e) {
                findings.add(finding(check, e.getCause() instanceof LedgerDamageException damage ? damage : e));
            } catch (IOException | RuntimeException e) {
                findings.add(finding(check, e));
            }
        }
        return findings;
    }

    private static Finding finding(DataCheck check, Exception e) {
        if (e instanceof LedgerDamageException damage) {
            return damage.finding();
        }
        return new Finding(check.name(), 0, "", "", "the check could not go on: " + e.getMessage());
    }
}
