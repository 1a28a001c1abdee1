/** The log: docs/formats.md, section 4, which follows RFC 9162, sections 2.1.3.2 and 2.1.4.2. */
import { equalBytes } from './canonical';
import type { Suite } from './suite';

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

export function leafHash(suite: Suite, leaf: Uint8Array): Uint8Array {
  return suite.hash(LEAF, leaf);
}

/** Whether the path leads from the leaf hash at the position to the root of the log of that size. */
export function provesInclusion(
  suite: Suite,
  leaf: Uint8Array,
  position: bigint,
  size: bigint,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (position < 0n || position >= size) return false;
  let fn = position;
  let sn = size - 1n;
  let hash = leaf;
  for (const sibling of path) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      hash = suite.hash(NODE, sibling, hash);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      hash = suite.hash(NODE, hash, sibling);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equalBytes(hash, root);
}

/** Whether the path proves that the log of the old size and root is a prefix of the new one's. */
export function provesConsistency(
  suite: Suite,
  oldSize: bigint,
  newSize: bigint,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
  path: readonly Uint8Array[],
): boolean {
  if (oldSize < 0n || oldSize > newSize) return false;
  if (oldSize === newSize) return path.length === 0 && equalBytes(oldRoot, newRoot);
  if (oldSize === 0n) return path.length === 0 && equalBytes(oldRoot, suite.hash());
  const isPowerOfTwo = (oldSize & (oldSize - 1n)) === 0n;
  const nodes = isPowerOfTwo ? [oldRoot, ...path] : [...path];
  const first = nodes.shift();
  if (path.length === 0 || first === undefined) return false;
  let fn = oldSize - 1n;
  let sn = newSize - 1n;
  while ((fn & 1n) === 1n) {
    fn >>= 1n;
    sn >>= 1n;
  }
  let oldHash = first;
  let newHash = first;
  for (const node of nodes) {
    if (sn === 0n) return false;
    if ((fn & 1n) === 1n || fn === sn) {
      oldHash = suite.hash(NODE, node, oldHash);
      newHash = suite.hash(NODE, node, newHash);
      while ((fn & 1n) === 0n && fn !== 0n) {
        fn >>= 1n;
        sn >>= 1n;
      }
    } else {
      newHash = suite.hash(NODE, newHash, node);
    }
    fn >>= 1n;
    sn >>= 1n;
  }
  return sn === 0n && equalBytes(oldHash, oldRoot) && equalBytes(newHash, newRoot);
}
