package org.titlechain.cometbft;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.titlechain.cometbft.Electorate.Voter;
import org.titlechain.cometbft.SignedHeader.Validator;
import org.titlechain.driver.BlockArchive;

/**
 * The sets of validators of one network, from the network file's on. After each block the chain says who is to order
 * ({@link Electorate}); a set that differs is kept in the member's archive before the root is, so that the answer about
 * a native block is the same whenever CometBFT asks. It lets a change take effect two native blocks later.
 *
 * <p>What CometBFT could not bear does not count: no validator at all, or more than {@value #MOST}. Then those of
 * before go on, and {@link #warning} says so.
 */
final class ValidatorHistory {
    /** CometBFT gives this many in one answer, which evidence is made of. */
    static final int MOST = 100;

    private static final String NOTE = "validators";
    private static final String LINK = "link/";
    private static final String INHERITED = "inherited";
    private static final HexFormat HEX = HexFormat.of();

    private final BlockArchive archive;
    private final Network network;
    private final Electorate electorate;
    private final NavigableMap<Long, List<Validator>> sets = new TreeMap<>();
    private String warning = "";

    ValidatorHistory(BlockArchive archive, Network network, Electorate electorate) {
        this.archive = archive;
        this.network = network;
        this.electorate = electorate;
        sets.put(0L, network.genesis());
        archive.note(NOTE).ifPresent(this::read);
    }

    /** Notes who is to order after the block, which this member has decided and whose root is not told yet. */
    synchronized void decided(long height) {
        beginWhereJoined();
        List<Validator> before = at(height - 1);
        List<Validator> after =
                electorate.after(height).map(voters -> elected(voters, before)).orElse(before);
        if (!changes(before, after).isEmpty()) {
            sets.put(height, after);
            write();
        }
    }

    /** A member that joined by state has decided no block up to there; its state says who orders after it. */
    private void beginWhereJoined() {
        long base = archive.joinedHeight();
        if (base >= archive.origin().height() && sets.lastKey() < base) {
            List<Validator> first = at(0);
            sets.put(
                    base,
                    electorate.after(base).map(voters -> elected(voters, first)).orElse(first));
            write();
        }
    }

    /**
     * The member begins with a state.
     *
     * @param links what leads from the first validators to those of a header that it has verified
     */
    void inherit(List<SignedHeader> links) {
        links.forEach(this::keep);
        ProtoWriter heights = new ProtoWriter();
        links.forEach(link -> heights.varint(1, link.height()));
        archive.note(INHERITED, heights.toBytes());
    }

    private List<Long> inherited() {
        List<Long> heights = new ArrayList<>();
        archive.note(INHERITED).ifPresent(kept -> {
            ProtoReader in = new ProtoReader(kept);
            while (in.next()) {
                heights.add(in.number());
            }
        });
        return heights;
    }

    private List<Validator> at(long height) {
        return Objects.requireNonNull(sets.floorEntry(height)).getValue();
    }

    /**
     * What CometBFT is told with a native block whose root is known: the validators that differ from before, with power
     * 0 those that order no more.
     */
    synchronized List<Validator> changes(long nativeHeight) {
        return sets.size() == 1
                ? List.of()
                : changes(at(archive.heightAt(nativeHeight - 1)), at(archive.heightAt(nativeHeight)));
    }

    private List<Validator> elected(List<Voter> voters, List<Validator> before) {
        SortedMap<String, Validator> elected = new TreeMap<>();
        List<String> without = new ArrayList<>();
        for (Voter voter : voters) {
            Optional<byte[]> key = voter.key().or(() -> network.keyOf(voter.member()));
            if (key.filter(Ed25519Key::fits).isEmpty()) {
                without.add(voter.member());
            } else {
                // A key votes once, for the first who names it.
                elected.putIfAbsent(HEX.formatHex(key.get()), new Validator(key.get(), voter.weight()));
            }
        }
        if (elected.isEmpty() || elected.size() > MOST) {
            warning = "the chain names " + elected.size() + " validators, 1 to " + MOST
                    + " can order: those of before go on";
            return before;
        }
        warning = without.isEmpty() ? "" : "no key to order with is known of " + String.join(", ", without);
        return List.copyOf(elected.values());
    }

    private static List<Validator> changes(List<Validator> before, List<Validator> after) {
        SortedMap<String, Validator> changed = new TreeMap<>();
        before.forEach(one -> changed.put(HEX.formatHex(one.publicKey()), new Validator(one.publicKey(), 0)));
        for (Validator one : after) {
            String key = HEX.formatHex(one.publicKey());
            boolean same = before.stream()
                    .anyMatch(old -> Arrays.equals(old.publicKey(), one.publicKey()) && old.power() == one.power());
            if (same) {
                changed.remove(key);
            } else {
                changed.put(key, one);
            }
        }
        return List.copyOf(changed.values());
    }

    /**
     * The heights of the native headers that name the next set, signed by the one before, for every change up to a
     * header: each is the header after the block that CometBFT was told with.
     */
    synchronized List<Long> links(long nativeHeight) {
        Stream<Long> own = sets.tailMap(archive.joinedHeight() + 1).keySet().stream()
                .filter(height -> height <= archive.height())
                .map(height -> archive.nativeHeightOf(height) + 1);
        return Stream.concat(inherited().stream(), own)
                .filter(link -> link < nativeHeight)
                .distinct()
                .sorted()
                .toList();
    }

    /** A link that is kept. */
    Optional<SignedHeader> link(long height) {
        return archive.note(LINK + height).map(SignedHeader::decode);
    }

    void keep(SignedHeader link) {
        archive.note(LINK + link.height(), link.encode().toBytes());
    }

    /**
     * One sentence when the validators cannot be as the chain says, or when newcomers must take part before anything is
     * ordered; else empty.
     */
    synchronized String warning() {
        long changed = sets.lastKey();
        boolean waiting = changed > 0 && archive.height() <= changed;
        return waiting && warning.isEmpty() ? newcomers(at(changed - 1), at(changed)) : warning;
    }

    private static String newcomers(List<Validator> before, List<Validator> after) {
        long total = after.stream().mapToLong(Validator::power).sum();
        long unknown = after.stream()
                .filter(one -> before.stream().noneMatch(old -> Arrays.equals(old.publicKey(), one.publicKey())))
                .mapToLong(Validator::power)
                .sum();
        return unknown * 3 < total
                ? ""
                : "new validators have " + unknown + " of " + total
                        + " votes: nothing more is ordered until enough of them take part";
    }

    private void write() {
        ProtoWriter out = new ProtoWriter();
        for (Map.Entry<Long, List<Validator>> set : sets.tailMap(1L).entrySet()) {
            ProtoWriter one = new ProtoWriter().varint(1, set.getKey());
            set.getValue().forEach(validator -> one.message(2, validator.encode()));
            out.message(1, one);
        }
        archive.note(NOTE, out.toBytes());
    }

    private void read(byte[] kept) {
        ProtoReader in = new ProtoReader(kept);
        while (in.next()) {
            ProtoReader one = in.message();
            List<Validator> set = new ArrayList<>();
            long height = 0;
            while (one.next()) {
                if (one.field() == 1) {
                    height = one.number();
                } else {
                    set.add(Validator.decode(one.message()));
                }
            }
            sets.put(height, List.copyOf(set));
        }
    }
}
