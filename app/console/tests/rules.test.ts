import { describe, expect, it } from 'vitest';
import { packDifferences, ruleFields, setRuleField } from '../src/format/rules';

const YAML = [
  'rules:',
  '  - id: one',
  '    condition: a',
  '    severity: warn',
  '  - id: two',
  '    condition: b',
  '    severity: warn',
  'examples:',
  '  - id: one',
  '    severity: kept',
].join('\n');

describe('rules in a form', () => {
  it('changes one field of one rule and nothing else', () => {
    expect(setRuleField(YAML, 'two', 'severity', 'refuse')).toBe(
      YAML.replace('condition: b\n    severity: warn', 'condition: b\n    severity: "refuse"'),
    );
  });
  it('changes nothing where there is no such rule or field', () => {
    expect(setRuleField(YAML, 'three', 'severity', 'refuse')).toBe(YAML);
    expect(setRuleField(YAML, 'one', 'article', 'x')).toBe(YAML);
  });
  it('reads the rules of a pack', () => {
    const pack = { rules: [{ id: 'one', sentence: { zh: '甲', en: 'a' }, condition: 'x', severity: 'warn' }] };
    expect(ruleFields(pack)).toEqual([
      {
        id: 'one',
        zh: '甲',
        en: 'a',
        article: '',
        condition: 'x',
        severity: 'warn',
        remedyZh: '',
        remedyEn: '',
        moments: [],
      },
    ]);
    expect(ruleFields(null)).toEqual([]);
  });
  it('finds what differs between two packs by the names of their rules', () => {
    const before = {
      version: 1,
      rules: [
        { id: 'one', severity: 'warn' },
        { id: 'two', severity: 'note' },
      ],
    };
    const after = {
      version: 2,
      rules: [
        { id: 'two', severity: 'refuse' },
        { id: 'three', severity: 'warn' },
      ],
    };
    expect(packDifferences(before, before)).toEqual([]);
    expect(packDifferences(before, after)).toEqual([
      { place: 'version', before: 1, after: 2 },
      { place: 'rules/one', before: { id: 'one', severity: 'warn' }, after: null },
      { place: 'rules/two/severity', before: 'note', after: 'refuse' },
      { place: 'rules/three', before: null, after: { id: 'three', severity: 'warn' } },
    ]);
  });
});
