package org.titlechain.simulator.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.titlechain.model.Fraction;
import org.titlechain.model.Owner;
import org.titlechain.model.record.Burden;
import org.titlechain.model.record.RecordModel;
import org.titlechain.model.record.Report;
import org.titlechain.model.record.ReportKind;
import org.titlechain.model.record.UnitPage;
import org.titlechain.simulator.Step;

/** Thinks out messages, most of them such as an office would send about what is on the register. */
final class Reporter {
    private static final int UNITS = 6;
    private static final List<String> PARTIES = List.of("甲", "乙", "丙", "丁", "戊", "己", "银行一", "银行二");
    private static final List<String> WRONG_SIGNERS = List.of("neighbour", "viewer", "revoked", "stranger");
    private static final long MINUTE = 60_000;

    private final RecordModel model;
    private final List<RecordDeed> told = new ArrayList<>();
    private long time = 1_740_000_000_000L;
    private int sequence;

    Reporter(RecordModel model) {
        this.model = model;
    }

    Step<RecordDeed> next(Random random) {
        time += MINUTE + random.nextInt(10) * MINUTE;
        if (random.nextInt(200) == 0) {
            time += random.nextLong(4 * 365 * 24 * 60 * MINUTE);
        }
        boolean startsBlock = random.nextInt(3) == 0;
        if (!told.isEmpty() && random.nextInt(20) == 0) {
            RecordDeed again = told.get(random.nextInt(told.size()));
            return new Step<>(random.nextBoolean() ? again : altered(again), "recorder", time, startsBlock);
        }
        RecordDeed deed = new RecordDeed(report(random), random.nextInt(40) == 0);
        String signer = random.nextInt(20) == 0 ? WRONG_SIGNERS.get(random.nextInt(4)) : "recorder";
        if (signer.equals("recorder") && !deed.broken()) {
            told.add(deed);
        }
        return new Step<>(deed, signer, time, startsBlock);
    }

    /** The same message id with something else in it. */
    private static RecordDeed altered(RecordDeed deed) {
        Report old = deed.report();
        List<Owner> owners = List.of(new Owner("另外", null));
        return new RecordDeed(
                new Report(
                        old.id(),
                        old.kind(),
                        old.unit(),
                        old.caseNumber(),
                        old.about(),
                        owners,
                        old.certificate(),
                        old.predecessor(),
                        old.registered()),
                false);
    }

    static String unit(int number) {
        return String.format(Locale.ROOT, "999901001002GB00014F%08d", 10_001 + number);
    }

    private Report report(Random random) {
        sequence++;
        String unit = unit(random.nextInt(UNITS));
        UnitPage page = model.page(unit);
        ReportKind kind = kind(random, page);
        String predecessor = "";
        if (kind == ReportKind.SPLIT) {
            predecessor = unit(random.nextInt(UNITS + 2));
            kind = predecessor.equals(unit) ? ReportKind.FIRST : kind;
        }
        String proof =
                switch (kind) {
                    case FIRST, SPLIT, TRANSFER, CHANGE -> "不动产权";
                    case MORTGAGE, NOTICE, OBJECTION -> "不动产证明";
                    default -> "";
                };
        return new Report(
                String.format(Locale.ROOT, "999901250301%06d", sequence),
                kind,
                unit,
                String.format(Locale.ROOT, "C%07d", sequence),
                about(random, kind, page),
                owners(random, kind, page),
                proof.isEmpty() ? "" : String.format(Locale.ROOT, "测(2025)示例市%s第%07d号", proof, sequence),
                predecessor,
                time - MINUTE);
    }

    private static ReportKind kind(Random random, @Nullable UnitPage page) {
        if (page == null || page.titles().isEmpty()) {
            return random.nextInt(4) == 0 ? any(random) : ReportKind.FIRST;
        }
        if (random.nextInt(3) == 0 && !page.burdens().isEmpty()) {
            return switch (page.burdens()
                    .get(random.nextInt(page.burdens().size()))
                    .kind()) {
                case "mortgage" -> ReportKind.MORTGAGE_RELEASE;
                case "notice" -> ReportKind.NOTICE_RELEASE;
                case "objection" -> ReportKind.OBJECTION_END;
                default -> ReportKind.SEIZURE_RELEASE;
            };
        }
        return any(random);
    }

    private static ReportKind any(Random random) {
        List<ReportKind> kinds = List.of(ReportKind.values());
        return kinds.get(random.nextInt(kinds.size()));
    }

    private String about(Random random, ReportKind kind, @Nullable UnitPage page) {
        if (page == null || random.nextInt(12) == 0) {
            return needsName(kind) ? "U" + sequence : "";
        }
        String burden =
                switch (kind) {
                    case MORTGAGE_RELEASE -> "mortgage";
                    case NOTICE_RELEASE -> "notice";
                    case OBJECTION_END -> "objection";
                    case SEIZURE_RELEASE -> "seizure";
                    default -> "";
                };
        if (!burden.isEmpty()) {
            List<Burden> there = page.burdens().stream()
                    .filter(one -> one.kind().equals(burden))
                    .toList();
            return there.isEmpty()
                    ? "U" + sequence
                    : there.get(random.nextInt(there.size())).caseNumber();
        }
        return switch (kind) {
            case TRANSFER, CHANGE, CANCELLATION ->
                page.titles().isEmpty()
                        ? ""
                        : page.titles()
                                .get(random.nextInt(page.titles().size()))
                                .caseNumber();
            default -> "";
        };
    }

    private static boolean needsName(ReportKind kind) {
        return switch (kind) {
            case MORTGAGE_RELEASE, NOTICE_RELEASE, OBJECTION_END, SEIZURE_RELEASE -> true;
            default -> false;
        };
    }

    private static List<Owner> owners(Random random, ReportKind kind, @Nullable UnitPage page) {
        String first = PARTIES.get(random.nextInt(PARTIES.size()));
        if (kind == ReportKind.NOTICE && page != null) {
            // Of two notices of one holder, record.message ends only the first: known, and part of version 1 for ever.
            String wanted = first;
            boolean has = page.burdens().stream()
                    .anyMatch(
                            one -> one.kind().equals("notice") && one.holders().contains(wanted));
            first = has ? "丁" + page.version() : first;
        }
        return switch (kind) {
            case FIRST, SPLIT, TRANSFER, CHANGE -> {
                if (random.nextInt(3) > 0) {
                    yield List.of(new Owner(first, null));
                }
                int parts = 2 + random.nextInt(8);
                int own = 1 + random.nextInt(parts - 1);
                int rest = random.nextInt(10) == 0 ? parts : parts - own;
                yield List.of(new Owner(first, Fraction.of(own, parts)), new Owner("另一人", Fraction.of(rest, parts)));
            }
            case MORTGAGE, NOTICE, OBJECTION -> List.of(new Owner(first, null));
            default -> List.of();
        };
    }
}
