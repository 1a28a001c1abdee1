package org.titlechain.crypto;

import java.util.Optional;

/**
 * Finds SM3 in vector lanes if the process was started with {@code --add-modules jdk.incubator.vector}. The look-up is
 * by name, so that nothing else here needs that module; digests are the same with and without it.
 */
final class Sm3LanesLoader {
    private Sm3LanesLoader() {}

    /** The lanes, or nothing where there are none; looked for once, when first asked. */
    static Optional<HashLanes> lanes() {
        return Found.LANES;
    }

    private static final class Found {
        static final Optional<HashLanes> LANES = load();
    }

    private static Optional<HashLanes> load() {
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            return Optional.empty();
        }
        try {
            Class<?> type = Class.forName("org.titlechain.crypto.Sm3Lanes");
            return Optional.of((HashLanes) type.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return Optional.empty();
        }
    }
}
