package org.titlechain.exchange;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The daily register log (登簿日志) of one district: what was registered on a day, and which messages about it were
 * accepted, by count and by list.
 *
 * @param district six digits, {@code AreaCode}
 * @param districtName {@code AreaName}
 * @param day {@code AccessDate}
 * @param remark free text
 * @param registeredCounts {@code RegisterInfo}
 * @param acceptedCounts {@code AccessInfo}
 * @param registered {@code RegisterList}
 * @param accepted {@code AccessList}
 */
public record DailyLog(
        String district,
        String districtName,
        LocalDate day,
        String remark,
        Map<Count, Long> registeredCounts,
        Map<Count, Long> acceptedCounts,
        List<Registered> registered,
        List<Accepted> accepted) {
    public DailyLog {
        registeredCounts = copy(registeredCounts);
        acceptedCounts = copy(acceptedCounts);
        registered = List.copyOf(registered);
        accepted = List.copyOf(accepted);
    }

    private static Map<Count, Long> copy(Map<Count, Long> counts) {
        EnumMap<Count, Long> copy = new EnumMap<>(Count.class);
        copy.putAll(counts);
        return Collections.unmodifiableMap(copy);
    }

    /** The counts, as attributes are named in the log; the misspelt one is the standard's. */
    public enum Count {
        TOTAL("totalNum", ""),
        FIRST("firstReg", "100"),
        TRANSFER("transferReg", "200"),
        CHANGE("changeReg", "300"),
        CANCELLATION("logoutReg", "400"),
        CORRECTION("riviseReg", "500"),
        OBJECTION("dissentingReg", "600"),
        NOTICE("advanceReg", "700"),
        SEIZURE("seizeReg", "800"),
        /** Only in the older generation: easements, whatever the registration type. */
        EASEMENT("easementReg", ""),
        /** Only in the older generation: mortgages, whatever the registration type. */
        MORTGAGE("mortgageReg", ""),
        /** Only in the newer generation. */
        OTHER("otherReg", "900"),
        /** How many different registration types there were. */
        BUSINESS_TYPES("businessTypeCount", "");

        private final String attribute;
        private final String registrationType;

        Count(String attribute, String registrationType) {
            this.attribute = attribute;
            this.registrationType = registrationType;
        }

        /** The attribute's name. */
        public String attribute() {
            return attribute;
        }
    }

    /** The two generations of the counts. */
    public enum Generation {
        /** With {@code easementReg} and {@code mortgageReg}. */
        OLDER,
        /** With {@code otherReg}. */
        NEWER
    }

    /**
     * An entry of the list of what was registered.
     *
     * @param caseNumber {@code YWH}
     * @param registrationType {@code DJLX}
     * @param rightType {@code QLLX}
     * @param unit {@code BDCDYH}
     * @param certificates {@code ZSZMH}
     * @param reported {@code SFSB}: whether it was reported
     * @param messageId {@code BWID}; empty when it was not reported
     */
    public record Registered(
            String caseNumber,
            String registrationType,
            String rightType,
            String unit,
            String certificates,
            boolean reported,
            String messageId) {}

    /** An entry of the list of accepted messages. */
    public record Accepted(String messageId, String caseNumber, String unit) {}

    /**
     * One registration of the day as the ledger knows it.
     *
     * @param accepted whether its message was recorded
     */
    public record DayRecord(Registered registration, boolean accepted) {}

    /** Where the registrations of a day come from. */
    @FunctionalInterface
    public interface DayRecords {
        /** The registrations of the district on the day, in the order of the ledger. */
        List<DayRecord> of(String district, LocalDate day);
    }

    /**
     * The log of a day.
     *
     * @param rightTypes codes of list QLLX that count as mortgage and as easement in the older generation; data of the
     *     national list's edition
     */
    public static DailyLog produce(
            DayRecords records,
            String district,
            String districtName,
            LocalDate day,
            Generation generation,
            RightTypes rightTypes) {
        List<DayRecord> all = records.of(district, day);
        List<Registered> registered = all.stream().map(DayRecord::registration).toList();
        List<Registered> reported = all.stream()
                .filter(DayRecord::accepted)
                .map(DayRecord::registration)
                .toList();
        List<Accepted> accepted = new ArrayList<>();
        for (Registered entry : reported) {
            accepted.add(new Accepted(entry.messageId(), entry.caseNumber(), entry.unit()));
        }
        return new DailyLog(
                district,
                districtName,
                day,
                "",
                count(registered, generation, rightTypes),
                count(reported, generation, rightTypes),
                registered,
                accepted);
    }

    /** Codes of list QLLX that mean a mortgage or an easement. */
    public record RightTypes(Set<String> mortgages, Set<String> easements) {
        /** 23 and 37 for mortgages, 19 and 21 for easements: what the two generations of suites use. */
        public static final RightTypes DEFAULT = new RightTypes(Set.of("23", "37"), Set.of("19", "21"));
    }

    private static Map<Count, Long> count(List<Registered> entries, Generation generation, RightTypes rightTypes) {
        EnumMap<Count, Long> counts = new EnumMap<>(Count.class);
        for (Count count : Count.values()) {
            if (isOf(count, generation)) {
                counts.put(count, 0L);
            }
        }
        Set<String> types = new HashSet<>();
        for (Registered entry : entries) {
            types.add(entry.registrationType());
            counts.merge(Count.TOTAL, 1L, Long::sum);
            Count count = kind(entry, generation, rightTypes);
            if (counts.containsKey(count) && count != Count.TOTAL) {
                counts.merge(count, 1L, Long::sum);
            }
        }
        counts.put(Count.BUSINESS_TYPES, (long) types.size());
        return counts;
    }

    private static boolean isOf(Count count, Generation generation) {
        return switch (count) {
            case EASEMENT, MORTGAGE -> generation == Generation.OLDER;
            case OTHER -> generation == Generation.NEWER;
            case TOTAL, FIRST, TRANSFER, CHANGE, CANCELLATION, CORRECTION, OBJECTION, NOTICE, SEIZURE, BUSINESS_TYPES ->
                true;
        };
    }

    private static Count kind(Registered entry, Generation generation, RightTypes rightTypes) {
        if (generation == Generation.OLDER && rightTypes.mortgages().contains(entry.rightType())) {
            return Count.MORTGAGE;
        }
        if (generation == Generation.OLDER && rightTypes.easements().contains(entry.rightType())) {
            return Count.EASEMENT;
        }
        for (Count count : Count.values()) {
            if (!count.registrationType.isEmpty() && count.registrationType.equals(entry.registrationType())) {
                return count;
            }
        }
        return Count.OTHER;
    }
}
