/** Cases that are handled here, as the node answers them. */

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
  reasons: { code: string; subject: string }[];
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

export interface TraceStep {
  stage: string;
  time: number;
  height: number;
  entry: string;
  staff: string;
  organisation?: string;
  level?: number;
  outcome?: string;
  document?: string;
  reason?: string;
  overdue?: boolean;
  automatic?: boolean;
  signer: string | null;
  position: number;
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
