package org.titlechain.contract.record.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.titlechain.codec.Value;
import org.titlechain.contract.finding.FindingCode;
import org.titlechain.contract.record.message.Message;
import org.titlechain.contract.record.message.RequiredRow;
import org.titlechain.contract.record.message.Row;
import org.titlechain.contract.record.register.Recording;
import org.titlechain.contract.value.LocalDateTimeText;

/** The case was accepted, reviewed, entered, issued and archived, in this order, by different people, and in time. */
public final class ProcessRules {
    /**
     * When something was registered or ended, in the tables of rights; an ending stands before the first registration.
     */
    private static final List<String> ENTRY_TIMES = List.of("JFDJSJ", "ZXSJ", "ZXYYDJSJ", "DJSJ");

    private final List<RequiredRow> required;

    public ProcessRules(List<RequiredRow> required) {
        this.required = required;
    }

    private record Stage(String name, LocalDateTimeText time) {}

    /** Checks the rows of the process. */
    public void check(Recording recording) {
        rows(recording);
        reviews(recording);
        staff(recording);
        order(recording);
        reporting(recording);
    }

    /** Every row that the record type needs is there. */
    private void rows(Recording recording) {
        for (RequiredRow row : required) {
            if (row.isMissing(
                    recording.message(),
                    recording.type().map(type -> type.family()).orElse(""))) {
                recording
                        .findings()
                        .add(
                                row.archive() ? FindingCode.ARCHIVE_ROW_MISSING : FindingCode.ROW_MISSING,
                                recording.message().id(),
                                "table",
                                row.tables().getFirst());
            }
        }
        Optional<Row> acceptance = recording.message().first("DJT_DJ_SLSQ", "DJT_DJ_SL");
        if (acceptance.filter(row -> row.has("AJZT") && !row.is("AJZT", "2")).isPresent()) {
            recording
                    .findings()
                    .add(
                            FindingCode.CASE_NOT_DONE,
                            recording.message().id(),
                            "status",
                            acceptance.flatMap(row -> row.text("AJZT")).orElse(""));
        }
    }

    /** Each stage of review stands once, and each was passed. */
    private static void reviews(Recording recording) {
        List<String> stages = new ArrayList<>();
        for (Row review : recording.message().rows("DJF_DJ_SH")) {
            String stage =
                    review.caseNumber().orElse("") + "/" + review.text("SXH").orElse("");
            if (stages.contains(stage)) {
                recording
                        .findings()
                        .add(
                                FindingCode.REVIEW_STAGE_DOUBLED,
                                recording.message().id(),
                                "stage",
                                review.text("SXH").orElse(""));
            }
            stages.add(stage);
            passed(recording, review, review.text("SXH").orElse(""));
        }
        for (Row entry : recording.message().rows("DJF_DJ_DB")) {
            passed(recording, entry, "entry");
        }
    }

    private static void passed(Recording recording, Row row, String stage) {
        Optional<String> result = row.text("CZJG");
        if (result.isPresent() && !recording.limits().list("review.passed").contains(result.get())) {
            recording
                    .findings()
                    .add(FindingCode.REVIEW_NOT_PASSED, recording.message().id(), "stage", stage);
        }
    }

    /** Acceptance, final review and entry are done by different people. */
    private static void staff(Recording recording) {
        Message message = recording.message();
        Optional<Value> acceptor = message.first("DJT_DJ_SLSQ", "DJT_DJ_SL").flatMap(row -> row.party("SLRY"));
        Optional<Value> reviewer = finalReview(message).flatMap(row -> row.party("SHRYXM"));
        Optional<Value> registrar = message.first("DJF_DJ_DB", "DJF_DJ_DB").flatMap(row -> row.party("DBRYXM"));
        if (registrar.isEmpty()) {
            registrar = message.rows().stream()
                    .filter(row -> row.table().startsWith("QL"))
                    .flatMap(row -> row.party("DBR").stream())
                    .findFirst();
        }
        same(recording, acceptor, reviewer, "acceptor-reviewer");
        same(recording, acceptor, registrar, "acceptor-registrar");
        same(recording, reviewer, registrar, "reviewer-registrar");
    }

    private static Optional<Row> finalReview(Message message) {
        Optional<Row> last = Optional.empty();
        for (Row review : message.rows("DJF_DJ_SH")) {
            String stage = review.text("SXH").orElse("");
            if (last.isEmpty() || last.get().text("SXH").orElse("").compareTo(stage) < 0) {
                last = Optional.of(review);
            }
        }
        return last;
    }

    private static void same(Recording recording, Optional<Value> left, Optional<Value> right, String roles) {
        if (left.isPresent()
                && left.equals(right)
                && recording.limits().list("staff.separate").contains(roles)) {
            recording
                    .findings()
                    .add(FindingCode.STAFF_NOT_SEPARATED, recording.message().id(), "roles", roles);
        }
    }

    /** No stage is earlier than the one before it. */
    private static void order(Recording recording) {
        Message message = recording.message();
        List<Stage> stages = new ArrayList<>();
        message.first("DJT_DJ_SLSQ", "DJT_DJ_SL").ifPresent(row -> stage(stages, "acceptance", row.time("SLSJ")));
        List<Stage> reviews = new ArrayList<>();
        for (Row review : message.rows("DJF_DJ_SH")) {
            stage(reviews, "review", review.time("SHKSSJ"));
            stage(reviews, "review", review.time("SHJSSJ"));
            inOrder(recording, review.time("SHKSSJ"), review.time("SHJSSJ"), "review", "review");
        }
        reviews.forEach(review -> stages.forEach(before ->
                inOrder(recording, Optional.of(before.time), Optional.of(review.time), before.name, "review")));
        stages.addAll(reviews);
        later(
                recording,
                stages,
                "entry",
                message.first("DJF_DJ_DB", "DJF_DJ_DB").flatMap(row -> row.time("DBSJ")));
        later(recording, stages, "registration", registered(message));
        message.rows("DJF_DJ_FZ").forEach(row -> later(recording, stages, "issue", row.time("FZSJ")));
        message.rows("DJF_DJ_GD").forEach(row -> later(recording, stages, "archive", row.time("GDSJ")));
    }

    private static void stage(List<Stage> stages, String name, Optional<LocalDateTimeText> time) {
        time.ifPresent(there -> stages.add(new Stage(name, there)));
    }

    /** Checks the stage against those before it and adds it to them; entry and registration are one stage. */
    private static void later(Recording recording, List<Stage> stages, String name, Optional<LocalDateTimeText> time) {
        for (Stage before : stages) {
            if (!(before.name.equals("entry") && name.equals("registration")) && !before.name.equals(name)) {
                inOrder(recording, Optional.of(before.time), time, before.name, name);
            }
        }
        stage(stages, name, time);
    }

    private static void inOrder(
            Recording recording,
            Optional<LocalDateTimeText> before,
            Optional<LocalDateTimeText> after,
            String earlier,
            String later) {
        if (before.isPresent() && after.isPresent() && after.get().isCertainlyBefore(before.get())) {
            recording
                    .findings()
                    .add(
                            FindingCode.TIMES_OUT_OF_ORDER,
                            recording.message().id(),
                            Value.map().put("earlier", earlier).put("later", later));
        }
    }

    /** When the message's right was registered or ended. */
    private static Optional<LocalDateTimeText> registered(Message message) {
        for (Row row : message.rows()) {
            if (row.table().startsWith("QL")) {
                for (String attribute : ENTRY_TIMES) {
                    Optional<LocalDateTimeText> time = row.time(attribute);
                    if (time.isPresent()) {
                        return time;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The message came in time, and does not speak of the future. */
    private static void reporting(Recording recording) {
        Optional<LocalDateTimeText> time = registered(recording.message());
        if (time.isEmpty()) {
            return;
        }
        long now = recording.context().time();
        String id = recording.message().id();
        if (time.get().milliseconds() > now + recording.limits().number("future.tolerance")) {
            recording
                    .findings()
                    .add(
                            FindingCode.REGISTERED_IN_FUTURE,
                            id,
                            "registered",
                            time.get().text());
        } else if (now - time.get().latest() > recording.limits().number("report.delay")) {
            recording
                    .findings()
                    .add(FindingCode.REPORTED_LATE, id, "registered", time.get().text());
        }
    }
}
