import { t, word } from '../i18n';

/** `transfer/sale` in words: 转移登记 · 买卖. */
export function kindText(kind: string): string {
  const [family = '', sub = ''] = kind.split('/');
  return `${word('caseKind', family)} · ${word('caseSubkind', `${family}-${sub}`)}`;
}

export function kindsText(kinds: string[]): string {
  return kinds.map(kindText).join('；');
}

const DAY = 86_400_000;
const BEIJING = 8 * 3_600_000;
const dayOf = (ms: number) => Math.floor((ms + BEIJING) / DAY);
const RUNNING = ['accepted', 'reviewed', 'approved'];
const PAUSED = ['supplementing', 'announced'];

/** How many days are left until what is due, in words, and how pressing it is; the limit ends with the entry. */
export function dueText(state: string, due: number | null | undefined, now: number): { text: string; tone: string } {
  if (PAUSED.includes(state)) return { text: t('cases.paused'), tone: 'amber' };
  if (!due || !RUNNING.includes(state)) return { text: '—', tone: '' };
  const days = dayOf(due) - dayOf(now);
  if (days < 0) return { text: t('cases.overdue', { n: -days }), tone: 'seal strong' };
  if (days === 0) return { text: t('cases.dueToday'), tone: 'seal' };
  return { text: t('cases.dueIn', { n: days }), tone: days <= 2 ? 'amber' : '' };
}
