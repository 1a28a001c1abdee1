package org.titlechain.kernel.members;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Ledger;
import org.titlechain.kernel.members.Heads.Head;
import org.titlechain.kernel.members.Peer.Held;
import org.titlechain.kernel.members.Peer.Seen;
import org.titlechain.proof.Accusation;
import org.titlechain.proof.Accusation.Kind;
import org.titlechain.proof.Accusation.Place;
import org.titlechain.proof.Checkpoint;
import org.titlechain.proof.Checkpoint.SignatureLine;
import org.titlechain.proof.SignedProof;
import org.titlechain.proof.TrustedMembers;

/**
 * A member's watch over the others. Each round asks every peer for its newest head and for what it has seen: heads of
 * one height are compared, those of a quorum make a cosigned checkpoint, and two that cannot both be right become an
 * accusation that names block, command and key. What peers hold below their heads is looked through a few keys at a
 * time. When the quorum's roots are not this member's, or its database is not what it signed, this member stops itself.
 *
 * <p>Rounds are for one thread; what is known may be asked by any.
 */
public final class MemberWatch {
    private final Options options;
    private final Heads heads = new Heads();
    private final Accusations accusations;
    private final Audit audit;
    private final Map<String, Long> differing = new ConcurrentSkipListMap<>();
    private final Map<String, Contact> contacts = new ConcurrentSkipListMap<>();
    private volatile Optional<String> cosigned = Optional.empty();

    /**
     * What the watch needs.
     *
     * @param ledger this member's replay
     * @param member its name
     * @param signer its checkpoint key, which also signs accusations
     * @param peers the other members' nodes as they are known now
     * @param folder where accusations are kept
     * @param halt stops this member with a sentence that says where its roots part from the quorum's
     * @param clock for when a member was last seen
     */
    public record Options(
            Ledger ledger,
            String member,
            Signer signer,
            Supplier<List<Peer>> peers,
            Path folder,
            Consumer<String> halt,
            InstantSource clock) {}

    /** When a member's node last answered, in ms, and whether it did in the last round. */
    public record Contact(String address, long seen, boolean reachable) {}

    public MemberWatch(Options options) throws IOException {
        this.options = options;
        this.accusations = new Accusations(options.folder());
        this.audit = new Audit(options.ledger(), options.member(), options.signer());
    }

    /** Asks every peer once. A peer that does not answer, or nonsense, leaves everything as it is. */
    public void round() {
        TrustedMembers members = options.ledger().cosigners();
        if (options.ledger().status().height() == 0) {
            return;
        }
        observe(options.ledger().checkpoint(), members);
        Map<String, Peer> answering = new TreeMap<>();
        for (Peer peer : options.peers().get()) {
            try {
                String newest = peer.newest();
                Optional<Head> head = heads.verified(newest, members).stream().findFirst();
                if (head.isPresent() && !head.get().member().equals(options.member())) {
                    String name = head.get().member();
                    answering.put(name, peer);
                    contacts.put(
                            name, new Contact(peer.address(), options.clock().millis(), true));
                    observe(newest, members);
                }
                Seen seen = peer.seen();
                seen.heads().forEach(text -> observe(text, members));
                seen.accusations().forEach(bytes -> keep(bytes, members));
            } catch (IOException | RuntimeException e) {
                contacts.replaceAll((name, contact) -> contact.address().equals(peer.address())
                        ? new Contact(contact.address(), contact.seen(), false)
                        : contact);
            }
        }
        answering.forEach((name, peer) -> compare(name, peer, answering, members));
        answering.forEach((name, peer) -> audit(name, peer, members));
        cosign(answering, members);
    }

    private void audit(String name, Peer peer, TrustedMembers members) {
        try {
            for (Accusation accusation : audit.next(name, peer, members)) {
                accusations.keep(accusation, members);
                if (accusation.accused().equals(options.member())) {
                    options.halt().accept(sentence(accusation.place().orElseThrow()));
                }
            }
        } catch (IOException | RuntimeException e) {
            unreachable(name);
        }
    }

    private void unreachable(String name) {
        contacts.computeIfPresent(name, (any, contact) -> new Contact(contact.address(), contact.seen(), false));
    }

    private static String sentence(Place place) {
        return "this member's database was changed: the value under key " + place.key() + ", last written by block "
                + place.height() + ", does not lead to the root that this member signed; heal it by replay from the"
                + " engine";
    }

    private void observe(String text, TrustedMembers members) {
        for (Head head : heads.verified(text, members)) {
            heads.remember(head)
                    .ifPresent(before ->
                            accuse(Kind.SPLIT_VIEW, head.member(), before, head.text(), Optional.empty(), members));
        }
    }

    private void keep(byte[] bytes, TrustedMembers members) {
        accusations.keep(Accusation.decode(bytes), members);
    }

    private void accuse(
            Kind kind, String accused, String first, String second, Optional<Place> place, TrustedMembers members) {
        accusations.keep(
                Accusation.signed(kind, options.member(), accused, first, second, place, options.signer()), members);
    }

    /** Compares this member's head with a peer's at the newest height that both have. */
    private void compare(String name, Peer peer, Map<String, Peer> all, TrustedMembers members) {
        try {
            long common = Math.min(options.ledger().status().height(), newestHeight(name));
            Optional<String> own = options.ledger().checkpoint(common);
            Optional<String> theirs = peer.checkpoint(common).filter(text -> isOf(text, name, members));
            if (own.isEmpty() || theirs.isEmpty()) {
                return;
            }
            theirs.ifPresent(text -> observe(text, members));
            if (body(own.get()).equals(body(theirs.get()))) {
                differing.remove(name);
            } else if (!differing.containsKey(name)) {
                long height = new Bisection(options.ledger(), peer).firstDifferentHeight(common);
                judge(name, peer, height, all, members);
                differing.put(name, height);
            }
        } catch (IOException | RuntimeException e) {
            unreachable(name);
        }
    }

    private long newestHeight(String name) {
        return Optional.ofNullable(heads.newest().get(name))
                .map(text -> Checkpoint.parse(text).checkpoint().height())
                .orElse(0L);
    }

    private boolean isOf(String text, String name, TrustedMembers members) {
        return heads.verified(text, members).stream()
                .anyMatch(head -> head.member().equals(name));
    }

    private static String body(String text) {
        return Checkpoint.parse(text).checkpoint().body();
    }

    /** The quorum decides who is wrong: if its head is not this member's, this member is, and it says so itself. */
    private void judge(String name, Peer peer, long height, Map<String, Peer> all, TrustedMembers members)
            throws IOException {
        String own = options.ledger().checkpoint(height).orElseThrow();
        String theirs = peer.checkpoint(height)
                .filter(text -> isOf(text, name, members))
                .orElseThrow(() -> new IOException("the head is gone"));
        Place place = new Bisection(options.ledger(), peer).place(height);
        boolean outvoted = agreeing(body(theirs), height, all.values(), members) >= members.quorum();
        if (outvoted) {
            Place turned = new Place(
                    place.height(),
                    place.position(),
                    place.entry(),
                    place.index(),
                    place.key(),
                    /* firstLeaf= */ place.secondLeaf(),
                    /* secondLeaf= */ place.firstLeaf());
            accuse(Kind.ROOTS, options.member(), theirs, own, Optional.of(turned), members);
            options.halt().accept(sentence(place, members));
        } else {
            accuse(Kind.ROOTS, name, own, theirs, Optional.of(place), members);
        }
    }

    private static String sentence(Place place, TrustedMembers members) {
        return "this member's roots are not those that " + members.quorum() + " of "
                + members.members().size()
                + " members signed: block " + place.height()
                + (place.position() < 0
                        ? ", all leaves are equal, so its state was damaged; fsck tells where"
                        : ", leaf " + place.position() + ", key " + place.key())
                + "; heal it by replay from the engine";
    }

    private int agreeing(String body, long height, Collection<Peer> peers, TrustedMembers members) {
        int count = 0;
        for (Peer peer : peers) {
            try {
                Optional<String> text = peer.checkpoint(height);
                count += text.isPresent()
                                && !heads.verified(text.get(), members).isEmpty()
                                && body(text.get()).equals(body)
                        ? 1
                        : 0;
            } catch (IOException | RuntimeException e) {
                // Who does not answer does not count.
            }
        }
        return count;
    }

    /** Puts together the signatures of the newest height that a quorum has reached with the same roots. */
    private void cosign(Map<String, Peer> answering, TrustedMembers members) {
        List<Long> reached = new ArrayList<>();
        reached.add(options.ledger().status().height());
        answering.keySet().forEach(name -> reached.add(newestHeight(name)));
        if (reached.size() < members.quorum()) {
            return;
        }
        reached.sort(Comparator.reverseOrder());
        long height = Math.min(options.ledger().status().height(), reached.get(members.quorum() - 1));
        boolean known = cosigned.map(text -> Checkpoint.parse(text).checkpoint().height() >= height)
                .orElse(false);
        Optional<String> own = options.ledger().checkpoint(height);
        if (known || own.isEmpty()) {
            return;
        }
        Checkpoint.Signed signed = Checkpoint.parse(own.get());
        List<SignatureLine> lines = new ArrayList<>(signed.signatures());
        answering.forEach(
                (name, peer) -> line(name, peer, signed.checkpoint(), members).ifPresent(lines::add));
        if (lines.size() >= members.quorum()) {
            lines.sort(Comparator.comparing(SignatureLine::member));
            cosigned = Optional.of(new Checkpoint.Signed(signed.checkpoint(), lines).text());
        }
    }

    private Optional<SignatureLine> line(String name, Peer peer, Checkpoint checkpoint, TrustedMembers members) {
        try {
            return peer.checkpoint(checkpoint.height())
                    .filter(text -> isOf(text, name, members))
                    .map(Checkpoint::parse)
                    .filter(signed -> signed.checkpoint().body().equals(checkpoint.body()))
                    .flatMap(signed -> signed.signatures().stream()
                            .filter(line -> line.member().equals(name))
                            .findFirst());
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /** The newest checkpoint that a quorum has signed; empty when none is known since the start. */
    public Optional<String> cosigned() {
        return cosigned;
    }

    /** The newest verified head of each member that was seen, this one's included. */
    public Map<String, String> heads() {
        return heads.newest();
    }

    /** Members whose head differs from this member's, and the first height at which it does. */
    public Map<String, Long> differing() {
        return new TreeMap<>(differing);
    }

    /** When each member's node answered. */
    public Map<String, Contact> contacts() {
        return new TreeMap<>(contacts);
    }

    /** Every accusation that is known, by identifier; the evidence of each holds. */
    public Map<String, Accusation> accusations() {
        return accusations.all();
    }

    /** What this member holds after the state key, for its peers. */
    public List<Held> held(String afterKey, int limit) {
        return Audit.held(options.ledger(), options.signer().suite().hash(), afterKey, limit);
    }

    /** This member's signed answer about the state key. */
    public SignedProof prove(String key) {
        return Audit.answer(options.ledger(), options.signer(), key);
    }

    /** What this member shows its peers. */
    public Seen seen() {
        return new Seen(List.copyOf(heads.newest().values()), accusations.encoded());
    }
}
