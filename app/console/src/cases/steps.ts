import type { Key } from '../i18n';
import type { CaseState } from './types';

/** What an office does with a case: which state allows it, who may, and what is asked before it is signed. */
export interface StepField {
  name: string;
  kind: 'document' | 'reason' | 'choice' | 'fen' | 'text' | 'materials' | 'numbers';
  choices?: string[];
  optional?: boolean;
}

export interface Step {
  name: string;
  title: Key;
  states: string[];
  roles: string[];
  fields: StepField[];
  /** Legally effective, or not to be taken back. */
  weighty?: boolean;
}

const OPEN = ['accepted', 'supplementing', 'announced', 'reviewed', 'approved'];
const documentOptional: StepField = { name: 'document', kind: 'document', optional: true };

export const STEPS: Step[] = [
  {
    name: 'auto',
    title: 'step.auto',
    states: ['applied'],
    roles: ['acceptor', 'applicant'],
    fields: [],
    weighty: true,
  },
  { name: 'accept', title: 'step.accept', states: ['applied'], roles: ['acceptor'], fields: [] },
  {
    name: 'decline',
    title: 'step.decline',
    states: ['applied'],
    roles: ['acceptor'],
    fields: [{ name: 'reason', kind: 'reason' }, documentOptional],
    weighty: true,
  },
  {
    name: 'supplement-request',
    title: 'step.supplement-request',
    states: ['accepted', 'announced', 'reviewed'],
    roles: ['acceptor', 'reviewer'],
    fields: [{ name: 'materials', kind: 'materials' }, documentOptional],
  },
  {
    name: 'supplement-deliver',
    title: 'step.supplement-deliver',
    states: ['supplementing'],
    roles: ['acceptor', 'applicant'],
    fields: [{ name: 'materials', kind: 'materials' }],
  },
  {
    name: 'inspect',
    title: 'step.inspect',
    states: ['accepted', 'reviewed', 'announced'],
    roles: ['reviewer'],
    fields: [
      { name: 'outcome', kind: 'choice', choices: ['passed', 'failed'] },
      { name: 'document', kind: 'document' },
    ],
  },
  {
    name: 'notice-publish',
    title: 'step.notice-publish',
    states: ['accepted'],
    roles: ['acceptor', 'reviewer'],
    fields: [{ name: 'document', kind: 'document' }],
  },
  {
    name: 'review',
    title: 'step.review',
    states: ['accepted', 'announced', 'reviewed'],
    roles: ['reviewer'],
    fields: [{ name: 'outcome', kind: 'choice', choices: ['passed', 'returned'] }, documentOptional],
  },
  {
    name: 'register',
    title: 'step.register',
    states: ['approved'],
    roles: ['registrar'],
    fields: [{ name: 'together', kind: 'numbers', optional: true }],
    weighty: true,
  },
  {
    name: 'refuse',
    title: 'step.refuse',
    states: OPEN,
    roles: ['reviewer', 'registrar'],
    fields: [{ name: 'reason', kind: 'reason' }, documentOptional],
    weighty: true,
  },
  {
    name: 'withdraw',
    title: 'step.withdraw',
    states: ['applied', ...OPEN],
    roles: ['acceptor', 'applicant'],
    fields: [documentOptional],
    weighty: true,
  },
  {
    name: 'fee',
    title: 'step.fee',
    states: [...OPEN, 'registered', 'certified'],
    roles: ['acceptor'],
    fields: [
      { name: 'fen', kind: 'fen' },
      { name: 'receipt', kind: 'document' },
    ],
  },
  {
    name: 'certificate',
    title: 'step.certificate',
    states: ['registered'],
    roles: ['issuer'],
    fields: [{ name: 'printed', kind: 'numbers', optional: true }],
    weighty: true,
  },
  {
    name: 'issue',
    title: 'step.issue',
    states: ['certified'],
    roles: ['issuer'],
    fields: [{ name: 'receipt', kind: 'document' }],
    weighty: true,
  },
  {
    name: 'archive',
    title: 'step.archive',
    states: ['registered', 'issued'],
    roles: ['archivist'],
    fields: [{ name: 'package', kind: 'document' }],
  },
];

const STOPS = ['decline', 'refuse', 'withdraw'];
const ASIDE = ['fee', 'supplement-request', 'inspect', 'auto'];

/** Whether a step leads on, ends the case otherwise, or happens beside its way. */
export function course(step: Step): 'on' | 'aside' | 'stop' {
  return STOPS.includes(step.name) ? 'stop' : ASIDE.includes(step.name) ? 'aside' : 'on';
}

const COURSES = ['on', 'aside', 'stop'];

/** What of a case decides which steps it takes. */
export type Stand = Pick<CaseState, 'state' | 'noticeDays' | 'inspection'>;

/** Whether the case takes the step where it stands; notice and inspection are for the kinds that need them. */
function takes(of: Stand, step: Step): boolean {
  if (step.name === 'notice-publish' && !of.noticeDays) return false;
  if (step.name === 'inspect' && of.inspection !== 'needed') return false;
  return step.states.includes(of.state);
}

/** The steps that the case takes where it stands and the person's roles allow, those that lead on first. */
export function allowed(of: Stand, roles: string[]): Step[] {
  return STEPS.filter((step) => takes(of, step) && step.roles.some((role) => roles.includes(role))).sort(
    (a, b) => COURSES.indexOf(course(a)) - COURSES.indexOf(course(b)),
  );
}

/** The steps that lead on from where the case stands, whoever may do them. */
export function leadingOn(of: Stand): Step[] {
  return STEPS.filter((step) => takes(of, step) && course(step) === 'on');
}

/** Where cases wait for somebody of the office. */
export const QUEUES = [
  'applied',
  'accepted',
  'supplementing',
  'reviewed',
  'approved',
  'registered',
  'certified',
  'issued',
];

/** The way of a case that goes well, as it is drawn. */
export const WAY = ['applied', 'accepted', 'approved', 'registered', 'certified', 'issued', 'archived'] as const;

/** How far on the way a state is. */
export function reached(state: string): number {
  const at = WAY.indexOf(state as (typeof WAY)[number]);
  if (at >= 0) return at;
  return ['supplementing', 'announced', 'reviewed', 'refused'].includes(state) ? 1 : 0;
}

export const REASONS = ['breach-of-law', 'dispute', 'term-exceeded', 'materials', 'register-conflict', 'other'];
