import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { articleName } from '../src/words/articles';

const read = (path: string) => readFileSync(`../../${path}`, 'utf8');
const contract = 'core/contract/src/main/resources/org/titlechain/contract';
const columns = (path: string, column: number) =>
  read(path)
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t')[column] ?? '')
    .filter((article) => article !== '' && article !== '-');
const ofRules = [
  ...read('core/rules/src/main/resources/org/titlechain/rules/packs/national-1.yaml').matchAll(/article: "([^"]+)"/g),
].map((match) => match[1]!);
/** What stands there instead of an article. */
const NO_LAW = ['各地规定，当日或次日办结'];

describe('the articles of the law', () => {
  it('read as they are written in Chinese', () => {
    expect(articleName('民法典 第216条', 'zh')).toBe('民法典 第216条');
    expect(articleName(null, 'zh')).toBe('');
  });

  it('have English names on English pages', () => {
    expect(articleName('民法典 第409条、第414条', 'en')).toBe('Civil Code 409, 414');
    expect(articleName('城市房地产管理法 38(2)；查封规定 24', 'en')).toBe(
      'Urban Real Estate Administration Law 38(2); Provisions on Seizure 24',
    );
    expect(articleName('国办发〔2019〕8号', 'en')).toBe('General Office of the State Council [2019] No. 8');
    expect(articleName('某省条例 第3条', 'en')).toBe('某省条例 第3条');
  });

  it('are all translated that findings, refusals and the national rules name', () => {
    const all = [
      ...columns(`${contract}/finding/findings-1.tsv`, 2),
      ...columns(`${contract}/finding/findings-2.tsv`, 2),
      ...columns(`${contract}/registration-refusals.tsv`, 1),
      ...ofRules.filter((article) => !NO_LAW.includes(article)),
    ];
    expect(all.length).toBeGreaterThan(100);
    for (const article of all) expect(articleName(article, 'en'), article).not.toMatch(/\p{Script=Han}/u);
  });
});
