/** Why a proof is not valid, in words for the person who holds it. */
const SENTENCES = {
  TRUST_UNREADABLE: ['信任文件无法读取：请使用联盟成员公布的信任文件', 'The trust file cannot be read: use the one that the members publish'],
  FILE_UNREADABLE: ['文件无法读取：不是证明文件，或其中字节已被改动', 'The file cannot be read: it is not a proof, or bytes in it were changed'],
  FORMAT_UNKNOWN: ['文件格式或版本未知', 'The format or version of the file is unknown'],
  CHECKPOINT_UNREADABLE: ['检查点无法读取：其中字节已被改动', 'The checkpoint cannot be read: bytes in it were changed'],
  CHECKPOINT_CHAIN: ['检查点属于另一条链', 'The checkpoint belongs to another chain'],
  CHECKPOINT_UNKNOWN_MEMBER: ['签名者不在信任文件中', 'A signer is not in the trust file'],
  CHECKPOINT_SIGNATURE: ['成员签名无效：检查点不是该成员签发，或已被改动', 'A member’s signature is not valid: the member did not sign this checkpoint, or it was changed'],
  CHECKPOINT_QUORUM: ['签名成员数量不足', 'Too few members signed'],
  STATE_PROOF: ['登记簿页与成员签名的状态不符：内容或证明已被改动', 'The register sheet does not match the state that the members signed: it or the proof was changed'],
  SHEET_OF_ANOTHER_UNIT: ['登记簿页属于另一不动产单元', 'The register sheet belongs to another unit'],
  LOG_PROOF: ['日志证明不成立：内容或证明已被改动', 'The log proof does not hold: the content or the proof was changed'],
  CONSISTENCY_ORDER: ['两个检查点的先后不符', 'The two checkpoints are not in order'],
} as const satisfies Record<string, readonly [string, string]>

export type ReasonCode = keyof typeof SENTENCES

export interface Reason {
  code: ReasonCode
  zh: string
  en: string
}

export function reason(code: ReasonCode): Reason {
  const [zh, en] = SENTENCES[code]
  return { code, zh, en }
}
