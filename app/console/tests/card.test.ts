import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fingerprint, keyId, node, readCard, rights } from '../src/members/card';

/** As `member prepare` wrote it, with the text that the command printed. */
const written = readFileSync('tests/town.card', 'utf8');
const PRINTED = 'd8 b1 a3 e8 7a 94 36 d1';
const altered = (change: (card: Record<string, unknown>) => void): string => {
  const card = JSON.parse(written) as Record<string, unknown>;
  change(card);
  return JSON.stringify(card);
};

describe('the card of a member', () => {
  it('has the same text to compare as the command prints, however it was pasted', () => {
    expect(fingerprint(readCard(written)!)).toBe(PRINTED);
    expect(fingerprint(readCard(JSON.stringify(JSON.parse(written)))!)).toBe(PRINTED);
    expect(fingerprint(readCard(altered((card) => (card.address = 'https://127.0.0.1:9444')))!)).not.toBe(PRINTED);
  });

  it('is none when something is missing or altered in form', () => {
    expect(readCard('not a card')).toBeNull();
    expect(readCard('null')).toBeNull();
    for (const name of ['format', 'name', 'organisation', 'suite', 'keys', 'cometbft'])
      expect(readCard(altered((card) => delete card[name])), name).toBeNull();
    expect(readCard(altered((card) => (card.name = 'Town Hall')))).toBeNull();
    expect(readCard(altered((card) => (card.district = '99990A')))).toBeNull();
    expect(readCard(altered((card) => delete (card.keys as Record<string, unknown>).audit))).toBeNull();
    expect(readCard(altered((card) => (card.suite = 'other')))).toBeNull();
  });

  it('asks for membership and for the rights of each key, the founder’s only where the three are not separate', () => {
    const card = readCard(written)!;
    const motions = rights(card, 2, false);
    expect(motions.map((m) => `${m.kind} ${m.name}`)).toEqual([
      'key.grant town-system',
      'key.grant town-security',
      'key.grant town-audit',
      'key.grant town-gateway',
      'key.grant town-administrator',
      'member.join town',
    ]);
    expect(motions[5]!.body).toEqual({ name: 'town', key: card.keys.node, organisation: card.organisation, weight: 2 });
    expect(motions[3]!.body).toMatchObject({ roles: ['recorder', 'viewer'], districts: ['999901'] });
    expect(motions[3]!.grants).toBe(keyId(card, 'gateway'));
    expect(rights(card, 2, true).map((m) => m.name)).not.toContain('town-administrator');
  });

  it('gives the vote only in the step that is for it', () => {
    const card = readCard(written)!;
    expect(node(card, false).body).toMatchObject({ address: 'https://127.0.0.1:9443', engineKeys: {} });
    expect(node(card, true).body).toMatchObject({ engineKeys: { cometbft: card.cometbft.key } });
  });
});
