/** Suites: docs/formats.md, section 2. The arithmetic is the libraries'; the checks around it are ours. */
import { sha256 } from '@noble/hashes/sha2.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { sm2, sm3 } from 'sm-crypto-v2';
import { fromHex, hex } from './canonical';

export interface Suite {
  readonly number: number;
  readonly label: string;
  hash(...parts: Uint8Array[]): Uint8Array;
  /** Whether the bytes have the shape of a public key; whether it is a point on the curve shows when it verifies. */
  isPublicKey(bytes: Uint8Array): boolean;
  /** Whether the raw signature by the raw public key is valid; false for anything malformed. */
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

/** The order of the SM2 group (GB/T 32918.5). */
const SM2_ORDER = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;

const gm: Suite = {
  number: 1,
  label: 'gm',
  hash: (...parts) => fromHex(sm3(join(parts)))!,
  isPublicKey: (bytes) => bytes.length === 65 && bytes[0] === 4,
  verify(publicKey, message, signature) {
    if (!gm.isPublicKey(publicKey) || signature.length !== 64) return false;
    const r = BigInt('0x' + hex(signature.subarray(0, 32)));
    const s = BigInt('0x' + hex(signature.subarray(32)));
    if (r === 0n || r >= SM2_ORDER || s === 0n || s >= SM2_ORDER || (r + s) % SM2_ORDER === 0n) return false;
    try {
      const key = hex(publicKey);
      return sm2.verifyPublicKey(key) && sm2.doVerifySignature(message, hex(signature), key, { hash: true });
    } catch {
      return false;
    }
  },
};

const international: Suite = {
  number: 2,
  label: 'international',
  hash: (...parts) => sha256(join(parts)),
  isPublicKey: (bytes) => bytes.length === 32,
  verify(publicKey, message, signature) {
    if (!international.isPublicKey(publicKey) || signature.length !== 64) return false;
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false });
    } catch {
      return false;
    }
  },
};

export function suiteOfLabel(label: string): Suite | undefined {
  return [gm, international].find((suite) => suite.label === label);
}

/** `tag ‖ 00 ‖ suite number ‖ data` */
export function signingInput(suite: Suite, tag: string, data: Uint8Array): Uint8Array {
  return join([new TextEncoder().encode(tag), Uint8Array.of(0, suite.number), data]);
}

export function keyIdentifier(suite: Suite, publicKey: Uint8Array): Uint8Array {
  return suite.hash(signingInput(suite, 'titlechain/key/v1', publicKey));
}

export function join(parts: Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}
