import { describe, expect, it } from 'vitest';
import { ruleFields, setRuleField } from '../src/format/rules';

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
    expect(ruleFields(pack)).toEqual([{ id: 'one', zh: '甲', en: 'a', article: '', condition: 'x', severity: 'warn' }]);
    expect(ruleFields(null)).toEqual([]);
  });
});
