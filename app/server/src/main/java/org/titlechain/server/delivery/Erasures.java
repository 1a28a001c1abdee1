package org.titlechain.server.delivery;

import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.governance.Member;
import org.titlechain.contract.registration.process.CaseState;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.Ledger.Version;
import org.titlechain.server.api.LedgerViews;
import org.titlechain.vault.Vault;

/**
 * Carries out in this node's vault the erasures that stand on the ledger. The ledger comes first: what is written there
 * is done here, also after a kill in between, and what was done is never undone by a replay. An erasure that the own
 * organisation signed destroys everything that is kept of the person; one that another organisation signed destroys
 * what came from it, when all that is kept of the person came from it: what this organisation recorded itself is its
 * own to erase.
 */
public final class Erasures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final String PREFIX = "erasure/";
    private static final String CASE = "registration/";
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int PAGE = 1_000;

    private final Ledger ledger;
    private final LedgerViews views;
    private final Vault vault;
    private final String member;
    private final Thread thread;
    private long looked;
    private volatile boolean closed;

    /**
     * Erasures, of which none is carried out yet.
     *
     * @param member this node's name among the members; it may join later
     */
    public Erasures(Ledger ledger, LedgerViews views, Vault vault, String member) {
        this.ledger = ledger;
        this.views = views;
        this.vault = vault;
        this.member = member;
        this.thread = Thread.ofPlatform().name("erasures").daemon().unstarted(this::run);
    }

    /** Follows the ledger from now on. What stands on it already is carried out before this returns. */
    public void begin() {
        carryOut();
        thread.start();
    }

    /** The key of state under which the erasure of a party stands. */
    public static String stateKey(String party) {
        return PREFIX + party;
    }

    /** The parties that the ledger has an erasure of, in the order of their references. */
    public List<String> parties(int most) {
        return ledger.keys(PREFIX, "", most).stream()
                .map(key -> key.substring(PREFIX.length()))
                .toList();
    }

    /** Carries out what the ledger has and this vault has not done. */
    public synchronized void carryOut() {
        long size = ledger.status().logSize();
        if (size == looked) {
            return;
        }
        String after = "";
        List<String> keys;
        do {
            keys = ledger.keys(PREFIX, after, PAGE);
            for (String key : keys) {
                ledger.find(key)
                        .filter(version -> version.position() >= looked)
                        .ifPresent(
                                version -> carryOut(HexFormat.of().parseHex(key.substring(PREFIX.length())), version));
                after = key;
            }
        } while (keys.size() == PAGE);
        looked = size;
    }

    private void carryOut(byte[] party, Version version) {
        Optional<String> signer = views.signerAt(version.position()).organisation();
        boolean own = signer.isPresent() && signer.equals(organisation());
        if (own || vault.messagesOf(party).stream().allMatch(message -> isFrom(signer, message))) {
            vault.erase(party, version.position())
                    .filter(Vault.Erasure::known)
                    .ifPresent(done -> LOG.info(
                            "an erasure at position {} was carried out: {} messages",
                            version.position(),
                            done.messages()));
        } else {
            LOG.info(
                    "the erasure at position {} is another organisation's; what was recorded here stays",
                    version.position());
        }
    }

    /** Whose node this is by the ledger; empty before its member has joined. */
    private Optional<String> organisation() {
        return Member.at(ledger.state(), member, ledger.status().height()).map(Member::organisation);
    }

    private boolean isFrom(Optional<String> signer, String message) {
        return signer.isPresent()
                && Holding.find(ledger, message)
                        .map(Holding::organisation)
                        .filter(signer.get()::equals)
                        .isPresent();
    }

    /** A unit whose sheet names the party now, as far as this vault knows what names it. */
    public Optional<String> sheetNaming(byte[] party) {
        TreeSet<String> units = new TreeSet<>();
        for (String message : vault.messagesOf(party)) {
            Optional<MapValue> state = ledger.find(message.startsWith(CASE) ? message : "message/" + message)
                    .map(LedgerViews::value);
            state.flatMap(value -> value.find("units"))
                    .ifPresent(list -> list.asList().forEach(unit -> units.add(unit.asText())));
        }
        return units.stream().filter(unit -> names(unit, party)).findFirst();
    }

    /** A case under way, by county and number, of which this vault keeps something that names the party. */
    public Optional<String> caseNaming(byte[] party) {
        return vault.messagesOf(party).stream()
                .filter(message -> message.startsWith(CASE))
                .filter(message -> ledger.find(message)
                        .map(LedgerViews::value)
                        .map(value -> CaseState.ofLabel(value.get("state").asText()))
                        .filter(state -> !state.ended())
                        .isPresent())
                .map(message -> message.substring(CASE.length()))
                .min(Comparator.naturalOrder());
    }

    private boolean names(String unit, byte[] party) {
        Optional<MapValue> sheet = ledger.find("unit/" + unit).map(LedgerViews::value);
        return sheet.stream()
                .flatMap(value ->
                        List.of("rights", "restrictions").stream().flatMap(list -> value.get(list).asList().stream()))
                .flatMap(line -> line.asMap().find("holders").map(Value::asList).orElse(List.of()).stream())
                .anyMatch(holder -> holder.asMap()
                        .find("party")
                        .filter(reference -> java.util.Arrays.equals(reference.asBytes(), party))
                        .isPresent());
    }

    private void run() {
        while (!closed) {
            try {
                ledger.awaitLogSize(looked, PATIENCE);
                carryOut();
                Thread.sleep(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // What failed is tried again: an erasure is never left out.
                if (!closed) {
                    LOG.error(
                            "an erasure could not be carried out: {}",
                            e.getClass().getSimpleName());
                }
                java.util.concurrent.locks.LockSupport.parkNanos(PATIENCE.toNanos());
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
