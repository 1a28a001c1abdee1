/** The verifier: docs/formats.md, sections 7 to 12. It needs no server and reads no clock. */
import {
  asBytes,
  asHashes,
  asInteger,
  asList,
  asMap,
  asText,
  decodeCanonical,
  equalBytes,
  exactFields,
  type CanonicalMap,
  toPlain,
} from './canonical';
import { faultOf, readCheckpoint, type Checkpoint } from './checkpoint';
import { leafHash, provesConsistency, provesInclusion } from './log';
import { reason, type Reason, type ReasonCode } from './reasons';
import { placeOf, readStateProof, rootOf, terminalFits } from './state';
import { suiteOfLabel, type Suite } from './suite';
import { readTrust, type Trust } from './trust';

export interface Verdict {
  valid: boolean;
  /** The format of the file, such as `titlechain/title-proof`; absent when unreadable. */
  format?: string;
  /** Why it is not valid: the first check that failed; empty when it is valid. */
  reasons: Reason[];
  chain?: string;
  /** The height and block time (ms) that the proof speaks of: of the checkpoint, or of a receipt's leaf. */
  height?: number;
  time?: number;
  unit?: string;
  /** The state key of a record proof. */
  key?: string;
  /** Whether the unit is in the register, or something under the key. */
  present?: boolean;
  /** What a record proof proves, as plain JSON. */
  record?: Record<string, unknown>;
  /** The register sheet as plain JSON. */
  sheet?: Record<string, unknown>;
  /** The log leaf of a receipt as plain JSON. */
  leaf?: Record<string, unknown>;
  position?: number;
  /** Of a split view: the height of the checkpoint that was seen first, and who signed both. */
  firstHeight?: number;
  both?: string[];
  /** Of an anchored proof: the checkpoints of the chains above, from the lowest up; all else is of the chain below. */
  above?: { chain: string; height: number; time: number }[];
}

type Checked = Omit<Verdict, 'valid' | 'reasons'>;

class Refusal extends Error {
  constructor(readonly code: ReasonCode) {
    super(code);
  }
}

const MAXIMUM_LENGTH = 8 * 1024 * 1024;
const UNIT_KEY = /^unit\/([0-9A-Z]{28})$/;

/** Checks a proof file against a trust file, as text or as the bytes of one. Never throws; the verdict says why. */
export function verifyFile(bytes: Uint8Array, trustFile: string | Uint8Array): Verdict {
  let format: string | undefined;
  try {
    const trust = readTrust(trustFile);
    if (trust === undefined) throw new Refusal('TRUST_MALFORMED');
    if (bytes.length > MAXIMUM_LENGTH) throw new Refusal('TOO_LARGE');
    const file = mapOf(bytes);
    format = formatOf(file);
    return { valid: true, reasons: [], ...checked(CHECKS, file, trust), format };
  } catch (error) {
    // Whatever else may go wrong on hostile bytes is no proof either.
    const code = error instanceof Refusal ? error.code : 'MALFORMED';
    return { valid: false, reasons: [reason(code)], ...(format === undefined ? {} : { format }) };
  }
}

/** The checkpoint that a text stands for, when it may be relied on; else a refusal. */
type Judge = (note: string) => Checkpoint;

/** Proofs under one checkpoint. */
const SIMPLE = new Map<string, (file: CanonicalMap, judge: Judge) => Checked>([
  ['titlechain/title-proof', titleProof],
  ['titlechain/record-proof', recordProof],
  ['titlechain/receipt', receipt],
]);

const CHECKS = new Map<string, (file: CanonicalMap, trust: Trust) => Checked>([
  ...[...SIMPLE].map(
    ([format, check]) =>
      [format, (file: CanonicalMap, trust: Trust) => check(file, (note) => trusted(note, trust))] as const,
  ),
  ['titlechain/consistency-proof', consistencyProof],
  ['titlechain/split-view', splitView],
  ['titlechain/anchored-proof', anchoredProof],
]);

function mapOf(bytes: Uint8Array): CanonicalMap {
  return orRefuse('NOT_CANONICAL', () => asMap(decodeCanonical(bytes)));
}

function formatOf(file: CanonicalMap): string {
  return orRefuse('FORMAT_UNKNOWN', () => asText(file.get('format')));
}

function checked<T>(checks: Map<string, (file: CanonicalMap, by: T) => Checked>, file: CanonicalMap, by: T): Checked {
  const check = checks.get(formatOf(file));
  if (check === undefined) throw new Refusal('FORMAT_UNKNOWN');
  if (file.get('version') !== 1n) throw new Refusal('VERSION_UNKNOWN');
  return check(file, by);
}

interface Held {
  key: string;
  value: Uint8Array | null;
  checkpoint: Checkpoint;
}

/** What the state holds under the key, when the key has the form and the path leads to the signed root. */
function held(file: CanonicalMap, judge: Judge, isKey: (key: string) => boolean): Held {
  const { key, value, proof, note } = orRefuse('MALFORMED', () => {
    exactFields(file, ['format', 'version', 'key', 'value', 'proof', 'checkpoint']);
    const name = asText(file.get('key'));
    if (!isKey(name)) throw new Refusal('MALFORMED');
    const given = file.get('value');
    return {
      key: name,
      value: given === null ? null : asBytes(given),
      proof: readStateProof(file.get('proof')),
      note: asText(file.get('checkpoint')),
    };
  });
  const checkpoint = judge(note);
  const suite = suiteOf(checkpoint);
  const place = placeOf(suite, key);
  if (!terminalFits(place, value !== null, proof)) throw new Refusal('TERMINAL_WRONG');
  const digest = value === null ? null : suite.hash(value);
  if (!equalBytes(rootOf(suite, place, digest, proof), checkpoint.stateRoot)) {
    throw new Refusal('STATE_PROOF_WRONG');
  }
  return { key, value, checkpoint };
}

/** The key of a record: at most 400 bytes, no control characters, not a unit's. */
function isRecordKey(key: string): boolean {
  const length = new TextEncoder().encode(key).length;
  const clean = [...key].every((c) => c >= ' ' && c !== '\x7f');
  return length > 0 && length <= 400 && clean && !key.startsWith('unit/');
}

function recordProof(file: CanonicalMap, judge: Judge): Checked {
  const { key, value, checkpoint } = held(file, judge, isRecordKey);
  const about = { ...momentOf(checkpoint), key, present: value !== null };
  if (value === null) return about;
  const record = orRefuse('VALUE_MALFORMED', () => asMap(decodeCanonical(value)));
  return { ...about, record: toPlain(record) as Record<string, unknown> };
}

function titleProof(file: CanonicalMap, judge: Judge): Checked {
  const { key, value, checkpoint } = held(file, judge, (name) => UNIT_KEY.test(name));
  const unit = key.slice('unit/'.length);
  const about = { ...momentOf(checkpoint), unit, present: value !== null };
  if (value === null) return about;
  const sheet = orRefuse('SHEET_MALFORMED', () => {
    const map = asMap(decodeCanonical(value));
    asList(map.get('rights'));
    asList(map.get('restrictions'));
    asText(map.get('unit'));
    return map;
  });
  if (sheet.get('unit') !== unit) throw new Refusal('SHEET_OF_ANOTHER_UNIT');
  return { ...about, sheet: toPlain(sheet) as Record<string, unknown> };
}

interface Placed {
  leaf: Uint8Array;
  position: bigint;
  path: Uint8Array[];
  note: string;
}

function readPlaced(file: CanonicalMap): Placed {
  const position = asInteger(file.get('position'));
  if (position < 0n) throw new Refusal('MALFORMED');
  return {
    leaf: asBytes(file.get('leaf')),
    position,
    path: asHashes(file.get('path')),
    note: asText(file.get('checkpoint')),
  };
}

function receipt(file: CanonicalMap, judge: Judge): Checked {
  const placed = orRefuse('MALFORMED', () => {
    exactFields(file, ['format', 'version', 'leaf', 'position', 'path', 'checkpoint']);
    return readPlaced(file);
  });
  const checkpoint = judge(placed.note);
  const content = leafUnder(placed, checkpoint);
  return {
    chain: checkpoint.chain,
    height: Number(content.get('height')),
    time: Number(content.get('time')),
    position: Number(placed.position),
    leaf: toPlain(content) as Record<string, unknown>,
  };
}

/** The leaf, when it lies at its place in the log that the checkpoint speaks of. */
function leafUnder({ leaf, position, path }: Placed, checkpoint: Checkpoint): CanonicalMap {
  const suite = suiteOf(checkpoint);
  if (position >= checkpoint.logSize) throw new Refusal('POSITION_OUTSIDE_LOG');
  const hash = leafHash(suite, leaf);
  if (!provesInclusion(suite, hash, position, checkpoint.logSize, path, checkpoint.logRoot)) {
    throw new Refusal('PATH_WRONG');
  }
  const content = orRefuse('LEAF_MALFORMED', () => readLeaf(leaf));
  if (asInteger(content.get('height')) > checkpoint.height || asInteger(content.get('time')) > checkpoint.time) {
    throw new Refusal('LEAF_LATER');
  }
  return content;
}

function anchoredProof(file: CanonicalMap, trust: Trust): Checked {
  const { inner, anchors } = orRefuse('MALFORMED', () => {
    exactFields(file, ['format', 'version', 'file', 'anchors']);
    const list = asList(file.get('anchors')).map((item) =>
      readPlaced(exactFields(item, ['leaf', 'position', 'path', 'checkpoint'])),
    );
    if (list.length < 1 || list.length > 8) throw new Refusal('MALFORMED');
    return { inner: asBytes(file.get('file')), anchors: list };
  });
  const above: Checkpoint[] = [];
  // Each chain from the topmost down recorded the checkpoint of the chain below it.
  const judge: Judge = (lowest) => {
    let checkpoint = trusted(anchors.at(-1)!.note, trust);
    for (let i = anchors.length - 1; i >= 0; i--) {
      above.unshift(checkpoint);
      const recorded = recordedBy(leafUnder(anchors[i]!, checkpoint));
      const below = i === 0 ? lowest : anchors[i - 1]!.note;
      if (recorded === undefined) throw new Refusal('ANCHOR_NOT_RECORDED');
      if (recorded !== below) throw new Refusal('ANCHOR_OF_ANOTHER_CHECKPOINT');
      checkpoint = parsed(below);
    }
    return checkpoint;
  };
  const below = checked(SIMPLE, mapOf(inner), judge);
  return {
    ...below,
    above: above.map((at) => ({ chain: at.chain, height: Number(at.height), time: Number(at.time) })),
  };
}

/** The checkpoint that a leaf records; undefined when it records none. */
function recordedBy(leaf: CanonicalMap): string | undefined {
  const command = leaf.get('command');
  if (!(command instanceof Map) || asMap(leaf.get('decision')).get('accepted') !== true) return undefined;
  const text = command.get('checkpoint');
  return command.get('type') === 'anchoring.record' && typeof text === 'string' ? text : undefined;
}

function readLeaf(leaf: Uint8Array): CanonicalMap {
  const fields = ['version', 'height', 'time', 'entry', 'index', 'key', 'command', 'decision'];
  const map = exactFields(decodeCanonical(leaf), fields);
  const index = asInteger(map.get('index'));
  const numbersFit =
    map.get('version') === 1n && asInteger(map.get('height')) >= 0n && asInteger(map.get('time')) >= 0n && index >= -1n;
  if (!numbersFit || (map.get('command') === null) !== (index === -1n)) throw new Refusal('LEAF_MALFORMED');
  if (index !== -1n) asMap(map.get('command'));
  asBytes(map.get('entry'), 32);
  asBytes(map.get('key'), 32);
  if (typeof asMap(map.get('decision')).get('accepted') !== 'boolean') throw new Refusal('LEAF_MALFORMED');
  return map;
}

function consistencyProof(file: CanonicalMap, trust: Trust): Checked {
  const { oldNote, newNote, path } = orRefuse('MALFORMED', () => {
    exactFields(file, ['format', 'version', 'old', 'new', 'path']);
    return {
      oldNote: asText(file.get('old')),
      newNote: asText(file.get('new')),
      path: asHashes(file.get('path')),
    };
  });
  const earlier = trusted(oldNote, trust);
  const later = trusted(newNote, trust);
  const ordered = earlier.height <= later.height && earlier.time <= later.time && earlier.logSize <= later.logSize;
  if (!ordered) throw new Refusal('ORDER_WRONG');
  if (earlier.height === later.height && earlier.text !== later.text) throw new Refusal('SPLIT_VIEW');
  const consistent = provesConsistency(
    trust.suite,
    earlier.logSize,
    later.logSize,
    earlier.logRoot,
    later.logRoot,
    path,
  );
  if (!consistent) throw new Refusal('PATH_WRONG');
  return momentOf(later);
}

function splitView(file: CanonicalMap, trust: Trust): Checked {
  const notes = orRefuse('MALFORMED', () => {
    exactFields(file, ['format', 'version', 'first', 'second']);
    return [asText(file.get('first')), asText(file.get('second'))] as const;
  });
  // Each of the two speaks against whoever signed it: one signature is enough.
  const anybody = { ...trust, quorum: 1 };
  const first = trusted(notes[0], anybody);
  const second = trusted(notes[1], anybody);
  if (!contradict(first, second)) throw new Refusal('NO_CONTRADICTION');
  const names = second.signatures.map((line) => line.name);
  return {
    ...momentOf(second),
    firstHeight: Number(first.height),
    both: first.signatures.map((line) => line.name).filter((name) => names.includes(name)),
  };
}

/** Whether no history holds both. */
function contradict(first: Checkpoint, second: Checkpoint): boolean {
  if (first.height === second.height) return first.text !== second.text;
  const sameRoots = equalBytes(first.logRoot, second.logRoot) && equalBytes(first.stateRoot, second.stateRoot);
  if (first.logSize === second.logSize && !sameRoots) return true;
  const [low, high] = first.height < second.height ? [first, second] : [second, first];
  return low.time > high.time || low.logSize > high.logSize;
}

function parsed(note: string): Checkpoint {
  const checkpoint = readCheckpoint(note);
  if (checkpoint === undefined) throw new Refusal('CHECKPOINT_MALFORMED');
  return checkpoint;
}

function suiteOf(checkpoint: Checkpoint): Suite {
  return suiteOfLabel(checkpoint.suite)!;
}

function trusted(note: string, trust: Trust): Checkpoint {
  const checkpoint = parsed(note);
  const fault = faultOf(checkpoint, trust);
  if (fault !== undefined) throw new Refusal(fault);
  return checkpoint;
}

function momentOf(checkpoint: Checkpoint): Checked {
  return { chain: checkpoint.chain, height: Number(checkpoint.height), time: Number(checkpoint.time) };
}

/** The result of reading, or a refusal with the code when the bytes do not fit. */
function orRefuse<T>(code: ReasonCode, read: () => T): T {
  try {
    return read();
  } catch {
    throw new Refusal(code);
  }
}
