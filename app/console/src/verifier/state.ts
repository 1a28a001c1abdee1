/** The state tree: docs/formats.md, section 5. */
import { asBytes, asHashes, equalBytes, exactFields, NotCanonical, type Canonical } from './canonical';
import type { Suite } from './suite';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const MAXIMUM_SIBLINGS = 256;

export interface StateProof {
  siblings: Uint8Array[];
  terminal: { place: Uint8Array; digest: Uint8Array } | null;
}

export function readStateProof(value: Canonical | undefined): StateProof {
  const map = exactFields(value ?? null, ['siblings', 'terminal']);
  const siblings = asHashes(map.get('siblings'));
  if (siblings.length > MAXIMUM_SIBLINGS) throw new NotCanonical('too many siblings');
  const other = map.get('terminal');
  if (other === null) return { siblings, terminal: null };
  const terminal = exactFields(other ?? null, ['place', 'digest']);
  return {
    siblings,
    terminal: { place: asBytes(terminal.get('place'), 32), digest: asBytes(terminal.get('digest'), 32) },
  };
}

/** Where a state key lies in the tree. */
export function placeOf(suite: Suite, key: string): Uint8Array {
  return suite.hash(new TextEncoder().encode(key));
}

/** Whether the proof's terminal suits what is claimed of the place: that it is present, or that it is absent. */
export function terminalFits(place: Uint8Array, present: boolean, proof: StateProof): boolean {
  const other = proof.terminal;
  if (other === null) return true;
  if (present || equalBytes(other.place, place)) return false;
  return proof.siblings.every((_, depth) => bit(other.place, depth) === bit(place, depth));
}

/** The root that the proof gives for the place with the digest, or for its absence when the digest is null. */
export function rootOf(suite: Suite, place: Uint8Array, digest: Uint8Array | null, proof: StateProof): Uint8Array {
  let hash: Uint8Array = new Uint8Array(32);
  if (digest !== null) hash = suite.hash(LEAF, place, digest);
  else if (proof.terminal !== null) hash = suite.hash(LEAF, proof.terminal.place, proof.terminal.digest);
  for (let depth = proof.siblings.length - 1; depth >= 0; depth--) {
    const sibling = proof.siblings[depth]!;
    hash = bit(place, depth) === 0 ? suite.hash(NODE, hash, sibling) : suite.hash(NODE, sibling, hash);
  }
  return hash;
}

function bit(place: Uint8Array, depth: number): number {
  return (place[depth >> 3]! >> (7 - (depth & 7))) & 1;
}
