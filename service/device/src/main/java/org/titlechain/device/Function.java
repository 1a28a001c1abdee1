package org.titlechain.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemoryLayout;

/**
 * The functions of the interface that are used: place in the function list (PKCS#11 2.40, {@code pkcs11f.h}), name and
 * parameters. Every one returns a number, 0 for success.
 */
enum Function {
    INITIALIZE(0, "C_Initialize", ADDRESS),
    GET_SLOT_LIST(4, "C_GetSlotList", JAVA_BYTE, ADDRESS, ADDRESS),
    GET_TOKEN_INFO(6, "C_GetTokenInfo", JAVA_LONG, ADDRESS),
    OPEN_SESSION(12, "C_OpenSession", JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS),
    CLOSE_SESSION(13, "C_CloseSession", JAVA_LONG),
    LOGIN(18, "C_Login", JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
    GET_ATTRIBUTE_VALUE(24, "C_GetAttributeValue", JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG),
    FIND_OBJECTS_INIT(26, "C_FindObjectsInit", JAVA_LONG, ADDRESS, JAVA_LONG),
    FIND_OBJECTS(27, "C_FindObjects", JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS),
    FIND_OBJECTS_FINAL(28, "C_FindObjectsFinal", JAVA_LONG),
    SIGN_INIT(42, "C_SignInit", JAVA_LONG, ADDRESS, JAVA_LONG),
    SIGN(43, "C_Sign", JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
    GENERATE_KEY_PAIR(
            59, "C_GenerateKeyPair", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS);

    /** The first field of the list is a version of two bytes, padded to the size of an address. */
    private static final long FIRST_OFFSET = 8;

    private static final long ADDRESS_SIZE = 8;

    private final int place;
    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // A descriptor is a value and never changes.
    private final FunctionDescriptor descriptor;

    Function(int place, String label, MemoryLayout... parameters) {
        this.place = place;
        this.label = label;
        this.descriptor = FunctionDescriptor.of(JAVA_LONG, parameters);
    }

    /** Its name in the standard. */
    String label() {
        return label;
    }

    FunctionDescriptor descriptor() {
        return descriptor;
    }

    /** Where its address stands in the list, in bytes. */
    long offset() {
        return FIRST_OFFSET + place * ADDRESS_SIZE;
    }

    /** Bytes of the list as far as it is read. */
    static long listSize() {
        return GENERATE_KEY_PAIR.offset() + ADDRESS_SIZE;
    }
}
