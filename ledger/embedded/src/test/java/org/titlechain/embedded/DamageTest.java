package org.titlechain.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.titlechain.crypto.Suite;
import org.titlechain.storage.Finding;
import org.titlechain.testkit.ledger.SimulatedStorage;

/** D6, I1: every flipped byte of a log is found and placed, and nothing that was acknowledged is ever cut. */
final class DamageTest {
    private static SimulatedStorage log(int appends) {
        SimulatedStorage storage = new SimulatedStorage();
        new SimulatedLife().live(storage, new Random(3), appends);
        return storage;
    }

    private static List<Finding> check(SimulatedStorage storage) throws IOException {
        List<Finding> findings = new ArrayList<>();
        new BlockLogCheck(storage, Suite.GM).check(findings::add);
        return findings;
    }

    private static SimulatedStorage flipped(SimulatedStorage storage, String name, int at, int bit) throws IOException {
        SimulatedStorage copy = storage.copy();
        byte[] content = copy.content(name);
        content[at] ^= (byte) (1 << bit);
        copy.replace(name, content);
        return copy;
    }

    @Test
    void shouldFindAndPlaceEveryFlippedByteOfALog() throws IOException {
        SimulatedStorage storage = log(14);
        assertThat(check(storage)).isEmpty();
        int files = 0;
        for (String name : storage.list()) {
            files++;
            byte[] content = storage.content(name);
            for (int at = 0; at < content.length; at++) {
                List<Finding> findings = check(flipped(storage, name, at, at % 8));
                assertThat(findings).as("byte %d of %s", at, name).isNotEmpty();
                assertThat(findings.getFirst().file()).isEqualTo(storage.describe(name));
            }
        }
        assertThat(files).isGreaterThan(2);
    }

    @Test
    void shouldNameTheDamagedBlock() throws IOException {
        SimulatedStorage storage = log(30);
        String first = Segment.nameOf(1);
        List<Integer> starts = starts(storage.content(first));
        for (int i = 0; i + 1 < starts.size(); i++) {
            for (int at = starts.get(i); at < starts.get(i + 1); at += 7) {
                Finding finding = check(flipped(storage, first, at, 3)).getFirst();
                assertThat(finding.block()).isEqualTo(i + 1);
                assertThat(finding.record()).isEqualTo("at byte " + starts.get(i));
            }
        }
    }

    /** Where the records of a segment begin, and its end. */
    private static List<Integer> starts(byte[] content) {
        List<Integer> starts = new ArrayList<>();
        int offset = Segment.HEADER_LENGTH;
        while (offset < content.length) {
            starts.add(offset);
            RecordFormat.Header header = RecordFormat.header(content, offset);
            if (header == null) {
                throw new AssertionError("no header at " + offset);
            }
            offset += header.length();
        }
        starts.add(offset);
        return starts;
    }

    @Test
    void shouldNeverCutARecordThatWasAcknowledged() throws IOException {
        SimulatedStorage storage = log(14);
        String last = Segment.names(storage).getLast();
        byte[] content = storage.content(last);
        for (int at = 0; at < content.length; at++) {
            SimulatedStorage damaged = flipped(storage, last, at, at % 8);
            assertRefused(damaged, last, "byte " + at);
        }
        for (int size = 0; size < content.length; size++) {
            SimulatedStorage shortened = storage.copy();
            shortened.replace(last, Arrays.copyOf(content, size));
            assertRefused(shortened, last, "cut to " + size);
        }
    }

    /** As after a power cut that took the note of what was acknowledged: then the shape of the damage decides. */
    @Test
    void shouldNotTakeAFlippedByteForATornTailEvenWithoutTheNote() throws IOException {
        SimulatedStorage storage = log(14);
        storage.delete(AcknowledgedTip.NAME);
        String last = Segment.names(storage).getLast();
        int end = storage.content(last).length;
        for (int at = 0; at < end; at++) {
            assertRefused(flipped(storage, last, at, at % 8), last, "byte " + at);
        }
    }

    @Test
    void shouldLeaveNoRoomBehindTheRecordsOfFullAndClosedFiles() throws IOException {
        SimulatedStorage storage = log(30);
        List<String> names = Segment.names(storage);
        assertThat(names).hasSizeGreaterThan(2);
        for (String name : names) {
            byte[] content = storage.content(name);
            assertThat(starts(content).getLast()).as(name).isEqualTo(content.length);
        }
    }

    @Test
    void shouldGoOnWhereAProcessWasKilledWithRoomBehindItsLastRecord() throws IOException {
        SimulatedStorage storage = new SimulatedStorage();
        SimulatedLife life = new SimulatedLife();
        SimulatedStorage left;
        try (EmbeddedEngine engine = SimulatedLife.open(storage)) {
            life.append(engine, 1, 1);
            left = storage.copy();
        }
        byte[] running = left.content(Segment.nameOf(1));
        byte[] closed = storage.content(Segment.nameOf(1));
        assertThat(running).hasSizeGreaterThan(closed.length + 200).startsWith(closed);
        assertThat(check(left)).isEmpty();
        assertThat(life.loss(left)).isEmpty();
        assertThat(left.content(Segment.nameOf(1))).startsWith(closed);
    }

    /** A failed write of half a record, then a power cut that took the cut of the file: nothing was acknowledged. */
    @Test
    void shouldCutHalfARecordInFrontOfRoom() throws IOException {
        SimulatedStorage storage = log(14);
        storage.delete(AcknowledgedTip.NAME);
        String last = Segment.names(storage).getLast();
        byte[] content = storage.content(last);
        List<Integer> starts = starts(content);
        int start = starts.get(starts.size() - 2);
        for (int written = start + RecordFormat.HEADER_LENGTH; written <= content.length - 8; written++) {
            SimulatedStorage half = storage.copy();
            half.replace(last, Arrays.copyOf(Arrays.copyOf(content, written), content.length + 250));
            try (EmbeddedEngine engine = SimulatedLife.open(half)) {
                assertThat(engine.status().height())
                        .as("written to %d", written)
                        .isPositive();
            }
        }
    }

    private static void assertRefused(SimulatedStorage damaged, String name, String what) throws IOException {
        int before = damaged.content(name).length;
        try (EmbeddedEngine engine = SimulatedLife.open(damaged)) {
            assertThat(engine.status().height()).as("opened with %s", what).isNegative();
        } catch (IOException e) {
            assertThat(e).isInstanceOf(org.titlechain.storage.LedgerDamageException.class);
        }
        assertThat(damaged.content(name)).hasSize(before);
    }
}
