package org.titlechain.simulator.network;

import java.nio.ByteBuffer;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.crypto.Signer;
import org.titlechain.kernel.Genesis;
import org.titlechain.ledger.Entry;

/** The entries of a run. The same number gives the same entry in every run, so that each is signed once. */
final class Entries {
    private static final Signer FOUNDER = World.signer(10);
    private static final Signer OFFICE = World.signer(11);
    private static final int DIFFERENT = 64;
    private static final int UNITS = 5;
    private static final Entry[] MADE = new Entry[DIFFERENT];
    private static final Entry GENESIS = founding();

    private Entries() {}

    static Entry genesis() {
        return GENESIS;
    }

    /** Entry {@code number}, from 0: a message about a unit, or a view that is counted. */
    static synchronized Entry entry(int number) {
        Entry made = MADE[number % DIFFERENT];
        if (made == null) {
            made = Entry.signed(
                    new Entry.Body(
                            World.CHAIN,
                            OFFICE.publicKey(),
                            ByteBuffer.allocate(16).putInt(number).array(),
                            0,
                            1,
                            number % 4 == 3 ? List.of(view(number), message(number)) : List.of(command(number))),
                    OFFICE);
            MADE[number % DIFFERENT] = made;
        }
        return made;
    }

    /** How often an entry is counted when it has its effect once. */
    static int views(int number) {
        return number % 4 == 3 || number % 2 == 0 ? 1 : 0;
    }

    private static MapValue command(int number) {
        return number % 2 == 0 ? view(number) : message(number);
    }

    private static MapValue view(int number) {
        return Value.map()
                .put("type", "access.view")
                .put("actor", new byte[32])
                .put("subject", subject(number))
                .put("purpose", "query")
                .put("fields", Value.texts(List.of("name")))
                .put("grounds", "own-property")
                .build();
    }

    static byte[] subject(int number) {
        byte[] subject = new byte[32];
        subject[0] = (byte) (number % UNITS);
        return subject;
    }

    private static MapValue message(int number) {
        return org.titlechain.simulator.record.Messages.first(number, number % UNITS);
    }

    private static Entry founding() {
        List<Genesis.Member> members = new java.util.ArrayList<>();
        for (int member = 0; member < Schedule.MEMBERS; member++) {
            members.add(
                    new Genesis.Member(World.name(member), World.signer(member).publicKey(), "示例市不动产登记中心"));
        }
        List<Genesis.Key> keys = List.of(
                new Genesis.Key(FOUNDER.publicKey(), "founder", "示例市", List.of("administrator"), List.of("")),
                new Genesis.Key(OFFICE.publicKey(), "office", "示例市", List.of("recorder", "viewer"), List.of("9999")));
        return new Genesis(World.CHAIN, World.SUITE, 1, members, keys).entry(FOUNDER);
    }
}
