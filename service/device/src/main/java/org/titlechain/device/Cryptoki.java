package org.titlechain.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.titlechain.kernel.key.KeyException;
import org.titlechain.kernel.key.KeyException.Reason;

/**
 * A vendor's module, loaded into this process: its functions with values of Java. For systems on which a C {@code long}
 * and an address have 64 bits (Linux, macOS). A module is never unloaded. Any thread may call it; the module is told to
 * lock by itself.
 */
@SuppressWarnings("restricted")
final class Cryptoki {
    /** A number that says that an attribute cannot be had. */
    private static final long UNAVAILABLE = -1;

    private static final long OS_LOCKING_OK = 2;
    private static final long RW_SESSION = 2;
    private static final long SERIAL_SESSION = 4;
    private static final long USER = 1;
    private static final long TOKEN_INITIALIZED = 0x400;
    private static final int TOKEN_LABEL_LENGTH = 32;
    private static final long TOKEN_FLAGS_OFFSET = 96;
    private static final long TOKEN_INFO_SIZE = 208;
    private static final long INITIALIZE_ARGUMENTS_SIZE = 48;
    private static final long INITIALIZE_FLAGS_OFFSET = 32;
    private static final long TRIPLE_SIZE = 24;
    private static final int LONGEST_ANSWER = 512;
    private static final int MOST_SLOTS = 1024;

    private final Map<Function, MethodHandle> functions = new EnumMap<>(Function.class);

    /**
     * Loads the module.
     *
     * @throws KeyException when it is not there or is no such module
     */
    Cryptoki(Path module) throws KeyException {
        Linker linker = Linker.nativeLinker();
        if (linker.canonicalLayouts().get("long") instanceof java.lang.foreign.ValueLayout number
                && number.byteSize() != Long.BYTES) {
            throw missing(module, "modules are supported where a C long has 64 bits");
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment entry = SymbolLookup.libraryLookup(module, Arena.global())
                    .find("C_GetFunctionList")
                    .orElseThrow(() -> missing(module, "it has no C_GetFunctionList"));
            MemorySegment pointer = arena.allocate(ADDRESS);
            long value = (long) linker.downcallHandle(entry, FunctionDescriptor.of(JAVA_LONG, ADDRESS))
                    .invokeExact(pointer);
            if (value != ReturnValue.OK) {
                throw missing(module, "C_GetFunctionList: " + ReturnValue.name(value));
            }
            MemorySegment list = pointer.get(ADDRESS, 0).reinterpret(Function.listSize());
            for (Function function : Function.values()) {
                functions.put(
                        function, linker.downcallHandle(list.get(ADDRESS, function.offset()), function.descriptor()));
            }
        } catch (KeyException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw missing(module, "it is not there, or is no library for this system");
        } catch (Throwable e) {
            throw missing(module, String.valueOf(e.getMessage()));
        }
    }

    private static KeyException missing(Path module, String why) {
        return new KeyException(
                Reason.DEVICE_MODULE_MISSING, "the device's module " + module + " cannot be loaded: " + why);
    }

    private void call(Function function, Object... arguments) throws CryptokiException {
        long value;
        try {
            MethodHandle handle = functions.get(function);
            value = (long) java.util.Objects.requireNonNull(handle).invokeWithArguments(arguments);
        } catch (Throwable e) {
            throw new IllegalStateException("the call of " + function.label() + " did not fit", e);
        }
        if (value != ReturnValue.OK) {
            throw new CryptokiException(function, value);
        }
    }

    /** Begins to use the module; nothing when that was done before. */
    void initialize() throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment arguments = arena.allocate(INITIALIZE_ARGUMENTS_SIZE, Long.BYTES);
            arguments.set(JAVA_LONG, INITIALIZE_FLAGS_OFFSET, OS_LOCKING_OK);
            call(Function.INITIALIZE, arguments);
        } catch (CryptokiException e) {
            if (e.value() != ReturnValue.CRYPTOKI_ALREADY_INITIALIZED) {
                throw e;
            }
        }
    }

    /** The slots whose initialised token has the label. */
    List<Long> slots(String label) throws CryptokiException {
        List<Long> found = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment count = arena.allocate(JAVA_LONG);
            // Asking for the number first makes a module look for tokens that came or went.
            call(Function.GET_SLOT_LIST, (byte) 1, MemorySegment.NULL, count);
            MemorySegment slots = arena.allocate(JAVA_LONG, MOST_SLOTS);
            count.set(JAVA_LONG, 0, MOST_SLOTS);
            call(Function.GET_SLOT_LIST, (byte) 1, slots, count);
            MemorySegment info = arena.allocate(TOKEN_INFO_SIZE, Long.BYTES);
            for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
                long slot = slots.getAtIndex(JAVA_LONG, i);
                if (hasToken(slot, label, info)) {
                    found.add(slot);
                }
            }
        }
        return found;
    }

    /** A slot whose token does not answer is passed by: another one may be the wanted one. */
    private boolean hasToken(long slot, String label, MemorySegment info) {
        try {
            call(Function.GET_TOKEN_INFO, slot, info);
        } catch (CryptokiException e) {
            return false;
        }
        byte[] name = info.asSlice(0, TOKEN_LABEL_LENGTH).toArray(JAVA_BYTE);
        return (info.get(JAVA_LONG, TOKEN_FLAGS_OFFSET) & TOKEN_INITIALIZED) != 0
                && new String(name, StandardCharsets.UTF_8).stripTrailing().equals(label);
    }

    long openSession(long slot, boolean writing) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment session = arena.allocate(JAVA_LONG);
            call(
                    Function.OPEN_SESSION,
                    slot,
                    SERIAL_SESSION | (writing ? RW_SESSION : 0),
                    MemorySegment.NULL,
                    MemorySegment.NULL,
                    session);
            return session.get(JAVA_LONG, 0);
        }
    }

    void closeSession(long session) throws CryptokiException {
        call(Function.CLOSE_SESSION, session);
    }

    /** Signs the user in, on the token and for all sessions of the process. */
    void login(long session, String pin) throws CryptokiException {
        byte[] bytes = pin.getBytes(StandardCharsets.UTF_8);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment text = arena.allocate(Math.max(1, bytes.length));
            text.copyFrom(MemorySegment.ofArray(bytes));
            try {
                call(Function.LOGIN, session, USER, text, (long) bytes.length);
            } finally {
                text.fill((byte) 0);
                Arrays.fill(bytes, (byte) 0);
            }
        } catch (CryptokiException e) {
            if (e.value() != ReturnValue.USER_ALREADY_LOGGED_IN) {
                throw e;
            }
        }
    }

    /** Objects that have all the attributes, at most two: one is wanted, and two are already too many. */
    List<Long> find(long session, Attribute... attributes) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            call(Function.FIND_OBJECTS_INIT, session, template(arena, attributes), (long) attributes.length);
            MemorySegment objects = arena.allocate(JAVA_LONG, 2);
            MemorySegment count = arena.allocate(JAVA_LONG);
            try {
                call(Function.FIND_OBJECTS, session, objects, 2L, count);
            } finally {
                call(Function.FIND_OBJECTS_FINAL, session);
            }
            List<Long> found = new ArrayList<>();
            for (long i = 0; i < count.get(JAVA_LONG, 0); i++) {
                found.add(objects.getAtIndex(JAVA_LONG, i));
            }
            return found;
        }
    }

    /** The bytes of an attribute; none when the object does not have it. */
    byte[] attribute(long session, long object, long type) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment template = template(arena, new Attribute(type, new byte[LONGEST_ANSWER]));
            call(Function.GET_ATTRIBUTE_VALUE, session, object, template, 1L);
            long length = template.get(JAVA_LONG, 2 * Long.BYTES);
            return length == UNAVAILABLE
                    ? new byte[0]
                    : template.get(ADDRESS, Long.BYTES).reinterpret(length).toArray(JAVA_BYTE);
        }
    }

    /** Signs in one go. */
    byte[] sign(long session, long mechanism, long key, byte[] data) throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            call(Function.SIGN_INIT, session, mechanism(arena, mechanism), key);
            MemorySegment text = arena.allocate(Math.max(1, data.length));
            text.copyFrom(MemorySegment.ofArray(data));
            MemorySegment signature = arena.allocate(LONGEST_ANSWER);
            MemorySegment length = arena.allocate(JAVA_LONG);
            length.set(JAVA_LONG, 0, LONGEST_ANSWER);
            call(Function.SIGN, session, text, (long) data.length, signature, length);
            return signature.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
        }
    }

    void generatePair(long session, long mechanism, Attribute[] publicKey, Attribute[] privateKey)
            throws CryptokiException {
        try (Arena arena = Arena.ofConfined()) {
            call(
                    Function.GENERATE_KEY_PAIR,
                    session,
                    mechanism(arena, mechanism),
                    template(arena, publicKey),
                    (long) publicKey.length,
                    template(arena, privateKey),
                    (long) privateKey.length,
                    arena.allocate(JAVA_LONG),
                    arena.allocate(JAVA_LONG));
        }
    }

    /** Number, address of the parameter, its length: none of the mechanisms in use has a parameter. */
    private static MemorySegment mechanism(Arena arena, long number) {
        MemorySegment mechanism = arena.allocate(TRIPLE_SIZE, Long.BYTES);
        mechanism.set(JAVA_LONG, 0, number);
        return mechanism;
    }

    /** For each attribute its type, the address of its value and the value's length. */
    private static MemorySegment template(Arena arena, Attribute... attributes) {
        MemorySegment template = arena.allocate(TRIPLE_SIZE * attributes.length, Long.BYTES);
        for (int i = 0; i < attributes.length; i++) {
            byte[] bytes = attributes[i].value();
            MemorySegment value = arena.allocate(Math.max(1, bytes.length), Long.BYTES);
            value.copyFrom(MemorySegment.ofArray(bytes));
            template.set(JAVA_LONG, i * TRIPLE_SIZE, attributes[i].type());
            template.set(ADDRESS, i * TRIPLE_SIZE + Long.BYTES, value);
            template.set(JAVA_LONG, i * TRIPLE_SIZE + 2 * Long.BYTES, bytes.length);
        }
        return template;
    }
}
