package org.titlechain.simulator.network;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.titlechain.codec.CanonicalDecoder;
import org.titlechain.codec.CodecException;
import org.titlechain.ledger.Entry;
import org.titlechain.proof.Receipt;
import org.titlechain.proof.Verdict;
import org.titlechain.proof.Verifier;

/** A client: submits its entries, asks again elsewhere when it hears nothing, and believes a verified receipt only. */
final class ClientProcess {
    private static final int PATIENCE = 1_200;

    private final World world;
    private final int address;
    private final Map<String, Entry> open = new LinkedHashMap<>();

    ClientProcess(World world, int address, int number) {
        this.world = world;
        this.address = address;
        world.network().connect(address, this::receive);
        int entries = world.schedule().entries();
        for (int entry = number; entry < entries; entry += 3) {
            Entry submitted = Entries.entry(entry);
            open.put(submitted.idText(), submitted);
            world.clockwork().after(world.random().nextLong(Schedule.TROUBLE), () -> submit(submitted));
        }
    }

    /** Whether everything that it submitted is acknowledged. */
    boolean isDone() {
        return open.isEmpty();
    }

    private void submit(Entry entry) {
        if (!open.containsKey(entry.idText())) {
            return;
        }
        world.checker().submitted(entry);
        world.send(address, world.random().nextInt(Schedule.MEMBERS), new Mail.Submit(entry));
        if (world.random().nextInt(4) == 0) {
            world.send(address, world.random().nextInt(Schedule.MEMBERS), new Mail.Submit(entry));
        }
        if (!world.has(NetworkDefect.CLIENT_GIVES_UP)) {
            world.clockwork().after(PATIENCE / 2 + world.random().nextInt(PATIENCE), () -> submit(entry));
        }
    }

    private void receive(int from, Mail mail) {
        if (!(mail instanceof Mail.Acknowledge(byte[] entryId, byte[] bytes))) {
            return;
        }
        String id = HexFormat.of().formatHex(entryId);
        String problem = problem(entryId, bytes);
        if (!problem.isEmpty()) {
            world.checker().falseReceipt(from, problem);
            return;
        }
        Entry entry = open.remove(id);
        if (entry != null) {
            world.checker().acknowledged(from, entry, Receipt.decode(bytes));
        }
    }

    /** Why the receipt does not prove that the entry was decided; empty when it does. */
    private String problem(byte[] entryId, byte[] bytes) {
        try {
            Receipt receipt = Receipt.decode(bytes);
            Verdict verdict = Verifier.verify(receipt, world.trust());
            byte[] proven =
                    CanonicalDecoder.decode(receipt.leaf()).asMap().get("entry").asBytes();
            return !verdict.isValid()
                    ? verdict.english()
                    : Arrays.equals(proven, entryId) ? "" : "it is the receipt of another entry";
        } catch (CodecException e) {
            return "it cannot be read";
        }
    }
}
