/** The golden vectors of testing/vectors, which every verifier in every language reads. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Canonical, decodeCanonical, fromHex, hex } from './canonical';
import { provesConsistency, provesInclusion, leafHash } from './log';
import { rootOf, terminalFits } from './state';
import { keyIdentifier, signingInput, suiteOfLabel } from './suite';
import { readTrust } from './trust';
import { verifyFile } from './verify';

function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../../testing/vectors/${name}.json`, import.meta.url), 'utf8')) as T;
}

const bytes = (text: string): Uint8Array => fromHex(text)!;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A value in the notation of the vectors. */
function noted(value: Canonical): unknown {
  if (typeof value === 'bigint') return { integer: value.toString() };
  if (typeof value === 'string') return { text: value };
  if (value instanceof Uint8Array) return { bytes: hex(value) };
  if (Array.isArray(value)) return { list: value.map(noted) };
  if (value instanceof Map) return { map: [...value].map(([key, entry]) => [key, noted(entry)]) };
  if (value === null) return { null: true };
  return { boolean: value };
}

describe('canonical values', () => {
  const file = vectors<{ accept: { hex: string; value: unknown }[]; refuse: { hex: string; why: string }[] }>(
    'canonical',
  );

  it.each(file.accept)('reads $hex', ({ hex: given, value }) => {
    expect(JSON.parse(JSON.stringify(noted(decodeCanonical(bytes(given)))))).toEqual(value);
  });

  it.each(file.refuse)('refuses $hex: $why', ({ hex: given }) => {
    expect(() => decodeCanonical(bytes(given))).toThrow();
  });
});

describe('suites', () => {
  const file = vectors<{
    hashes: { suite: string; data: string; digest: string }[];
    keys: { suite: string; key: string; id: string }[];
    signatures: { suite: string; key: string; message: string; signature: string; valid: boolean }[];
  }>('suites');

  it.each(file.hashes)('$suite digest of $data', ({ suite, data, digest }) => {
    expect(hex(suiteOfLabel(suite)!.hash(bytes(data)))).toBe(digest);
  });

  it.each(file.keys)('$suite identifier of $key', ({ suite, key, id }) => {
    expect(hex(keyIdentifier(suiteOfLabel(suite)!, bytes(key)))).toBe(id);
  });

  it.each(file.signatures)('$suite signature $signature', ({ suite, key, message, signature, valid }) => {
    expect(suiteOfLabel(suite)!.verify(bytes(key), bytes(message), bytes(signature))).toBe(valid);
  });
});

describe('entries', () => {
  const file = vectors<{ entries: { suite: string; entry: string; id: string; valid: boolean }[] }>('entries');

  it.each(file.entries)('$id', ({ suite: label, entry, id, valid }) => {
    const suite = suiteOfLabel(label)!;
    const map = decodeCanonical(bytes(entry)) as Map<string, Canonical>;
    const body = map.get('body') as Uint8Array;
    const signed = signingInput(suite, 'titlechain/entry/v1', body);
    const key = (decodeCanonical(body) as Map<string, Canonical>).get('key') as Uint8Array;
    expect(hex(suite.hash(signed))).toBe(id);
    expect(suite.verify(key, signed, map.get('signature') as Uint8Array)).toBe(valid);
  });
});

describe('log', () => {
  const file = vectors<{
    logs: {
      suite: string;
      leaves: string[];
      roots: string[];
      inclusion: { position: number; size: number; path: string[] }[];
      consistency: { old: number; new: number; path: string[] }[];
    }[];
  }>('log');

  it.each(file.logs)('$suite: every inclusion proof holds, at its own place only', (log) => {
    const suite = suiteOfLabel(log.suite)!;
    for (const { position, size, path } of log.inclusion) {
      const leaf = leafHash(suite, bytes(log.leaves[position]!));
      const proves = (place: number) =>
        provesInclusion(suite, leaf, BigInt(place), BigInt(size), path.map(bytes), bytes(log.roots[size]!));
      expect(proves(position)).toBe(true);
      for (let other = 0; other < size; other++) if (other !== position) expect(proves(other)).toBe(false);
      expect(proves(size)).toBe(false);
    }
  });

  it.each(file.logs)('$suite: every consistency proof holds, between its own roots only', (log) => {
    const suite = suiteOfLabel(log.suite)!;
    for (const { old, new: size, path } of log.consistency) {
      const proves = (oldRoot: string, newRoot: string) =>
        provesConsistency(suite, BigInt(old), BigInt(size), bytes(oldRoot), bytes(newRoot), path.map(bytes));
      expect(proves(log.roots[old]!, log.roots[size]!)).toBe(true);
      expect(proves(log.roots[old]!, hex(new Uint8Array(32)))).toBe(old === 0 && size !== 0);
      expect(proves(hex(new Uint8Array(32)), log.roots[size]!)).toBe(false);
    }
  });
});

describe('trust files', () => {
  const file = vectors<{ accept: { text?: string; hex?: string }[]; refuse: { text?: string; hex?: string }[] }>(
    'trust',
  );
  const given = (item: { text?: string; hex?: string }) =>
    item.hex === undefined ? text(item.text!) : bytes(item.hex);

  it.each(file.accept.map((item, place) => ({ place, item })))('reads case $place', ({ item }) => {
    expect(readTrust(given(item))).toBeDefined();
  });

  it.each(file.refuse.map((item, place) => ({ place, item })))('refuses case $place', ({ item }) => {
    expect(readTrust(given(item))).toBeUndefined();
  });
});

describe('state trees', () => {
  const file = vectors<{
    trees: {
      suite: string;
      name: string;
      leaves: { place: string; digest: string }[];
      root: string;
      proofs: {
        place: string;
        present: boolean;
        siblings: string[];
        terminal: { place: string; digest: string } | null;
      }[];
    }[];
  }>('state');

  it.each(file.trees)('$suite, $name: every proof leads to the root', (tree) => {
    for (const { place, present, siblings, terminal } of tree.proofs) {
      const proof = {
        siblings: siblings.map(bytes),
        terminal: terminal && { place: bytes(terminal.place), digest: bytes(terminal.digest) },
      };
      const leaf = tree.leaves.find((other) => other.place === place);
      expect(leaf !== undefined).toBe(present);
      const digest = leaf === undefined ? null : bytes(leaf.digest);
      expect(terminalFits(bytes(place), present, proof)).toBe(true);
      expect(hex(rootOf(suiteOfLabel(tree.suite)!, bytes(place), digest, proof))).toBe(tree.root);
    }
  });
});

type Proof = { name?: string; trust: string; file: string; reason?: string; facts?: Record<string, unknown> };
type Proofs = { trust: Record<string, string>; proofs: Proof[] };

describe.each(['valid-gm', 'valid-international'])('%s', (name) => {
  const { trust, proofs } = vectors<Proofs>(name);

  it.each(proofs.map((proof, place) => ({ place, ...proof })))('case $place is valid', (proof) => {
    const verdict = verifyFile(bytes(proof.file), trust[proof.trust]!);
    expect(verdict.reasons).toEqual([]);
    expect(verdict.valid).toBe(true);
    const about = (proof.facts!.below ?? {}) as Record<string, unknown>;
    if (proof.facts!.above !== undefined) expect(verdict.above).toEqual(proof.facts!.above);
    const facts = ['format', 'chain', 'height', 'time', 'unit', 'key', 'present', 'position'] as const;
    for (const fact of [...facts, 'firstHeight', 'both'] as const) {
      const told = fact === 'format' ? proof.facts![fact] : { ...about, ...proof.facts! }[fact];
      if (told !== undefined) expect(verdict[fact]).toEqual(told);
    }
  });
});

describe.each([
  'refused-titles',
  'refused-receipts',
  'refused-records',
  'refused-checkpoints',
  'refused-shapes',
  'refused-extensions',
  'refused-splits',
  'refused-anchors',
  'refused-flips',
])('%s', (name) => {
  const { trust, proofs } = vectors<Proofs>(name);

  it.each(proofs)('$name', (proof) => {
    const verdict = verifyFile(bytes(proof.file), trust[proof.trust]!);
    expect(verdict.reasons.map((found) => found.code)).toEqual([proof.reason]);
    expect(verdict.valid).toBe(false);
  });
});
