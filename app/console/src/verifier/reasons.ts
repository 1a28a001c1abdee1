/** The reasons of docs/formats.md, section 12, in words for the person who holds the file. */
const SENTENCES = {
  TRUST_MALFORMED: [
    '信任文件无法读取：请使用联盟成员公布的信任文件',
    'The trust file cannot be read: use the one that the members publish',
  ],
  TOO_LARGE: ['文件过大，不是证明文件', 'The file is too large to be a proof'],
  NOT_CANONICAL: [
    '文件无法读取：不是证明文件，或其中字节已被改动',
    'The file cannot be read: it is not a proof, or bytes in it were changed',
  ],
  FORMAT_UNKNOWN: ['不是本系统的证明文件格式', 'The file is of no known format'],
  VERSION_UNKNOWN: ['文件版本未知', 'The version of the file is unknown'],
  MALFORMED: ['证明文件内容残缺或被改动', 'The proof is incomplete or was changed'],
  CHECKPOINT_MALFORMED: ['检查点无法读取：其中字节已被改动', 'The checkpoint cannot be read: bytes in it were changed'],
  CHAIN_DIFFERS: ['检查点属于另一条链', 'The checkpoint belongs to another chain'],
  SUITE_DIFFERS: ['检查点使用另一套密码算法', 'The checkpoint uses another suite of algorithms'],
  SIGNER_UNKNOWN: ['签名者不在信任文件中', 'A signer is not in the trust file'],
  SIGNER_KEY_DIFFERS: ['签名所用密钥不是该成员的密钥', 'The key is not that of the member who is named'],
  SIGNATURE_INVALID: [
    '成员签名无效：检查点不是该成员签发，或已被改动',
    'A member’s signature is not valid: the member did not sign this checkpoint, or it was changed',
  ],
  QUORUM_MISSED: ['签名成员数量不足', 'Too few members signed'],
  POSITION_OUTSIDE_LOG: ['回执的位置超出日志', 'The position lies outside the log'],
  PATH_WRONG: [
    '日志证明不成立：内容或证明已被改动',
    'The log proof does not hold: the content or the proof was changed',
  ],
  LEAF_MALFORMED: ['日志条目格式不符', 'The log leaf is not well-formed'],
  LEAF_LATER: ['日志条目晚于检查点', 'The log leaf is later than the checkpoint'],
  TERMINAL_WRONG: ['状态证明的末端与所证内容不符', 'The end of the state proof does not suit the claim'],
  STATE_PROOF_WRONG: [
    '登记簿页与成员签名的状态不符：内容或证明已被改动',
    'The register sheet does not match the state that the members signed: it or the proof was changed',
  ],
  SHEET_MALFORMED: ['登记簿页格式不符', 'The register sheet is not well-formed'],
  VALUE_MALFORMED: ['记录内容不是规范编码的数据', 'The value of the record is not a canonical map'],
  SHEET_OF_ANOTHER_UNIT: ['登记簿页属于另一不动产单元', 'The register sheet belongs to another unit'],
  ANCHOR_NOT_RECORDED: [
    '上级链的记录不是对下级链检查点的锚定',
    'What the chain above recorded is not a checkpoint of the chain below',
  ],
  ANCHOR_OF_ANOTHER_CHECKPOINT: [
    '上级链锚定的是另一个检查点：下级链的证明或其检查点已被改动',
    'The chain above recorded another checkpoint: the proof below or its checkpoint was changed',
  ],
  ORDER_WRONG: ['两个检查点的先后不符', 'The two checkpoints are not in order'],
  SPLIT_VIEW: [
    '同一高度存在两份不同的签名检查点：签名成员出示了两套历史',
    'Two different signed checkpoints at one height: their signers showed two histories',
  ],
  NO_CONTRADICTION: [
    '两个检查点并不矛盾，不构成两套历史的证据',
    'The two checkpoints do not contradict each other: no split view is proven',
  ],
} as const satisfies Record<string, readonly [string, string]>;

export type ReasonCode = keyof typeof SENTENCES;

export interface Reason {
  code: ReasonCode;
  zh: string;
  en: string;
}

export function reason(code: ReasonCode): Reason {
  const [zh, en] = SENTENCES[code];
  return { code, zh, en };
}
