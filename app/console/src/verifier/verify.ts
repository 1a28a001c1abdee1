/** The verifier: docs/formats.md, sections 7 to 10. It needs no server and reads no clock. */
import {
  asBytes,
  asHashes,
  asInteger,
  asText,
  decodeCanonical,
  exactFields,
  equalBytes,
  NotCanonical,
  toPlain,
  type Canonical,
  type CanonicalMap,
} from './canonical'
import { faultOf, readCheckpoint, type Checkpoint } from './checkpoint'
import { leafHash, provesConsistency, provesInclusion } from './log'
import { reason, type Reason, type ReasonCode } from './reasons'
import { readStateProof, rootOfState } from './state'
import { readTrust, type Trust } from './trust'

export interface Verdict {
  valid: boolean
  /** `titlechain/title-proof`, `titlechain/receipt` or `titlechain/consistency-proof`; absent when unreadable. */
  format?: string
  /** Why it is not valid; empty when it is. */
  reasons: Reason[]
  chain?: string
  /** The height and block time (ms) that the proof speaks of. */
  height?: number
  time?: number
  unit?: string
  /** Whether the unit is in the register. */
  present?: boolean
  /** The register sheet as plain JSON. */
  sheet?: Record<string, unknown>
  /** The log leaf of a receipt as plain JSON. */
  leaf?: Record<string, unknown>
  position?: number
}

class Refusal extends Error {
  constructor(readonly code: ReasonCode) {
    super(code)
  }
}

const UNIT_KEY = /^unit\/([0-9A-Z]{28})$/

/** Checks a proof file against a trust file. Never throws; the verdict says why. */
export function verifyFile(bytes: Uint8Array, trustText: string): Verdict {
  let format: string | undefined
  try {
    const trust = readTrust(trustText)
    if (trust === undefined) throw new Refusal('TRUST_UNREADABLE')
    const file = decodeCanonical(bytes)
    if (!(file instanceof Map)) throw new NotCanonical('not a map')
    format = asText(file.get('format'))
    if (file.get('version') !== 1n) throw new Refusal('FORMAT_UNKNOWN')
    switch (format) {
      case 'titlechain/title-proof':
        return { valid: true, reasons: [], format, ...titleProof(file, trust) }
      case 'titlechain/receipt':
        return { valid: true, reasons: [], format, ...receipt(file, trust) }
      case 'titlechain/consistency-proof':
        return { valid: true, reasons: [], format, ...consistencyProof(file, trust) }
      default:
        throw new Refusal('FORMAT_UNKNOWN')
    }
  } catch (error) {
    const code = error instanceof Refusal ? error.code : 'FILE_UNREADABLE'
    return { valid: false, reasons: [reason(code)], ...(format === undefined ? {} : { format }) }
  }
}

function titleProof(file: CanonicalMap, trust: Trust): Partial<Verdict> {
  exactFields(file, ['format', 'version', 'key', 'value', 'proof', 'checkpoint'])
  const key = asText(file.get('key'))
  const unit = UNIT_KEY.exec(key)?.[1]
  if (unit === undefined) throw new Refusal('FILE_UNREADABLE')
  const given = file.get('value')!
  const value = given === null ? null : asBytes(given)
  const proof = readStateProof(file.get('proof'))
  const checkpoint = trusted(file.get('checkpoint'), trust)
  const root = rootOfState(trust.suite, key, value, proof)
  if (root === undefined || !equalBytes(root, checkpoint.stateRoot)) throw new Refusal('STATE_PROOF')
  const about = { ...placeOf(checkpoint), unit, present: value !== null }
  if (value === null) return about
  const sheet = decodeCanonical(value)
  if (!(sheet instanceof Map) || sheet.get('unit') !== unit) throw new Refusal('SHEET_OF_ANOTHER_UNIT')
  return { ...about, sheet: toPlain(sheet) as Record<string, unknown> }
}

function receipt(file: CanonicalMap, trust: Trust): Partial<Verdict> {
  exactFields(file, ['format', 'version', 'leaf', 'position', 'path', 'checkpoint'])
  const leaf = asBytes(file.get('leaf'))
  const position = asInteger(file.get('position'))
  const path = asHashes(file.get('path'))
  const checkpoint = trusted(file.get('checkpoint'), trust)
  const hash = leafHash(trust.suite, leaf)
  if (!provesInclusion(trust.suite, hash, position, checkpoint.logSize, path, checkpoint.logRoot)) {
    throw new Refusal('LOG_PROOF')
  }
  const content = decodeCanonical(leaf)
  if (!(content instanceof Map)) throw new NotCanonical('leaf')
  return {
    ...placeOf(checkpoint),
    position: Number(position),
    leaf: toPlain(content) as Record<string, unknown>,
  }
}

function consistencyProof(file: CanonicalMap, trust: Trust): Partial<Verdict> {
  exactFields(file, ['format', 'version', 'old', 'new', 'path'])
  const earlier = trusted(file.get('old'), trust)
  const later = trusted(file.get('new'), trust)
  const path = asHashes(file.get('path'))
  const ordered =
    earlier.height <= later.height && earlier.time <= later.time && earlier.logSize <= later.logSize
  if (!ordered) throw new Refusal('CONSISTENCY_ORDER')
  const consistent = provesConsistency(
    trust.suite,
    earlier.logSize,
    later.logSize,
    earlier.logRoot,
    later.logRoot,
    path,
  )
  if (!consistent) throw new Refusal('LOG_PROOF')
  return placeOf(later)
}

function trusted(note: Canonical | undefined, trust: Trust): Checkpoint {
  const checkpoint = readCheckpoint(asText(note))
  if (checkpoint === undefined) throw new Refusal('CHECKPOINT_UNREADABLE')
  const fault = faultOf(checkpoint, trust)
  if (fault !== undefined) throw new Refusal(fault)
  return checkpoint
}

function placeOf(checkpoint: Checkpoint): Partial<Verdict> {
  return { chain: checkpoint.chain, height: Number(checkpoint.height), time: Number(checkpoint.time) }
}
