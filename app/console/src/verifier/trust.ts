/** The trust file: docs/formats.md, section 10. JSON.parse would let repeated fields pass, so it is read here strictly. */
import { equalBytes, fromHex } from './canonical';
import { suiteOfLabel, type Suite } from './suite';

export interface Trust {
  chain: string;
  suite: Suite;
  quorum: number;
  members: Map<string, Uint8Array>;
}

const NAME = /^[a-z0-9.-]{1,64}$/;

const MAXIMUM_LENGTH = 1024 * 1024;

/** Reads a trust file, given as text or as its bytes; undefined when it is not one. */
export function readTrust(given: string | Uint8Array): Trust | undefined {
  try {
    const bytes = typeof given === 'string' ? new TextEncoder().encode(given) : given;
    if (bytes.length > MAXIMUM_LENGTH) return undefined;
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const file = fieldsOf(new StrictJson(text).document(), [
      'format',
      'version',
      'chain',
      'suite',
      'quorum',
      'members',
    ]);
    const chain = file.get('chain');
    const label = file.get('suite');
    const suite = typeof label === 'string' ? suiteOfLabel(label) : undefined;
    const quorum = file.get('quorum');
    const list = file.get('members');
    if (file.get('format') !== 'titlechain/trust' || file.get('version') !== 1) return undefined;
    if (typeof chain !== 'string' || !NAME.test(chain) || suite === undefined || !Array.isArray(list)) return undefined;
    const members = new Map<string, Uint8Array>();
    for (const item of list) {
      const member = fieldsOf(item, ['name', 'key']);
      const name = member.get('name');
      const key = typeof member.get('key') === 'string' ? fromHex(member.get('key') as string) : undefined;
      if (typeof name !== 'string' || !NAME.test(name) || key === undefined || members.has(name)) return undefined;
      if (!suite.isPublicKey(key) || [...members.values()].some((other) => equalBytes(other, key))) return undefined;
      members.set(name, key);
    }
    if (typeof quorum !== 'number' || quorum < 1 || quorum > members.size) return undefined;
    return { chain, suite, quorum, members };
  } catch {
    return undefined;
  }
}

function fieldsOf(value: Json, names: readonly string[]): Map<string, Json> {
  if (!(value instanceof Map) || value.size !== names.length || names.some((name) => !value.has(name))) {
    throw new Error('fields');
  }
  return value;
}

type Json = string | number | Json[] | Map<string, Json>;

/** Objects without repeated fields, arrays, strings and non-negative integers: all that a trust file has. */
class StrictJson {
  private position = 0;

  constructor(private readonly text: string) {}

  document(): Json {
    const value = this.value(0);
    this.blanks();
    if (this.position !== this.text.length) throw new Error('trailing text');
    return value;
  }

  private value(depth: number): Json {
    if (depth > 8) throw new Error('too deep');
    this.blanks();
    const next = this.text[this.position];
    if (next === '{') return this.object(depth);
    if (next === '[') return this.array(depth);
    if (next === '"') return this.string();
    return this.number();
  }

  private object(depth: number): Map<string, Json> {
    const fields = new Map<string, Json>();
    this.expect('{');
    if (this.accept('}')) return fields;
    do {
      this.blanks();
      const name = this.string();
      if (fields.has(name)) throw new Error('repeated field');
      this.expect(':');
      fields.set(name, this.value(depth + 1));
    } while (this.accept(','));
    this.expect('}');
    return fields;
  }

  private array(depth: number): Json[] {
    const items: Json[] = [];
    this.expect('[');
    if (this.accept(']')) return items;
    do items.push(this.value(depth + 1));
    while (this.accept(','));
    this.expect(']');
    return items;
  }

  private string(): string {
    const match = /^"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/.exec(this.text.slice(this.position));
    if (match === null) throw new Error('string');
    this.position += match[0].length;
    return JSON.parse(match[0]) as string;
  }

  private number(): number {
    const match = /^(?:0|[1-9][0-9]{0,8})(?![0-9.eE])/.exec(this.text.slice(this.position));
    if (match === null) throw new Error('number');
    this.position += match[0].length;
    return Number(match[0]);
  }

  private blanks(): void {
    while (' \t\r\n'.includes(this.text[this.position] ?? 'end')) this.position++;
  }

  private accept(character: string): boolean {
    this.blanks();
    if (this.text[this.position] !== character) return false;
    this.position++;
    return true;
  }

  private expect(character: string): void {
    if (!this.accept(character)) throw new Error(`expected ${character}`);
  }
}
