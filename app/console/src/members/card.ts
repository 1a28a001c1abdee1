import { fromHex, hex } from '../verifier/canonical';
import { keyIdentifier, type Suite, suiteOfLabel } from '../verifier/suite';

/** What a member shows the others before it is one (docs/formats.md, "Member card"). */
export interface Card {
  name: string;
  organisation: string;
  district: string;
  suite: Suite;
  address: string;
  keys: Record<string, string>;
  cometbft: { key: string; node: string; address: string };
}

const FORMAT = 'titlechain/member-card/v1';
const OFFICES = ['system', 'security', 'audit'];
const USES = ['administrator', 'audit', 'gateway', 'node', 'security', 'system'];

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The card in the text, or null when it is none or not whole. */
export function readCard(text: string): Card | null {
  try {
    const card = JSON.parse(text) as Record<string, unknown>;
    const given = (card.keys ?? {}) as Record<string, unknown>;
    const engine = (card.cometbft ?? {}) as Record<string, unknown>;
    const suite = suiteOfLabel(textOf(card.suite));
    const whole =
      card.format === FORMAT &&
      /^[a-z0-9.-]{1,64}$/.test(textOf(card.name)) &&
      textOf(card.organisation).trim() !== '' &&
      /^([0-9]{2,6})?$/.test(textOf(card.district)) &&
      /^[0-9a-f]{64}$/.test(textOf(engine.key)) &&
      suite !== undefined &&
      USES.every((use) => /^([0-9a-f]{2})+$/.test(textOf(given[use])));
    if (!whole || !suite) return null;
    return {
      name: textOf(card.name),
      organisation: textOf(card.organisation),
      district: textOf(card.district),
      suite,
      address: textOf(card.address),
      keys: Object.fromEntries(USES.map((use) => [use, textOf(given[use])])),
      cometbft: { key: textOf(engine.key), node: textOf(engine.node), address: textOf(engine.address) },
    };
  } catch {
    return null;
  }
}

/** A short text to compare by telephone: the same card, the same text, here and where the command prints it. */
export function fingerprint(card: Card): string {
  const { name, organisation, district, suite, address, keys, cometbft } = card;
  const shown = { format: FORMAT, name, organisation, district, suite: suite.label, address, keys, cometbft };
  // As the commands write it: a blank on both sides of the colon.
  const text = `${JSON.stringify(shown, null, 2).replace(/^(\s*"[^"]*"):/gm, '$1 :')}\n`;
  const digest = suite.hash(new TextEncoder().encode(text)).subarray(0, 8);
  return [...digest].map((byte) => hex(Uint8Array.of(byte))).join(' ');
}

export function keyId(card: Card, use: string): string {
  return hex(keyIdentifier(card.suite, fromHex(card.keys[use]!)!));
}

/** One thing that the members agree on: what is proposed. */
export interface Motion {
  kind: string;
  name: string;
  body: Record<string, unknown>;
  /** The identifier of the key that it grants. */
  grants?: string;
}

/** What makes the card's owner a member with its rights: membership, and what each of its keys may do. */
export function rights(card: Card, weight: number, separated: boolean): Motion[] {
  const { name, organisation } = card;
  const grant = (use: string, roles: string[], district: string): Motion => ({
    kind: 'key.grant',
    name: `${name}-${use}`,
    body: { key: card.keys[use], name: `${name}-${use}`, organisation, roles, districts: [district] },
    grants: keyId(card, use),
  });
  return [
    ...OFFICES.map((office) => grant(office, [office], '')),
    grant('gateway', ['recorder', 'viewer'], card.district),
    ...(separated ? [] : [grant('administrator', ['administrator'], '')]),
    // Last: from then on the newcomer's own vote may be needed, which its keys must be able to give.
    { kind: 'member.join', name, body: { name, key: card.keys.node, organisation, weight } },
  ];
}

/** Where its node is, so that the others look after it; with the vote, once it follows. */
export function node(card: Card, voting: boolean): Motion {
  const engineKeys = voting ? { cometbft: card.cometbft.key } : {};
  const { name, address } = card;
  return { kind: 'node.set', name, body: { name, member: name, address, live: true, engineKeys } };
}
