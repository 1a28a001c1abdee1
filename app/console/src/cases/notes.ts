import type { ApiError } from '../api/client';
import { word } from '../i18n';
import type { Before, WaitingReason } from './types';
import { kindText } from './words';

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
  /** Who came first, where that may be the reason. */
  before?: Before[] | undefined;
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
  before?: Before[];
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
      before: problem.before,
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
    before: problem.before,
  };
}

/** What a reason is about, in words: a material, a kind of registration, another case. */
function subjectText({ code, subject }: WaitingReason): string | undefined {
  if (!subject || code === 'RULE_NEEDS_PEOPLE' || code === 'RULE_REFUSES') return undefined;
  if (code === 'KIND_NEEDS_PEOPLE') return kindText(subject);
  if (code === 'CASE_QUEUED_BEHIND') return subject.split('/').at(-1);
  if (code === 'APPLICANT_MISSING') return word('applicantAs', subject);
  const material = word('material', subject);
  return material === subject && subject === 'applicants' ? undefined : material;
}

/** Why an application waits for a person, as a note: what automation lacked, or what refused it. */
export function waitingNote(reason: WaitingReason): RuleNote {
  const [pack, version, rule] = reason.subject.split('/');
  return {
    severity: LACKING.includes(reason.code) ? 'human' : 'refuse',
    zh: reason.zh,
    en: reason.en,
    article: reason.article ?? undefined,
    remedyZh: reason.remedyZh,
    remedyEn: reason.remedyEn,
    rule: reason.code === 'RULE_REFUSES' && rule ? `${pack} ${version} · ${rule}` : reason.rule,
    about: subjectText(reason),
  };
}

/** What automation lacked; everything else was refused. */
const LACKING = [
  'KIND_NEEDS_PEOPLE',
  'FACT_CONTRADICTED',
  'FACT_NOT_CONFIRMED',
  'CASE_LINKED',
  'IDENTITY_NOT_CONFIRMED',
  'CONSENT_NOT_CONFIRMED',
  'OFFICE_UNKNOWN',
  'RULE_NEEDS_PEOPLE',
];

/** The refusal that an error of the interface tells of; null where it is another failure. */
export function refusalOf(error: ApiError): RuleNote | null {
  return error.status === 409 && error.body ? refusalNote(error.body as Problem) : null;
}
