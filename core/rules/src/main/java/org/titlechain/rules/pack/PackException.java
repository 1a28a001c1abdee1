package org.titlechain.rules.pack;

/** A pack that cannot be used. It names the place and what is wrong there. */
public final class PackException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Defect defect;
    private final String place;
    private final String detail;

    /**
     * The defect at the place.
     *
     * @param place the way to it from the pack's beginning, such as {@code rules/seized/condition}
     * @param detail what a person needs to mend it; it may differ between versions of the program
     */
    public PackException(Defect defect, String place, String detail) {
        super(defect + " at " + place + ": " + detail);
        this.defect = defect;
        this.place = place;
        this.detail = detail;
    }

    public Defect defect() {
        return defect;
    }

    public String place() {
        return place;
    }

    public String detail() {
        return detail;
    }
}
