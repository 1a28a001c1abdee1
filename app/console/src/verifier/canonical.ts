/** Canonical values: docs/formats.md, section 1. Written from that page. */

export type Canonical = bigint | string | boolean | null | Uint8Array | Canonical[] | CanonicalMap;

export type CanonicalMap = Map<string, Canonical>;

/** Bytes that are not the canonical encoding of exactly one value. */
export class NotCanonical extends Error {}

const MAXIMUM_DEPTH = 32;
const LARGEST = (1n << 63n) - 1n;

/** The value that the bytes stand for; throws NotCanonical for every other encoding. */
export function decodeCanonical(bytes: Uint8Array): Canonical {
  const reader = new Reader(bytes);
  const value = reader.value(0);
  reader.expectEnd();
  return value;
}

class Reader {
  private position = 0;

  constructor(private readonly bytes: Uint8Array) {}

  expectEnd(): void {
    if (this.position !== this.bytes.length) throw this.refusal('trailing bytes');
  }

  value(depth: number): Canonical {
    if (depth > MAXIMUM_DEPTH) throw this.refusal('nested too deeply');
    const initial = this.byte();
    if (initial === 0xf4) return false;
    if (initial === 0xf5) return true;
    if (initial === 0xf6) return null;
    const argument = this.argument(initial);
    switch (initial >> 5) {
      case 0:
        return argument;
      case 1:
        return -1n - argument;
      case 2:
        return this.take(argument);
      case 3:
        return this.text(argument);
      case 4:
        return this.list(argument, depth);
      case 5:
        return this.map(argument, depth);
      default:
        throw this.refusal('unsupported kind');
    }
  }

  private list(count: bigint, depth: number): Canonical[] {
    const items: Canonical[] = [];
    for (let i = 0n; i < count; i++) items.push(this.value(depth + 1));
    return items;
  }

  private map(count: bigint, depth: number): CanonicalMap {
    const entries: CanonicalMap = new Map();
    let previous: Uint8Array | undefined;
    for (let i = 0n; i < count; i++) {
      const start = this.position;
      const initial = this.byte();
      if (initial >> 5 !== 3) throw this.refusal('key that is not text');
      const key = this.text(this.argument(initial));
      const encoded = this.bytes.subarray(start, this.position);
      if (previous !== undefined && compareBytes(previous, encoded) >= 0) {
        throw this.refusal('keys repeated or out of order');
      }
      previous = encoded;
      entries.set(key, this.value(depth + 1));
    }
    return entries;
  }

  private argument(initial: number): bigint {
    const additional = initial & 0x1f;
    if (initial >> 5 === 7 || additional > 27) throw this.refusal('unsupported kind');
    if (additional < 24) return BigInt(additional);
    const length = 1 << (additional - 24);
    let argument = 0n;
    for (let i = 0; i < length; i++) argument = (argument << 8n) | BigInt(this.byte());
    const smallest = length === 1 ? 24n : 1n << BigInt(length * 4);
    if (argument < smallest) throw this.refusal('number not in shortest form');
    if (argument > LARGEST) throw this.refusal('number beyond 64 signed bits');
    return argument;
  }

  private text(length: bigint): string {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.take(length));
    } catch (error) {
      if (error instanceof NotCanonical) throw error;
      throw this.refusal('text that is not UTF-8');
    }
  }

  private take(length: bigint): Uint8Array {
    if (length > BigInt(this.bytes.length - this.position)) throw this.refusal('truncated');
    const end = this.position + Number(length);
    const taken = this.bytes.slice(this.position, end);
    this.position = end;
    return taken;
  }

  private byte(): number {
    const byte = this.bytes[this.position];
    if (byte === undefined) throw this.refusal('truncated');
    this.position++;
    return byte;
  }

  private refusal(why: string): NotCanonical {
    return new NotCanonical(`${why} at offset ${this.position}`);
  }
}

/** Bytewise order; a prefix comes first. Encoded text keys sort shorter first because the length leads. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length);
  for (let i = 0; i < shared; i++) {
    const difference = left[i]! - right[i]!;
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

export function equalBytes(left: Uint8Array, right: Uint8Array): boolean {
  return compareBytes(left, right) === 0;
}

/** The fields of a map that must have exactly these; throws NotCanonical otherwise. */
export function exactFields(value: Canonical, names: readonly string[]): CanonicalMap {
  const map = asMap(value);
  if (map.size !== names.length || names.some((name) => !map.has(name))) {
    throw new NotCanonical(`fields are not exactly ${names.join(', ')}`);
  }
  return map;
}

export function asMap(value: Canonical | undefined): CanonicalMap {
  if (!(value instanceof Map)) throw new NotCanonical('not a map');
  return value;
}

export function asList(value: Canonical | undefined): Canonical[] {
  if (!Array.isArray(value)) throw new NotCanonical('not a list');
  return value;
}

export function asText(value: Canonical | undefined): string {
  if (typeof value !== 'string') throw new NotCanonical('not text');
  return value;
}

export function asBytes(value: Canonical | undefined, length?: number): Uint8Array {
  if (!(value instanceof Uint8Array)) throw new NotCanonical('not bytes');
  if (length !== undefined && value.length !== length) throw new NotCanonical('wrong length');
  return value;
}

export function asInteger(value: Canonical | undefined): bigint {
  if (typeof value !== 'bigint') throw new NotCanonical('not an integer');
  return value;
}

/** A list of 32-byte hashes. */
export function asHashes(value: Canonical | undefined): Uint8Array[] {
  return asList(value).map((item) => asBytes(item, 32));
}

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function fromHex(text: string): Uint8Array | undefined {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** A value as plain JSON for showing it: bytes in hexadecimal digits, safe integers as numbers. */
export function toPlain(value: Canonical): unknown {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value.toString();
  }
  if (value instanceof Uint8Array) return hex(value);
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, entry]) => [key, toPlain(entry)]));
  return value;
}
