/** Cases that are handled here, as the node answers them. */

/** Why an application waits for a person, in words. */
export interface WaitingReason {
  code: string;
  subject: string;
  zh: string;
  en: string;
  article: string | null;
  remedyZh: string;
  remedyEn: string;
  rule?: string;
}

/** What came first on a unit: a case that waits in front, or what was entered since. */
export interface Before {
  unit: string;
  number: string;
  district?: string;
  state?: string;
  stage: string;
  time: number;
  way: 'waiting' | 'entered';
}

/** A secret that opens the trace to its holder; the secret itself is told once. */
export interface TraceLink {
  id: string;
  by: string;
  created: number;
  expires: number;
}

export type NewTraceLink = TraceLink & { secret: string };

/** Many applications or steps that the node works off. */
export interface Batch {
  id: string;
  state: string;
  started: number;
  finished: number | null;
  total: number;
  done: number;
  refused: number;
  rate: number;
  remainingSeconds: number | null;
}

export interface BatchLine {
  district: string;
  number: string;
  state: string | null;
  code: string | null;
  text: string | null;
  textEn: string | null;
  article: string | null;
  position: number;
}

/** A case as its holder sees it without an account. */
export interface OwnTrace {
  district: string;
  number: string;
  state: string;
  mode: string;
  kinds: string[];
  units: string[];
  applied: number;
  due: number | null;
  steps: PublicStep[];
  expires: number;
  proof: string;
}

export interface CaseItem {
  district: string;
  number: string;
  state: string;
  mode: string;
  kinds: string[];
  units: string[];
  applied: number;
  due: number | null;
  automatic: boolean;
  waitsForPerson: boolean;
  reasons: WaitingReason[];
  height: number;
  time: number;
}

export interface CaseHolder {
  party: string;
  share?: { numerator: number; denominator: number };
}

export interface CaseThing {
  kind: string;
  subkind: string;
  unit: string;
  target?: string;
  holders?: CaseHolder[];
  coOwnership?: string;
  [further: string]: unknown;
}

export interface CaseOutcome {
  pack: string;
  version: number;
  rule: string;
  severity: string;
  article?: string;
  moment?: string;
  item?: number;
}

export interface CaseState {
  district: string;
  number: string;
  state: string;
  mode: string;
  kinds: string[];
  units: string[];
  applied: number;
  levels?: number;
  level?: number;
  contract?: number;
  packs?: { name: string; version: number }[];
  limit?: { days: number; due?: number; left?: number };
  noticeDays?: number;
  inspection?: string;
  fee?: { due: number; paid: number; exemption?: string };
  linked?: string[];
  outcomes?: CaseOutcome[];
  certificates?: string[];
  human?: { code: string; subject?: string }[];
}

/** What a step tells to everybody. */
export interface PublicStep {
  stage: string;
  time: number;
  height: number;
  position: number;
  organisation?: string;
  level?: number;
  outcome?: string;
  document?: string;
  reason?: string;
  overdue?: boolean;
  automatic?: boolean;
}

export interface TraceStep extends PublicStep {
  entry: string;
  staff: string;
  signer: string | null;
}

export interface CaseDetail {
  case: CaseState;
  application: {
    mode: string;
    applicants: { party: string; as: string }[];
    items: CaseThing[];
    materials: { code: string; document: string }[];
    exemption?: string;
  };
  trace: TraceStep[];
  reasons: WaitingReason[];
  before: Before[];
}

export interface CaseKind {
  kind: string;
  subkind: string;
  modes: string[];
  levels: number;
  days: number;
  noticeDays: number;
  inspection: boolean;
  certificate: string;
  fee: string;
  automatic: boolean;
  fields: { name: string; optional: boolean }[];
  materials: string[];
  article: string;
}

/** What the node answers to an application or a step. */
export interface Decided {
  district: string;
  number: string;
  state: string | null;
  result: { route?: string; reasons?: { code: string; subject?: string }[]; certificates?: string[] };
  position: number;
  height: number;
}
