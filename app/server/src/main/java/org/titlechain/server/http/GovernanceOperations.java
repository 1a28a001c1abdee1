package org.titlechain.server.http;

import static org.titlechain.server.http.Operation.bytes;
import static org.titlechain.server.http.Operation.json;

import java.util.List;

/** The operations on members, proposals and votes, and what members show each other. */
final class GovernanceOperations {
    /** A consistency proof with two checkpoints of many members. */
    private static final long LARGEST_ANCHOR = 64 << 10;

    private static final String PROPOSAL =
            "{number:integer, kind:text, office:text, body:any, organisation:text, height:integer, created:integer,"
                    + " expires:integer, activation:integer, state:text, effective:integer|null,"
                    + " decided:integer|null, approving:integer, rejecting:integer, needed:integer, total:integer,"
                    + " votes:[{member:text, approve:boolean, time:integer, key:text, countersigned:boolean}]}";
    private static final String DECIDED =
            "{proposal:integer, state:text, effective:integer, height:integer, entry:text, receipt:text}";
    private static final String HEAD =
            "{height:integer, time:integer, logSize:integer, logRoot:text, stateRoot:text," + " seen:integer}|null";
    private static final String MEMBER =
            "{name:text, organisation:text, state:text, weight:integer, key:text, own:boolean, address:text|null,"
                    + " reachable:boolean|null, head:" + HEAD + ", lag:integer|null, agrees:boolean|null,"
                    + " accusations:integer}";
    private static final String ACCUSATION =
            "{id:text, kind:text, accused:text, accuser:text, height:integer, time:integer, position:integer|null,"
                    + " key:text|null, ownHead:text, otherHead:text, words:text, wordsEn:text}";

    private static final String WITNESS =
            "{name:text, address:text, key:text, state:text, height:integer|null, time:integer|null,"
                    + " lag:integer|null}";

    private static final String ENGINE =
            "{member:text, height:integer, kind:text, epoch:integer, step:text, trouble:text|null,"
                    + " accepting:boolean, waiting:integer, detail:text, capabilities:[text],"
                    + " switching:{to:text, freeze:integer, frozen:boolean, proposal:integer, ready:[text],"
                    + " back:[text], readyWeight:integer, backWeight:integer, needed:integer}|null,"
                    + " proposal:{number:integer, to:text, voted:boolean, approving:integer, rejecting:integer, needed:integer}|null,"
                    + " prepared:{kind:text, place:text|null, finality:text|null}|null,"
                    + " draft:{kind:text, network:any}|null,"
                    + " epochs:[{number:integer, kind:text, from:integer, time:integer|null, root:text|null}]}";

    private static final String ANCHOR =
            "{chain:text, quorum:integer, members:[text], height:integer, time:integer, logSize:integer,"
                    + " checkpoint:text|null, recorded:{height:integer, time:integer, position:integer}|null,"
                    + " anchors:integer}";

    private GovernanceOperations() {}

    static List<Operation> all() {
        return List.of(
                json(
                        "members",
                        "GET",
                        "/members",
                        "联盟成员 · the members, their heads and the charter",
                        "{height:integer, own:text, quorum:integer, charter:any, engine:any, contract:integer,"
                                + " cosigned:{height:integer, signatures:integer}|null, stopped:text|null,"
                                + " items:[" + MEMBER + "]}"),
                json(
                        "proposals",
                        "GET",
                        "/proposals",
                        "提案列表 · proposals, newest first",
                        "{items:[" + PROPOSAL + "], total:integer, next:text|null, exact?:boolean}",
                        "cursor",
                        "limit"),
                json("proposal", "GET", "/proposals/{number}", "提案 · one proposal", PROPOSAL),
                json("propose", "POST", "/proposals", "提出提案 · make a proposal", DECIDED)
                        .taking("{kind:text, body:any, expires?:integer, activation?:integer}")
                        .answering(201),
                json("vote", "POST", "/proposals/{number}/vote", "表决 · vote for this node's member", DECIDED)
                        .taking("{approve:boolean}"),
                json("countersign", "POST", "/proposals/{number}/countersign", "复核表决 · countersign the vote", DECIDED)
                        .taking("{approve:boolean}"),
                json("proposalWithdraw", "POST", "/proposals/{number}/withdraw", "撤回提案 · withdraw a proposal", DECIDED)
                        .taking("{}"),
                json("engine", "GET", "/engine", "引擎与纪元 · the chain's engine, its epochs, a change", ENGINE),
                json("enginePrepare", "POST", "/engine/prepare", "准备引擎 · make another engine ready", ENGINE)
                        .taking("{to:text, node?:text, place?:text, finality?:text, account?:text, listen?:text,"
                                + " network?:any, connection?:text}"),
                json("engineSwitch", "POST", "/engine/switch", "切换引擎 · propose the change and vote for it", ENGINE)
                        .taking("{to:text}"),
                json("engineBack", "POST", "/engine/back", "留在原引擎 · say that the chain stays", ENGINE)
                        .taking("{}"),
                json(
                        "accusations",
                        "GET",
                        "/accusations",
                        "指证 · accusations and proofs of split views",
                        "{items:[" + ACCUSATION + "], total:integer, next:text|null, exact?:boolean}"),
                bytes(
                        "accusationFile",
                        "/accusations/{id}/file",
                        "指证证据 · the evidence as a file",
                        "application/octet-stream"),
                json(
                        "witnesses",
                        "GET",
                        "/witnesses",
                        "见证人 · what the witnesses say of the chain",
                        "{items:[" + WITNESS + "], total:integer, next:text|null, exact?:boolean}"),
                bytes(
                        "witnessEvidence",
                        "/witnesses/{name}/evidence",
                        "分叉证据 · the split view that a witness shows",
                        "application/octet-stream"),
                json(
                        "heads",
                        "GET",
                        "/heads",
                        "各成员最新检查点 · the newest checkpoint seen of each member",
                        "{items:[{member:text, checkpoint:text}], accusations:[text]}"),
                bytes(
                        "cosigned",
                        "/checkpoint/cosigned",
                        "会签检查点 · the newest checkpoint that a quorum has signed",
                        "text/plain"),
                json(
                        "anchors",
                        "GET",
                        "/anchors",
                        "下级链锚定 · the subordinate chains and their newest anchored checkpoints",
                        "{items:[" + ANCHOR + "], total:integer, next:text|null, exact?:boolean}"),
                json("anchor", "GET", "/anchors/{chain}", "下级链的锚定 · the anchor of one chain", ANCHOR),
                json("anchorRecord", "POST", "/anchors", "锚定下级链检查点 · record a subordinate chain's checkpoint", ANCHOR)
                        .takingBytes(LARGEST_ANCHOR, "application/octet-stream")
                        .answering(200, 201),
                bytes(
                        "anchorReceipt",
                        "/anchors/{chain}/receipt",
                        "锚定回执 · the receipt of an anchor",
                        "application/octet-stream",
                        "of",
                        "at"),
                bytes(
                        "peerCheckpoint",
                        "/peer/checkpoints/{height}",
                        "本成员某高度的检查点 · this member's checkpoint of a height",
                        "text/plain"),
                bytes(
                        "peerEvidence",
                        "/peer/evidence/{height}",
                        "定序证据 · the evidence that the engine's network has made a block final",
                        "application/octet-stream"),
                bytes(
                        "peerLightBlock",
                        "/peer/light-blocks/{height}",
                        "轻客户端区块头 · headers and signatures of the network for a member that joins; 0: the newest",
                        "application/json"),
                json(
                                "peerLeaves",
                                "POST",
                                "/peer/leaves",
                                "成员间比对 · leaves for another member, asked with its signature",
                                "{leaves:[text]}")
                        .taking("{member:text, time:integer, from:integer, limit:integer, signature:text}"),
                json(
                                "peerValues",
                                "POST",
                                "/peer/values",
                                "成员间核查 · what this member holds under state keys, in short, for another member",
                                "{items:[{key:text, version:integer, digest:text}]}")
                        .taking("{member:text, time:integer, after:text, limit:integer, signature:text}"),
                json(
                                "peerProof",
                                "POST",
                                "/peer/proof",
                                "成员间核查 · this member's signed proof of what it holds under a state key",
                                "{proof:text, signature:text}")
                        .taking("{member:text, time:integer, key:text, signature:text}"));
    }
}
