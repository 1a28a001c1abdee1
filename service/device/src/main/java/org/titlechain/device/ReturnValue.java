package org.titlechain.device;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The numbers that functions return (PKCS#11 2.40, {@code pkcs11t.h}). */
final class ReturnValue {
    static final long OK = 0;
    static final long PIN_INCORRECT = 0xA0;
    static final long PIN_INVALID = 0xA1;
    static final long PIN_LEN_RANGE = 0xA2;
    static final long USER_ALREADY_LOGGED_IN = 0x100;
    static final long CRYPTOKI_ALREADY_INITIALIZED = 0x191;

    private static final long VENDOR_DEFINED = 0x80000000L;

    private static final Map<Long, String> NAMES = Map.ofEntries(
            Map.entry(0x02L, "CKR_HOST_MEMORY"),
            Map.entry(0x03L, "CKR_SLOT_ID_INVALID"),
            Map.entry(0x05L, "CKR_GENERAL_ERROR"),
            Map.entry(0x06L, "CKR_FUNCTION_FAILED"),
            Map.entry(0x07L, "CKR_ARGUMENTS_BAD"),
            Map.entry(0x0AL, "CKR_CANT_LOCK"),
            Map.entry(0x10L, "CKR_ATTRIBUTE_READ_ONLY"),
            Map.entry(0x11L, "CKR_ATTRIBUTE_SENSITIVE"),
            Map.entry(0x12L, "CKR_ATTRIBUTE_TYPE_INVALID"),
            Map.entry(0x13L, "CKR_ATTRIBUTE_VALUE_INVALID"),
            Map.entry(0x1BL, "CKR_ACTION_PROHIBITED"),
            Map.entry(0x20L, "CKR_DATA_INVALID"),
            Map.entry(0x21L, "CKR_DATA_LEN_RANGE"),
            Map.entry(0x30L, "CKR_DEVICE_ERROR"),
            Map.entry(0x31L, "CKR_DEVICE_MEMORY"),
            Map.entry(0x32L, "CKR_DEVICE_REMOVED"),
            Map.entry(0x50L, "CKR_FUNCTION_CANCELED"),
            Map.entry(0x54L, "CKR_FUNCTION_NOT_SUPPORTED"),
            Map.entry(0x60L, "CKR_KEY_HANDLE_INVALID"),
            Map.entry(0x62L, "CKR_KEY_SIZE_RANGE"),
            Map.entry(0x63L, "CKR_KEY_TYPE_INCONSISTENT"),
            Map.entry(0x68L, "CKR_KEY_FUNCTION_NOT_PERMITTED"),
            Map.entry(0x70L, "CKR_MECHANISM_INVALID"),
            Map.entry(0x71L, "CKR_MECHANISM_PARAM_INVALID"),
            Map.entry(0x82L, "CKR_OBJECT_HANDLE_INVALID"),
            Map.entry(0x90L, "CKR_OPERATION_ACTIVE"),
            Map.entry(0x91L, "CKR_OPERATION_NOT_INITIALIZED"),
            Map.entry(PIN_INCORRECT, "CKR_PIN_INCORRECT"),
            Map.entry(PIN_INVALID, "CKR_PIN_INVALID"),
            Map.entry(PIN_LEN_RANGE, "CKR_PIN_LEN_RANGE"),
            Map.entry(0xA3L, "CKR_PIN_EXPIRED"),
            Map.entry(0xA4L, "CKR_PIN_LOCKED"),
            Map.entry(0xB0L, "CKR_SESSION_CLOSED"),
            Map.entry(0xB1L, "CKR_SESSION_COUNT"),
            Map.entry(0xB3L, "CKR_SESSION_HANDLE_INVALID"),
            Map.entry(0xB5L, "CKR_SESSION_READ_ONLY"),
            Map.entry(0xD0L, "CKR_TEMPLATE_INCOMPLETE"),
            Map.entry(0xD1L, "CKR_TEMPLATE_INCONSISTENT"),
            Map.entry(0xE0L, "CKR_TOKEN_NOT_PRESENT"),
            Map.entry(0xE1L, "CKR_TOKEN_NOT_RECOGNIZED"),
            Map.entry(0xE2L, "CKR_TOKEN_WRITE_PROTECTED"),
            Map.entry(USER_ALREADY_LOGGED_IN, "CKR_USER_ALREADY_LOGGED_IN"),
            Map.entry(0x101L, "CKR_USER_NOT_LOGGED_IN"),
            Map.entry(0x102L, "CKR_USER_PIN_NOT_INITIALIZED"),
            Map.entry(0x103L, "CKR_USER_TYPE_INVALID"),
            Map.entry(0x104L, "CKR_USER_ANOTHER_ALREADY_LOGGED_IN"),
            Map.entry(0x105L, "CKR_USER_TOO_MANY_TYPES"),
            Map.entry(0x130L, "CKR_DOMAIN_PARAMS_INVALID"),
            Map.entry(0x140L, "CKR_CURVE_NOT_SUPPORTED"),
            Map.entry(0x150L, "CKR_BUFFER_TOO_SMALL"),
            Map.entry(0x190L, "CKR_CRYPTOKI_NOT_INITIALIZED"),
            Map.entry(CRYPTOKI_ALREADY_INITIALIZED, "CKR_CRYPTOKI_ALREADY_INITIALIZED"),
            Map.entry(0x200L, "CKR_FUNCTION_REJECTED"));

    /** What a device says that was pulled out, restarted or taken by another program: asking anew may help. */
    private static final Set<Long> AWAY =
            Set.of(0x03L, 0x05L, 0x06L, 0x30L, 0x32L, 0x60L, 0x82L, 0xB0L, 0xB3L, 0xE0L, 0xE1L, 0x101L, 0x190L);

    /** Of these, what says that the session has ended already. */
    private static final Set<Long> SESSION_GONE = Set.of(0x32L, 0xB0L, 0xB3L, 0xE0L, 0x190L);

    private ReturnValue() {}

    /** The name in the standard; a vendor's own and unknown numbers in hexadecimal digits. */
    static String name(long value) {
        String digits = "0x" + Long.toHexString(value).toUpperCase(Locale.ROOT);
        return NAMES.getOrDefault(value, value >= VENDOR_DEFINED ? "CKR_VENDOR_DEFINED " + digits : digits);
    }

    /** Whether connecting anew may help. */
    static boolean isAway(long value) {
        return AWAY.contains(value);
    }

    /** Whether the session has ended already. */
    static boolean isSessionGone(long value) {
        return SESSION_GONE.contains(value);
    }

    /** Whether the PIN was looked at and is not the user's. */
    static boolean isWrongPin(long value) {
        return value == PIN_INCORRECT || value == PIN_INVALID || value == PIN_LEN_RANGE;
    }
}
