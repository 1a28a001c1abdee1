/** Contracts and rule packs as the node answers them. */

export interface ContractItem {
  id: string;
  chain: string;
  name: string;
  nameEn: string;
  version: number;
  state: string;
  kind: string;
  dataSource: string;
  creator: string | null;
  time: number;
}

export interface ContractRule {
  id: string;
  zh: string;
  en: string;
  article: string | null;
  condition: string | null;
  severity: string | null;
  remedyZh: string;
  remedyEn: string;
}

export interface ContractDetail {
  contract: ContractItem;
  source: string;
  rules: ContractRule[];
}

export interface Vote {
  member: string;
  approve: boolean;
  on: string;
  height: number;
  time: number;
}

export interface PackVersion {
  pack: Record<string, unknown>;
  digest: string;
  yaml: string;
  adoption: { state: string; votes: Vote[]; proposed: { organisation: string; height: number; time: number } };
  cases: string[];
}

export interface PackDifference {
  place: string;
  before: unknown;
  after: unknown;
}

export interface PackCheck {
  valid: boolean;
  defect: string | null;
  place: string | null;
  detail: string | null;
  pack: Record<string, unknown> | null;
}

export interface TrialReport {
  tried: number;
  changed: {
    case: string;
    kind: string;
    moment: string;
    before: string | null;
    after: string | null;
    rules: { rule: string; before: string | null; after: string | null }[];
  }[];
}
