package org.titlechain.exchange;

/** The two generations of the data layout that are in use. */
public enum Layout {
    /** The family of 不动产登记数据库标准（试行） of 2015. */
    LAYOUT_2015("2015"),
    /** The layout that suites changed to in the era of TD/T 1066-2021. */
    NEWER("newer");

    private final String label;

    Layout(String label) {
        this.label = label;
    }

    /** The label on the ledger. */
    public String label() {
        return label;
    }
}
