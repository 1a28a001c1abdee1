package org.titlechain.model.registration;

import java.util.Locale;

/** How an office numbers certificates and proofs: each of its own, anew each year. */
final class Office {
    private int year;
    private long certificates;
    private long proofs;

    String next(boolean proof, long time) {
        int now = WorkCalendar.day(time).getYear();
        if (now != year) {
            year = now;
            certificates = 0;
            proofs = 0;
        }
        long serial = proof ? ++proofs : ++certificates;
        return String.format(Locale.ROOT, "测(%d)示例市%s第%07d号", year, proof ? "不动产证明" : "不动产权", serial);
    }
}
