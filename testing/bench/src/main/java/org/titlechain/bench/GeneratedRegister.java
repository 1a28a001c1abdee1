package org.titlechain.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.titlechain.codec.CanonicalEncoder;
import org.titlechain.codec.Value;
import org.titlechain.kernel.Ledger;
import org.titlechain.ledger.EngineStatus;
import org.titlechain.ledger.Entry;

/** A ledger of any size that is computed, not kept: each leaf writes a hundred units and their certificates. */
final class GeneratedRegister implements Ledger {
    static final int UNITS_OF_A_LEAF = 100;
    private static final byte[] SIGNER = new byte[32];
    private static final String CHARACTERS = "东西南北中山河湖海江文化学府人民建设和平光明新华长安永兴华阳金银玉泉青云白石红星绿杨";
    private static final int STREETS = 1_500;

    private final int units;

    GeneratedRegister(int units) {
        this.units = units;
    }

    /** The code of a unit, from which its number can be read back. */
    static String code(int unit) {
        int building = unit / UNITS_OF_A_LEAF;
        return "9999%02d%03d%03dGB%05dF%04d%04d"
                .formatted(
                        building % 20 + 1,
                        building % 17,
                        building % 29,
                        building % 100_000,
                        building / 100_000 + 1,
                        unit % 100 + 1);
    }

    private static int unit(String code) {
        int building =
                Integer.parseInt(code.substring(14, 19)) + 100_000 * (Integer.parseInt(code.substring(20, 24)) - 1);
        return building * UNITS_OF_A_LEAF + Integer.parseInt(code.substring(24)) - 1;
    }

    /** The address up to the building. */
    static String place(int building) {
        int street = mix(building) % STREETS;
        String name = CHARACTERS.charAt(street % 39) + "" + CHARACTERS.charAt(street / 39);
        return "测试市%s路%d号%d幢%d单元".formatted(name, mix(building + 1) % 400 + 1, building % 30 + 1, building % 4 + 1);
    }

    static String location(int unit) {
        int inside = unit % UNITS_OF_A_LEAF;
        return place(unit / UNITS_OF_A_LEAF) + "%d%02d室".formatted(inside / 4 + 1, inside % 4 + 1);
    }

    static String certificate(int unit) {
        return "测(%d)测试市不动产权第%08d号".formatted(2016 + unit % 10, unit);
    }

    private static int mix(int number) {
        int mixed = number * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) >>> 1;
    }

    @Override
    public List<Leaf> leaves(long fromPosition, int limit) {
        List<Leaf> leaves = new ArrayList<>();
        for (long position = fromPosition; position < size() && leaves.size() < Math.min(limit, 50); position++) {
            leaves.add(leaf(position));
        }
        return leaves;
    }

    private long size() {
        return units / UNITS_OF_A_LEAF;
    }

    private Leaf leaf(long position) {
        List<Value> writes = new ArrayList<>();
        for (int i = 0; i < UNITS_OF_A_LEAF; i++) {
            int unit = Math.toIntExact(position * UNITS_OF_A_LEAF + i);
            writes.add(write("unit/" + code(unit)));
            writes.add(write("certificate/" + certificate(unit)));
        }
        Value leaf = Value.map()
                .put("version", 1)
                .put("height", position + 1)
                .put("time", time(position))
                .put("entry", SIGNER)
                .put("index", 0)
                .put("key", SIGNER)
                .put("command", Value.map().put("type", "record.units").build())
                .put(
                        "decision",
                        Value.map()
                                .put("accepted", true)
                                .put("result", Value.map().build())
                                .put("writes", Value.list(writes))
                                .build())
                .build();
        return new Leaf(position, CanonicalEncoder.encode(leaf));
    }

    private static Value write(String key) {
        return Value.map()
                .put("key", key)
                .put("version", 1)
                .put("digest", SIGNER)
                .build();
    }

    private static long time(long position) {
        return 1_767_225_600_000L + position * 1_000;
    }

    @Override
    public Optional<Version> version(String key, long version) {
        boolean ofUnit = key.startsWith("unit/");
        int unit = ofUnit
                ? unit(key.substring(5))
                : Integer.parseInt(key.substring(key.indexOf('第') + 1, key.indexOf('号')));
        long position = unit / UNITS_OF_A_LEAF;
        byte[] value = CanonicalEncoder.encode(ofUnit ? sheet(unit) : certificateValue(unit));
        return Optional.of(new Version(key, 1, value, position, position + 1, time(position)));
    }

    private static Value sheet(int unit) {
        String code = code(unit);
        List<Value> restrictions = new ArrayList<>();
        if (unit % 5 == 0) {
            restrictions.add(Value.map().put("kind", "mortgage").build());
        }
        if (mix(unit) % 500 == 0) {
            restrictions.add(Value.map().put("kind", "seizure").build());
        }
        return Value.map()
                .put("unit", code)
                .put("kind", "building")
                .put("state", "live")
                .put("district", code.substring(0, 6))
                .put("parcel", code.substring(0, 19))
                .put("location", location(unit))
                .put(
                        "nature",
                        Value.map()
                                .put("areaSquareCentimetres", 900_000)
                                .put("use", "10")
                                .build())
                .put("rights", Value.list(List.of()))
                .put("restrictions", Value.list(restrictions))
                .put(
                        "certificates",
                        Value.list(List.of(
                                Value.map().put("number", certificate(unit)).build())))
                .build();
    }

    private static Value certificateValue(int unit) {
        return Value.map()
                .put("number", certificate(unit))
                .put("kind", "certificate")
                .put("state", "live")
                .put("unit", code(unit))
                .put("right", "r1")
                .put("message", "")
                .build();
    }

    @Override
    public Optional<Version> find(String key) {
        return Optional.empty();
    }

    @Override
    public long awaitLogSize(long largerThan, Duration patience) throws InterruptedException {
        if (size() <= largerThan) {
            Thread.sleep(patience);
        }
        return size();
    }

    @Override
    public Status status() {
        return new Status(
                "bench", size(), size(), units, new EngineStatus("none", size(), 0, true, ""), OptionalInt.empty(), "");
    }

    @Override
    public CompletableFuture<Outcome> submit(Entry entry) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Outcome> outcome(byte[] entryId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Version> history(String key, long beforeVersion, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> keys(String prefix, String afterKey, int limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public byte[] prove(String key) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> receipt(long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> receipt(long position, long atHeight) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String checkpoint() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> checkpoint(long height) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<byte[]> consistency(long oldHeight, long newHeight) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String trust() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<BlockSummary> blocks(long beforeHeight, int limit) {
        throw new UnsupportedOperationException();
    }
}
