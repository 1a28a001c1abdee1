package org.titlechain.contract.value;

import java.util.Optional;

/**
 * The code of a parcel of land or sea (宗地代码): the first 19 characters of the codes of the units on it.
 *
 * @param text 19 characters
 */
public record ParcelCode(String text) {
    /** Characters in a code. */
    public static final int LENGTH = 19;

    public ParcelCode {
        if (text.length() != LENGTH) {
            throw new IllegalArgumentException("a parcel code has 19 characters");
        }
    }

    /** The code in the text; empty when it is not 19 capital letters and digits. */
    public static Optional<ParcelCode> read(String text) {
        return UnitCode.read(text.strip() + "W00000000").map(UnitCode::parcel);
    }

    @Override
    public String toString() {
        return text;
    }
}
