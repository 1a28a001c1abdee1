import { describe, expect, it } from 'vitest';
import { csvCell, csvText } from '../src/format/csv';
import {
  codeGroups,
  dayEnd,
  dayStart,
  formatArea,
  formatBytes,
  formatCount,
  formatDuration,
  formatMoney,
  formatShare,
  formatTime,
  formatTimeText,
  shortHex,
} from '../src/format/format';
import { byLevel, fromTheTop } from '../src/format/levels';
import { guessQuery, mayNamePerson, mayStandInAddress } from '../src/format/query';

describe('levels', () => {
  it('stand from the nation downwards, members of another name behind them', () => {
    const names = ['town', 'city', 'nation', 'county'].map((name) => ({ name }));
    expect(fromTheTop(names).map((m) => m.name)).toEqual(['nation', 'city', 'county', 'town']);
    expect([...names].sort(byLevel).map((m) => m.name)).toEqual(['county', 'city', 'nation', 'town']);
  });
});

describe('times', () => {
  it('are shown in Beijing time whatever the machine is set to', () => {
    expect(formatTime(Date.UTC(2026, 10, 21, 1, 30, 5))).toBe('2026-11-21 09:30');
    expect(formatTime(Date.UTC(2026, 10, 20, 23, 0, 5), true)).toBe('2026-11-21 07:00:05');
    expect(formatTime(0)).toBe('—');
    expect(formatTime(null)).toBe('—');
  });

  it('of a message are shown as written', () => {
    expect(formatTimeText('2025-03-14T10:30:18+08:00')).toBe('2025-03-14 10:30');
    expect(formatTimeText('2089-01-01T00:00:00')).toBe('2089-01-01');
    expect(formatTimeText('永久')).toBe('永久');
    expect(formatTimeText('')).toBe('—');
  });

  it('of a day begin and end in Beijing', () => {
    expect(dayStart('2026-11-21')).toBe(Date.UTC(2026, 10, 20, 16));
    expect(dayEnd('2026-11-21') - dayStart('2026-11-21')).toBe(86_399_999);
  });
});

describe('figures', () => {
  it('keep areas exact with two digits', () => {
    expect(formatArea(1_011_700)).toBe('101.17 ㎡');
    expect(formatArea(123_456_789_000)).toBe('12,345,678.90 ㎡');
    expect(formatArea(500)).toBe('0.05 ㎡');
    expect(formatArea(undefined)).toBe('—');
  });

  it('separate thousands and write money in yuan', () => {
    expect(formatCount(1_234_567)).toBe('1,234,567');
    expect(formatMoney(123_456_05, 'zh')).toBe('123,456.05 元');
    expect(formatMoney(-5, 'zh')).toBe('-0.05 元');
    expect(formatMoney(123_456_05, 'en')).toBe('CNY 123,456.05');
  });

  it('write shares, sizes and durations', () => {
    expect(formatShare({ numerator: 1, denominator: 3 })).toBe('1/3');
    expect(formatShare({ numerator: 1, denominator: 1 })).toBe('100 %');
    expect(formatBytes(1023)).toBe('1023 B');
    expect(formatBytes(1536)).toBe('1.5 KiB');
    expect(formatDuration(3909)).toBe('1:05:09');
    expect(formatDuration(61)).toBe('01:01');
  });
});

describe('codes', () => {
  it('are grouped 6-6-7-9 and nothing is lost', () => {
    const unit = '999901001002GB00014F00220045';
    expect(codeGroups(unit)).toEqual(['999901', '001002', 'GB00014', 'F00220045']);
    expect(codeGroups(unit).join('')).toBe(unit);
    expect(codeGroups('999901001002GB00014')).toEqual(['999901', '001002', 'GB00014']);
    expect(codeGroups('x')).toEqual(['x']);
  });

  it('of digests keep head and tail', () => {
    expect(shortHex('00112233445566778899aabbccddeeff')).toBe('00112233…ddeeff');
    expect(shortHex('0011')).toBe('0011');
  });
});

describe('exported cells', () => {
  it('never start a formula', () => {
    for (const evil of ['=1+1', '+cmd', '-cmd', '@SUM(A1)', '\tx', '|calc', '%x'])
      expect(csvCell(evil).replace(/^"/, '')[0]).toBe("'");
    expect(csvCell('-12.5')).toBe('-12.5');
    expect(csvCell('=HYPERLINK("a","b")')).toBe('"\'=HYPERLINK(""a"",""b"")"');
  });

  it('are quoted where needed and lead with a byte order mark', () => {
    expect(
      csvText([
        ['甲', 'a,b'],
        ['c"d', 'e\nf'],
      ]),
    ).toBe('\uFEFF甲,"a,b"\r\n"c""d","e\nf"\r\n');
  });
});

describe('the search field', () => {
  it('understands what it is given', () => {
    expect(guessQuery('999901 001002 GB00014 F00220045')).toBe('unit');
    expect(guessQuery('999901001002gb00014')).toBe('parcel');
    expect(guessQuery('F00220045')).toBe('unit-tail');
    expect(guessQuery('00220045')).toBe('unit-tail');
    expect(guessQuery('999901250314000123_BL')).toBe('message');
    expect(guessQuery('测（2025）示例市不动产权第0000123号')).toBe('certificate');
    expect(guessQuery(' 20261127-00000012')).toBe('case');
    expect(guessQuery('a'.repeat(64))).toBe('digest');
    expect(guessQuery('示例路1号')).toBe('text');
    expect(guessQuery('  ')).toBeNull();
  });

  it('keeps names and numbers of people out of addresses', () => {
    for (const text of [
      '张三',
      '欧阳 测试',
      'Test Person',
      '11010119900101123X',
      '999901250314000123',
      '13800000000',
    ]) {
      expect(mayNamePerson(text), text).toBe(true);
      expect(mayStandInAddress(text), text).toBe(false);
    }
    for (const text of ['999901 001002 GB00014 F00220045', 'F00220045', '测（2025）示例市不动产权第0000123号']) {
      expect(mayNamePerson(text), text).toBe(false);
      expect(mayStandInAddress(text), text).toBe(true);
    }
    expect(mayStandInAddress('示例路1号')).toBe(false);
  });
});
