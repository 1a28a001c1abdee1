package org.titlechain.proof;

/** What a verifier says about a file. */
public sealed interface Verdict {
    /** The verdict as one sentence in Chinese. */
    String chinese();

    /** The verdict as one sentence in English. */
    String english();

    /** Whether the file proves what it says. */
    default boolean isValid() {
        return this instanceof Valid;
    }

    /** The file proves this. */
    record Valid(Proven proven) implements Verdict {
        @Override
        public String chinese() {
            return proven.chinese();
        }

        @Override
        public String english() {
            return proven.english();
        }
    }

    /** The file proves nothing, for this reason: the first one in the order of {@code docs/formats.md}, section 12. */
    record Invalid(Reason reason) implements Verdict {
        @Override
        public String chinese() {
            return reason.chinese();
        }

        @Override
        public String english() {
            return reason.english();
        }
    }

    /** Why a file proves nothing. The names are stable and the same in every verifier. */
    enum Reason {
        TRUST_MALFORMED("信任文件不符合格式。", "The trust file does not have the format of one."),
        TOO_LARGE("文件超过 8 MiB，不是证明文件。", "The file is larger than 8 MiB, so it is not a proof."),
        NOT_CANONICAL("文件不是规范编码，可能已损坏或被改动。", "The file is not canonical bytes: it is damaged or was changed."),
        FORMAT_UNKNOWN("文件不是本系统的证明文件。", "The file is not a proof of a known format."),
        VERSION_UNKNOWN("证明文件的版本不受支持。", "The proof has a version that this verifier does not know."),
        MALFORMED("证明文件的字段不符合格式。", "The fields of the proof are not those of its format."),
        CHECKPOINT_MALFORMED("检查点不符合格式。", "The checkpoint does not have the format of one."),
        CHAIN_DIFFERS("检查点属于另一条链。", "The checkpoint is one of another chain."),
        SUITE_DIFFERS("检查点使用的密码算法与信任文件不同。", "The checkpoint uses another suite than the trust file."),
        SIGNER_UNKNOWN("检查点带有信任文件以外的签名者。", "The checkpoint is signed by somebody who is not in the trust file."),
        SIGNER_KEY_DIFFERS(
                "签名所用的密钥不是信任文件中该成员的密钥。", "A signature names another key than the trust file has for the member."),
        SIGNATURE_INVALID("检查点的签名无效。", "A signature of the checkpoint is not valid."),
        QUORUM_MISSED("签名的成员数量不足。", "Fewer members signed the checkpoint than the trust file asks for."),
        POSITION_OUTSIDE_LOG("记录的位置超出日志范围。", "The position is not within the log."),
        PATH_WRONG("哈希路径与日志根不符。", "The path does not lead to the root of the log."),
        LEAF_MALFORMED("日志记录不符合格式。", "The leaf does not have the format of one."),
        LEAF_LATER("日志记录晚于检查点。", "The leaf is later than the checkpoint."),
        TERMINAL_WRONG("状态证明的末端与所证明的内容不符。", "The end of the state proof does not fit what it is to prove."),
        STATE_PROOF_WRONG("哈希路径与状态根不符。", "The state proof does not lead to the state root."),
        SHEET_MALFORMED("登记簿页不符合格式。", "The register sheet does not have the format of one."),
        VALUE_MALFORMED("记录内容不是规范编码的数据。", "The value of the record is not a canonical map."),
        SHEET_OF_ANOTHER_UNIT("登记簿页属于另一个不动产单元。", "The register sheet is that of another unit."),
        ANCHOR_NOT_RECORDED(
                "上级链的记录不是对下级链检查点的锚定。", "What the chain above recorded is not a checkpoint of the chain below."),
        ANCHOR_OF_ANOTHER_CHECKPOINT(
                "上级链锚定的是另一个检查点。", "The chain above recorded another checkpoint than that of the proof below."),
        ORDER_WRONG("旧检查点晚于新检查点。", "The old checkpoint is later than the new one."),
        SPLIT_VIEW(
                "同一高度有两个不同的检查点：签名成员给出了互相矛盾的账本。",
                "Two different checkpoints are signed for one height: the members showed two histories."),
        NO_CONTRADICTION(
                "两个检查点并不矛盾，不构成两套历史的证据。", "The two checkpoints do not contradict each other: no split view is proven.");

        private final String chinese;
        private final String english;

        Reason(String chinese, String english) {
            this.chinese = chinese;
            this.english = english;
        }

        /** The reason as one sentence in Chinese. */
        public String chinese() {
            return chinese;
        }

        /** The reason as one sentence in English. */
        public String english() {
            return english;
        }
    }
}
