import type { ApiError } from '../api/client';
import { word } from '../i18n';

/** What a rule or the register says about a case. */
export interface RuleNote {
  severity: string;
  zh: string;
  en: string;
  article?: string | undefined;
  remedyZh: string;
  remedyEn: string;
  rule?: string | undefined;
  moment?: string | undefined;
  /** What of the case it is about, in words. */
  about?: string | undefined;
}

export interface Problem {
  code: string;
  title: string;
  titleEn: string;
  article?: string;
  remedy: string;
  remedyEn: string;
  facts?: Record<string, unknown>;
  rule?: RuleNote;
}

export function tone(severity: string): string {
  return { refuse: 'seal', human: 'amber', warn: 'amber' }[severity] ?? 'teal';
}

/** A refusal in the words of the rule that refuses, or in those of the contract. */
export function refusalNote(problem: Problem): RuleNote {
  const material = problem.facts?.material;
  const missing = problem.facts?.as;
  const about =
    typeof material === 'string'
      ? word('material', material)
      : typeof missing === 'string'
        ? word('applicantAs', missing)
        : undefined;
  if (problem.rule) {
    const facts = problem.facts ?? {};
    return {
      ...problem.rule,
      severity: 'refuse',
      rule: `${String(facts.pack)} ${String(facts.version)} · ${problem.rule.rule}`,
      about,
    };
  }
  return {
    severity: 'refuse',
    zh: problem.title,
    en: problem.titleEn,
    article: problem.article,
    remedyZh: problem.remedy,
    remedyEn: problem.remedyEn,
    about,
  };
}

/** The refusal that an error of the interface tells of; null where it is another failure. */
export function refusalOf(error: ApiError): RuleNote | null {
  return error.status === 409 && error.body ? refusalNote(error.body as Problem) : null;
}
