import { renderToString } from 'vue/server-renderer';
import { createSSRApp } from 'vue';
import { describe, expect, it } from 'vitest';
import HolderName from '../src/components/HolderName.vue';
import RestrictionTags from '../src/components/RestrictionTags.vue';
import { factsText } from '../src/words/facts';
import { stillLive, wholeEntry } from '../src/words/sheet';

const render = (component: object, props: object) => renderToString(createSSRApp(component, props as never));

describe('what came and went on a sheet', () => {
  it('is named by its page and its number', () => {
    const mortgage = { id: '1', kind: 'mortgage', rank: 2, state: 'live', term: { from: null, until: null } };
    expect(wholeEntry('/restrictions/20210923-0000182', mortgage)).toMatchObject({
      title: '第 2 顺位 抵押权登记信息',
      number: '20210923-0000182',
    });
    expect(wholeEntry('/certificates/测0001', { kind: 'proof', right: '7' })?.title).toBe('不动产登记证明');
  });

  it('is not a field of an entry, and no other value', () => {
    expect(wholeEntry('/restrictions/1/rank', 2)).toBeUndefined();
    expect(wholeEntry('/restrictions/1/terms', { method: '1' })).toBeUndefined();
    expect(wholeEntry('/nature/completed', { x: 1 })).toBeUndefined();
    expect(wholeEntry('/rights/1', null)).toBeUndefined();
  });
});

describe('restrictions whose term is over', () => {
  it('are taken from those that hold, one for one', () => {
    expect(stillLive(['seizure', 'mortgage', 'seizure'], ['seizure'])).toEqual(['mortgage', 'seizure']);
    expect(stillLive(['seizure'], [])).toEqual(['seizure']);
  });

  it('are said apart from those that hold', async () => {
    const html = await render(RestrictionTags, { kinds: ['seizure', 'mortgage', 'mortgage'], lapsed: ['seizure'] });
    expect(html).toContain('抵押 × 2');
    expect(html).toMatch(/data-lapsed[^>]*>查封 期满失效/);
    expect(html).not.toContain('seal strong');
  });
});

describe('a holder', () => {
  const party = 'ab'.repeat(32);

  it('is said to be with the member that the sheet names, before anybody asked', async () => {
    expect(await render(HolderName, { party, heldBy: 'county' })).toContain('county');
    expect(await render(HolderName, { party, heldBy: 'county', plain: { party, heldBy: null } })).not.toContain(
      'county',
    );
    expect(await render(HolderName, { party, heldBy: 'county', plain: { party, erased: true } })).toContain(
      '个人信息已销毁',
    );
  });
});

describe('facts of a finding', () => {
  it('are in words', () => {
    const facts = { later: 'issue', earlier: 'acceptance', built: 799_000 };
    expect(factsText({ facts } as never)).toBe('后一环节：发证　前一环节：受理　建筑面积：79.90 ㎡');
  });
});
