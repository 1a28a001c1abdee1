import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../src/i18n/en';
import { zh } from '../src/i18n/zh';
import { LISTS } from '../src/words/codes';
import { FIELDS } from '../src/words/fields';

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['i18n', 'verifier'].includes(entry.name) ? [] : sources(path);
    return /\.(vue|ts)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const code = sources('src').join('\n');
const keys = Object.keys(zh) as (keyof typeof zh)[];
/** Lists whose words are looked up by value: `word('severity', …)`. */
const lists = new Set(
  [...code.matchAll(/\bword\('([^']+)'/g)]
    .map((m) => m[1]!)
    .concat([...code.matchAll(/options\('([^']+)'/g)].map((m) => m[1]!)),
);

describe('the words of the console', () => {
  it('has every key in both languages', () => {
    expect(Object.keys(en).sort()).toEqual([...keys].sort());
  });

  it('has no empty text and the same places to fill in both', () => {
    const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map((m) => m[0]).sort();
    for (const key of keys) {
      expect(zh[key], key).not.toBe('');
      expect(en[key], key).not.toBe('');
      expect(places(en[key]), key).toEqual(places(zh[key]));
    }
  });

  it('has no Chinese in the English texts', () => {
    for (const key of keys) expect(en[key], key).not.toMatch(/[\u4e00-\u9fff]/);
    for (const field of Object.values(FIELDS)) expect(field.en).not.toMatch(/[\u4e00-\u9fff]/);
    for (const list of Object.values(LISTS))
      for (const pair of Object.values(list)) expect(pair[1]).not.toMatch(/[\u4e00-\u9fff]/);
  });

  it('asks for no key that is missing', () => {
    const asked = [...code.matchAll(/\bt\('([^']+)'/g)].map((m) => m[1]!);
    expect(asked.length).toBeGreaterThan(100);
    expect(asked.filter((key) => !(key in zh))).toEqual([]);
  });

  it('keeps no key that nothing uses', () => {
    const unused = keys.filter((key) => !code.includes(`'${key}'`) && !lists.has(key.split('.')[0]!));
    expect(unused).toEqual([]);
  });

  it('writes no Chinese in the pages themselves', () => {
    const bare = sources('src/pages')
      .concat(sources('src/components'))
      .join('\n')
      .replace(/'中文'/g, '')
      .replace(/[，。、；：（）]/g, '');
    expect(bare.match(/[\u4e00-\u9fff]+/g) ?? []).toEqual([]);
  });
});
