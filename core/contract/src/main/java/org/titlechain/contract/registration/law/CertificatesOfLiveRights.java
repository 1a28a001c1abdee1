package org.titlechain.contract.registration.law;

import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value.MapValue;
import org.titlechain.contract.value.CertificateNumber;

/** Every live certificate or proof belongs to what is live on the sheet, and only those are live. */
final class CertificatesOfLiveRights implements Law {
    @Override
    public String chinese() {
        return "现势证书、证明与登记簿上的现势权利一致。";
    }

    @Override
    public String english() {
        return "Every live certificate or proof belongs to what is live on the sheet, and only those are live.";
    }

    @Override
    public String article() {
        return "不动产登记暂行条例 第21条";
    }

    @Override
    public Optional<String> breach(Passage passage) {
        for (Passage.Turn turn : passage.turns()) {
            List<MapValue> held = turn.after().maps("certificates");
            for (MapValue certificate : held) {
                String right = SheetView.text(certificate, "right");
                if (turn.after().find(right).isEmpty()) {
                    return Optional.of(turn.unit() + " has a certificate of " + right + ", which is not live");
                }
            }
            for (MapValue before :
                    turn.before().map(sheet -> sheet.maps("certificates")).orElse(List.of())) {
                boolean stays = held.stream().anyMatch(now -> now.get("number").equals(before.get("number")));
                if (!stays
                        && state(passage, before).filter("live"::equals).isPresent()
                        && !isElsewhere(passage, before)) {
                    return Optional.of("a certificate left " + turn.unit() + " and is still live");
                }
            }
            for (MapValue certificate : held) {
                if (state(passage, certificate).filter("live"::equals).isEmpty()) {
                    return Optional.of(turn.unit() + " holds a certificate that is not live");
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the certificate says that it stands on other sheets too. */
    private static boolean isElsewhere(Passage passage, MapValue certificate) {
        return value(passage, certificate)
                .flatMap(value -> value.find("places"))
                .isPresent();
    }

    private static Optional<String> state(Passage passage, MapValue certificate) {
        return value(passage, certificate).map(value -> SheetView.text(value, "state"));
    }

    private static Optional<MapValue> value(Passage passage, MapValue certificate) {
        String number =
                CertificateNumber.of(SheetView.text(certificate, "number")).normalised();
        return passage.after("certificate/" + number);
    }
}
