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

/** How long is left until what is due, in words, and how pressing it is. */
export function dueText(due: number | null | undefined, now: number): { text: string; tone: string } {
  if (!due) return { text: '—', tone: '' };
  const days = Math.ceil((due - now) / DAY);
  if (days < 0) return { text: t('cases.overdue', { n: -days }), tone: 'seal strong' };
  if (days <= 1) return { text: t('cases.dueToday'), tone: 'seal' };
  return { text: t('cases.dueIn', { n: days }), tone: days <= 3 ? 'amber' : '' };
}
