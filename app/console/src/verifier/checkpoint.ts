/** Checkpoints: docs/formats.md, section 6. */
import { equalBytes } from './canonical';
import { keyIdentifier, signingInput, suiteOfLabel } from './suite';
import type { Trust } from './trust';

export const CHECKPOINT_TAG = 'titlechain/checkpoint/v1';

export interface Checkpoint {
  /** The signed text: eight lines with their ends. */
  text: string;
  chain: string;
  suite: string;
  height: bigint;
  time: bigint;
  logSize: bigint;
  logRoot: Uint8Array;
  stateRoot: Uint8Array;
  signatures: { name: string; hint: Uint8Array; signature: Uint8Array }[];
}

export type CheckpointFault =
  | 'CHAIN_DIFFERS'
  | 'SUITE_DIFFERS'
  | 'SIGNER_UNKNOWN'
  | 'SIGNER_KEY_DIFFERS'
  | 'SIGNATURE_INVALID'
  | 'QUORUM_MISSED';

const NAME = /^[a-z0-9.-]{1,64}$/;
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** Reads a checkpoint exactly; undefined when it is anything else. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const lines = note.split('\n');
  // Eight lines, an empty one, at least one signature, and the nothing after the last line end.
  if (lines.length < 11 || lines[8] !== '' || lines[lines.length - 1] !== '') return undefined;
  const [tag, chain, suite, height, time, logSize, logRoot, stateRoot] = lines as [
    string,
    string,
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const numbers = [height, time, logSize].map(decimal);
  const roots = [logRoot, stateRoot].map((line) => base64(line, 32));
  const signatures = lines.slice(9, -1).map(signatureLine);
  if (tag !== CHECKPOINT_TAG || !NAME.test(chain) || suiteOfLabel(suite) === undefined) return undefined;
  if ([...numbers, ...roots, ...signatures].includes(undefined)) return undefined;
  const names = signatures.map((line) => line!.name);
  if (new Set(names).size !== names.length) return undefined;
  return {
    text: lines.slice(0, 8).join('\n') + '\n',
    chain,
    suite,
    height: numbers[0]!,
    time: numbers[1]!,
    logSize: numbers[2]!,
    logRoot: roots[0]!,
    stateRoot: roots[1]!,
    signatures: signatures.map((line) => line!),
  };
}

/** Why the checkpoint is not valid for the trust file; undefined when it is. */
export function faultOf(checkpoint: Checkpoint, trust: Trust): CheckpointFault | undefined {
  if (checkpoint.chain !== trust.chain) return 'CHAIN_DIFFERS';
  if (checkpoint.suite !== trust.suite.label) return 'SUITE_DIFFERS';
  const signed = signingInput(trust.suite, CHECKPOINT_TAG, new TextEncoder().encode(checkpoint.text));
  for (const { name, hint, signature } of checkpoint.signatures) {
    const key = trust.members.get(name);
    if (key === undefined) return 'SIGNER_UNKNOWN';
    if (!equalBytes(keyIdentifier(trust.suite, key).subarray(0, 4), hint)) return 'SIGNER_KEY_DIFFERS';
    if (!trust.suite.verify(key, signed, signature)) return 'SIGNATURE_INVALID';
  }
  return checkpoint.signatures.length < trust.quorum ? 'QUORUM_MISSED' : undefined;
}

function signatureLine(line: string): { name: string; hint: Uint8Array; signature: Uint8Array } | undefined {
  const match = /^\u2014 ([a-z0-9.-]{1,64}) ([A-Za-z0-9+/=]+)$/.exec(line);
  const bytes = match === null ? undefined : base64(match[2]!, 68);
  return match === null || bytes === undefined
    ? undefined
    : { name: match[1]!, hint: bytes.slice(0, 4), signature: bytes.slice(4) };
}

function decimal(text: string): bigint | undefined {
  if (!/^(?:0|[1-9][0-9]{0,18})$/.test(text)) return undefined;
  const number = BigInt(text);
  return number > LARGEST ? undefined : number;
}

/** Base64 with padding, in its one canonical spelling. */
function base64(text: string, length: number): Uint8Array | undefined {
  try {
    const binary = atob(text);
    if (binary.length !== length || btoa(binary) !== text) return undefined;
    return Uint8Array.from(binary, (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}
