package org.titlechain.contract.record.register;

import java.util.Optional;
import org.titlechain.contract.record.rules.Districts;

/**
 * What differs between the versions of the contract in which messages are recorded.
 *
 * @param lapsing seizures, objections and rights of habitation leave the sheet when their time is over
 * @param recorrecting another correction under the id of a correction takes its place
 * @param counting a certificate is live as long as it stands on a sheet, however many carried it
 * @param entire of several restrictions that one message ends or takes back, all leave the sheet
 * @param districts the divisions that are known; empty where divisions are not judged
 */
public record Edition(
        boolean lapsing, boolean recorrecting, boolean counting, boolean entire, Optional<Districts> districts) {
    private static final long TIMELY = 5;

    /** What the contract version decides by. */
    public static Edition of(long version) {
        boolean timely = version >= TIMELY;
        return new Edition(timely, timely, timely, timely, timely ? Optional.of(Districts.load()) : Optional.empty());
    }
}
