package org.titlechain.crypto;

/** Multiples of the generator, built when first needed and never changed. */
final class GeneratorTables {
    private static final int SMALL_WIDTH = 8;
    private static final int LARGE_WIDTH = 12;

    private GeneratorTables() {}

    /** 330 KB, soon built even in a process that has just started: for signing, and for one signature at a time. */
    static PointTable small() {
        return Small.TABLE;
    }

    /** 3.6 MB, a third fewer additions: for blocks. */
    static PointTable large() {
        return Large.TABLE;
    }

    private static PointTable build(int width) {
        byte[] generator = Sm2Point.encode(Sm2Curve.GENERATOR_X, Sm2Curve.GENERATOR_Y);
        return PointTableBuilder.build(width, Sm2Point.decode(generator).orElseThrow());
    }

    private static final class Small {
        static final PointTable TABLE = build(SMALL_WIDTH);
    }

    private static final class Large {
        static final PointTable TABLE = build(LARGE_WIDTH);
    }
}
