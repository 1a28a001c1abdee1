package org.titlechain.contract.record.register;

import java.util.ArrayList;
import java.util.List;
import org.titlechain.codec.Value;
import org.titlechain.contract.record.message.Message;
import org.titlechain.contract.record.message.Row;

/** The steps of a case: which stage, when, by whom (a reference). */
public final class Steps {
    private Steps() {}

    /** The steps that the message tells of, in the order of the process. */
    public static List<Value> of(Message message) {
        List<Value> steps = new ArrayList<>();
        add(steps, message, "DJT_DJ_SLSQ", "acceptance", "SLSJ", "SLRY");
        add(steps, message, "DJT_DJ_SL", "acceptance", "SLSJ", "SLRY");
        add(steps, message, "DJF_DJ_SH", "review", "SHJSSJ", "SHRYXM");
        add(steps, message, "DJF_DJ_DB", "entry", "DBSJ", "DBRYXM");
        add(steps, message, "DJF_DJ_SZ", "printing", "SZSJ", "SZRY");
        add(steps, message, "DJF_DJ_FZ", "issue", "FZSJ", "FZRY");
        add(steps, message, "DJF_DJ_GD", "archive", "GDSJ", "GDRY");
        return steps;
    }

    private static void add(List<Value> steps, Message message, String table, String stage, String time, String staff) {
        for (Row row : message.rows(table)) {
            steps.add(Value.map()
                    .put("stage", stage)
                    .putIfPresent("order", row.text("SXH").map(Value::of))
                    .putIfPresent("time", row.text(time).map(Value::of))
                    .putIfPresent("staff", row.party(staff))
                    .build());
        }
    }
}
