import { describe, expect, it } from 'vitest';
import { codeText, recTypeText } from '../src/words/codes';
import { pathText, valueText } from '../src/words/fields';
import { contentLines, termText } from '../src/words/sheet';

describe('values of the register', () => {
  it('show codes with their words', () => {
    expect(codeText('QLLX', '4')).toBe('4 国有建设用地使用权/房屋（构筑物）所有权');
    expect(codeText('QLLX', 77)).toBe('77');
    expect(codeText('TDYT', '071')).toBe('071 城镇住宅用地');
    expect(recTypeText('2000402')).toBe('2000402 房地产权转移登记');
    expect(recTypeText('8000101')).toBe('8000101 查封登记');
    expect(recTypeText('x')).toBe('x');
  });

  it('show paths in words with places counted from one', () => {
    expect(pathText('restrictions[0].terms.method')).toBe('限制 1 · 权利内容 · 抵押方式');
    expect(pathText('/rights/1/holders/0/party')).toBe('权利 2 · 权利人 1 · 当事人标识');
  });

  it('show nested values in one line', () => {
    expect(valueText('areaSquareCentimetres', 1_011_700)).toBe('101.17 ㎡');
    expect(valueText('share', { numerator: 1, denominator: 2 })).toBe('分子 1，分母 2');
    expect(valueText('x', null)).toBe('—');
    expect(valueText('x', [])).toBe('—');
  });

  it('show the cause that a case of this chain entered in words, and that of a message as it came', () => {
    const cause = (right: Parameters<typeof contentLines>[0]) =>
      contentLines(right).find((line) => line.label === '登记原因')?.value;
    const entered = { id: '1', registrationType: '100', office: '', holders: [], terms: {} };
    expect(cause({ ...entered, kind: 'mortgage', state: 'live', cause: 'general' } as never)).toBe('一般抵押');
    expect(cause({ ...entered, registrationType: '200', cause: 'gift' } as never)).toBe('赠与');
    expect(cause({ ...entered, cause: '买卖' } as never)).toBe('买卖');
  });

  it('show the terms of a seizure in the words of a seizure', () => {
    const lines = contentLines({
      id: '1',
      rank: 1,
      kind: 'seizure',
      state: 'live',
      registrationType: '800',
      terms: { type: '2', document: 'X' },
      term: { from: '2025-01-01', until: '2028-01-01' },
    });
    expect(lines.map((l) => `${l.label}=${l.value}`)).toContain('查封类型=2 轮候查封');
    expect(lines.map((l) => `${l.label}=${l.value}`)).toContain('查封文号=X');
    expect(termText({ from: '2025-01-01', until: null })).toBe('2025-01-01 起 — 止');
  });
});
