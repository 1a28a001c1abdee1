/** The state tree: docs/formats.md, section 5. */
import { asBytes, asHashes, equalBytes, exactFields, NotCanonical, type Canonical } from './canonical'
import type { Suite } from './suite'

const LEAF = Uint8Array.of(0)
const NODE = Uint8Array.of(1)
const MAXIMUM_SIBLINGS = 256

export interface StateProof {
  siblings: Uint8Array[]
  terminal: { place: Uint8Array; digest: Uint8Array } | null
}

export function readStateProof(value: Canonical | undefined): StateProof {
  const map = exactFields(value ?? null, ['siblings', 'terminal'])
  const siblings = asHashes(map.get('siblings'))
  if (siblings.length > MAXIMUM_SIBLINGS) throw new NotCanonical('too many siblings')
  const other = map.get('terminal')!
  if (other === null) return { siblings, terminal: null }
  const terminal = exactFields(other, ['place', 'digest'])
  return {
    siblings,
    terminal: { place: asBytes(terminal.get('place'), 32), digest: asBytes(terminal.get('digest'), 32) },
  }
}

/** The root that the proof gives for the key with the value, or for its absence when the value is null. */
export function rootOfState(
  suite: Suite,
  key: string,
  value: Uint8Array | null,
  proof: StateProof,
): Uint8Array | undefined {
  const place = suite.hash(new TextEncoder().encode(key))
  let hash: Uint8Array
  if (value !== null) {
    if (proof.terminal !== null) return undefined
    hash = suite.hash(LEAF, place, suite.hash(value))
  } else if (proof.terminal === null) {
    hash = new Uint8Array(32)
  } else {
    const other = proof.terminal
    if (equalBytes(other.place, place)) return undefined
    for (let depth = 0; depth < proof.siblings.length; depth++) {
      if (bit(other.place, depth) !== bit(place, depth)) return undefined
    }
    hash = suite.hash(LEAF, other.place, other.digest)
  }
  for (let depth = proof.siblings.length - 1; depth >= 0; depth--) {
    const sibling = proof.siblings[depth]!
    hash = bit(place, depth) === 0 ? suite.hash(NODE, hash, sibling) : suite.hash(NODE, sibling, hash)
  }
  return hash
}

function bit(place: Uint8Array, depth: number): number {
  return (place[depth >> 3]! >> (7 - (depth & 7))) & 1
}
