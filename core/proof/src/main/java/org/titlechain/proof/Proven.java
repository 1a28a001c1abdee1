package org.titlechain.proof;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a valid file proves. */
public sealed interface Proven {
    /** The checkpoint that the file was checked against; for a consistency proof, the newer one. */
    Checkpoint checkpoint();

    /** What is proven, as one sentence in Chinese; times are those of Beijing. */
    String chinese();

    /** What is proven, as one sentence in English; times are UTC. */
    String english();

    /**
     * At the checkpoint's height the register held exactly this sheet for the unit, or none.
     *
     * @param unit the unit code
     * @param sheet the register sheet's bytes; empty when the unit was not in the register
     * @param rights live rights on the sheet
     * @param restrictions live and waiting restrictions on the sheet
     */
    record Title(Checkpoint checkpoint, String unit, Optional<byte[]> sheet, int rights, int restrictions)
            implements Proven {
        @Override
        public String chinese() {
            String place = "不动产单元 " + unit + " 在链 " + checkpoint.chain() + " 高度 " + checkpoint.height() + "（区块时间 "
                    + beijing(checkpoint.time()) + "）";
            return sheet.isPresent()
                    ? place + "的登记簿页完整如文件所载：权利 " + rights + " 项，限制 " + restrictions + " 项，此外没有其他登记。"
                    : place + "不在登记簿中。";
        }

        @Override
        public String english() {
            String place = "At height " + checkpoint.height() + " of chain " + checkpoint.chain() + " (block time "
                    + Instant.ofEpochMilli(checkpoint.time()) + ") ";
            return sheet.isPresent()
                    ? place + "the register held exactly this sheet for unit " + unit + ": " + counted(rights, "right")
                            + " and " + counted(restrictions, "restriction") + ", and nothing else."
                    : place + "unit " + unit + " was not in the register.";
        }

        private static String counted(int count, String noun) {
            return count + " " + noun + (count == 1 ? "" : "s");
        }
    }

    /**
     * At the checkpoint's height the state held exactly this value under the key, or none.
     *
     * @param key the state key
     * @param value the value's bytes; empty when there was none
     */
    record Held(Checkpoint checkpoint, String key, Optional<byte[]> value) implements Proven {
        @Override
        public String chinese() {
            return "链 " + checkpoint.chain() + " 高度 " + checkpoint.height() + "（区块时间 " + beijing(checkpoint.time())
                    + "）的状态中，记录 " + key + (value.isPresent() ? " 正是文件所载的内容。" : " 不存在。");
        }

        @Override
        public String english() {
            return "At height " + checkpoint.height() + " of chain " + checkpoint.chain() + " (block time "
                    + Instant.ofEpochMilli(checkpoint.time()) + ") the state held "
                    + (value.isPresent() ? "exactly the value in the file" : "nothing") + " under " + key + ".";
        }
    }

    /**
     * The leaf is in the log.
     *
     * @param leaf the leaf's bytes
     * @param position from 0
     * @param height the block of the leaf
     * @param time that block's time, in ms
     * @param entry the identifier of the entry
     * @param accepted whether the command was accepted
     */
    record Recorded(
            Checkpoint checkpoint, byte[] leaf, long position, long height, long time, byte[] entry, boolean accepted)
            implements Proven {
        @Override
        public String chinese() {
            return "条目 " + HexFormat.of().formatHex(entry) + " 的记录位于链 " + checkpoint.chain() + " 日志的第 " + position
                    + " 位，写入高度 " + height + "（区块时间 " + beijing(time) + "），决定为" + (accepted ? "接受" : "拒绝") + "。";
        }

        @Override
        public String english() {
            return "A command of entry " + HexFormat.of().formatHex(entry) + " is recorded at position " + position
                    + " of the log of chain " + checkpoint.chain() + ", in block " + height + " (block time "
                    + Instant.ofEpochMilli(time) + "), and was " + (accepted ? "accepted." : "refused.");
        }
    }

    /**
     * The log of the old checkpoint is a prefix of the log of the new one.
     *
     * @param old the earlier checkpoint
     * @param checkpoint the later checkpoint
     */
    record Extended(Checkpoint old, Checkpoint checkpoint) implements Proven {
        @Override
        public String chinese() {
            return "链 " + checkpoint.chain() + " 高度 " + old.height() + " 的日志（" + old.logSize() + " 条）完整保留在高度 "
                    + checkpoint.height() + " 的日志（" + checkpoint.logSize() + " 条）中，没有改动。";
        }

        @Override
        public String english() {
            return "The log of chain " + checkpoint.chain() + " at height " + checkpoint.height() + " (size "
                    + checkpoint.logSize() + ") begins with the log at height " + old.height() + " (size "
                    + old.logSize() + "), unchanged.";
        }
    }

    /**
     * What a subordinate chain's proof proves, as the topmost chain's members vouch for it.
     *
     * @param below what the proof of the lowest chain proves
     * @param above a checkpoint of each chain above, from the lowest up, under which the one below is recorded
     */
    record Anchored(Proven below, List<Checkpoint> above) implements Proven {
        public Anchored {
            above = List.copyOf(above);
        }

        /** The topmost checkpoint: what the verifier's trust is in. */
        @Override
        public Checkpoint checkpoint() {
            return above.getLast();
        }

        @Override
        public String chinese() {
            StringBuilder words = new StringBuilder(below.chinese()).append("该检查点");
            above.forEach(at -> words.append("锚定于链 ")
                    .append(at.chain())
                    .append("（不晚于高度 ")
                    .append(at.height())
                    .append("，区块时间 ")
                    .append(beijing(at.time()))
                    .append("）")
                    .append(at.equals(above.getLast()) ? "。" : "，其检查点"));
            return words.toString();
        }

        @Override
        public String english() {
            StringBuilder words = new StringBuilder(below.english()).append(" That checkpoint");
            above.forEach(at -> words.append(" is recorded on chain ")
                    .append(at.chain())
                    .append(" by height ")
                    .append(at.height())
                    .append(" (block time ")
                    .append(Instant.ofEpochMilli(at.time()))
                    .append(')')
                    .append(at.equals(above.getLast()) ? "." : ", whose checkpoint"));
            return words.toString();
        }
    }

    /**
     * Members of the chain signed two checkpoints that no history holds both of.
     *
     * @param first the checkpoint that was seen first
     * @param checkpoint the one that contradicts it
     * @param firstSigners who signed the first
     * @param secondSigners who signed the second
     */
    record Split(Checkpoint first, Checkpoint checkpoint, List<String> firstSigners, List<String> secondSigners)
            implements Proven {
        public Split {
            firstSigners = List.copyOf(firstSigners);
            secondSigners = List.copyOf(secondSigners);
        }

        /** Who signed both. */
        public List<String> both() {
            return firstSigners.stream().filter(secondSigners::contains).toList();
        }

        @Override
        public String chinese() {
            String place = "链 " + checkpoint.chain() + " 的两个签名检查点互相矛盾（高度 " + first.height() + " 与 "
                    + checkpoint.height() + "）：";
            return both().isEmpty()
                    ? place + String.join("、", firstSigners) + " 与 " + String.join("、", secondSigners) + " 签署了不同的账本。"
                    : place + String.join("、", both()) + " 出示了两套历史。";
        }

        @Override
        public String english() {
            String place = "Two signed checkpoints of chain " + checkpoint.chain() + " contradict each other (heights "
                    + first.height() + " and " + checkpoint.height() + "): ";
            return both().isEmpty()
                    ? place + String.join(", ", firstSigners) + " and " + String.join(", ", secondSigners)
                            + " signed different ledgers."
                    : place + String.join(", ", both()) + " showed two histories.";
        }
    }

    private static String beijing(long time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                .format(Instant.ofEpochMilli(time).atOffset(ZoneOffset.ofHours(8)));
    }
}
