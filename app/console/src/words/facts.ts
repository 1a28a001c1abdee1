import type { Finding } from '../api/types';
import { word } from '../i18n';
import { caption, valueText } from './fields';

/** Facts whose values are names of the program, and the words for them. */
const stage = (value: string) => word('stage', value);
const WORDS: Record<string, (value: string) => string> = {
  earlier: stage,
  later: stage,
  stage,
  roles: (value) => word('stagePair', value),
  disposal: (value) => word('messageKind', value),
};

/** One fact of a finding in words: `前一环节：受理`. */
export function factText(name: string, value: unknown): string {
  const words = WORDS[name];
  return `${caption(name)}：${words && typeof value === 'string' ? words(value) : valueText(name, value)}`;
}

/** All facts of a finding on one line; they tell apart what the same rule found several times in one message. */
export function factsText(finding: Finding): string {
  return Object.entries(finding.facts ?? {})
    .map(([name, value]) => factText(name, value))
    .join('　');
}
