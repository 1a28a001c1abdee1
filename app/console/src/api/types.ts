/** The node's answers, as its REST description says them. Times are milliseconds, bytes lower-case hex. */

export interface Health {
  status: string;
  chain: string;
  height: number;
  version: string;
}

export interface Session {
  account: { name: string; roles: string[]; language?: string };
  /** The operations that the roles open. */
  rights: string[];
  expires: number;
}

export type Severity = 'severe' | 'serious' | 'ordinary' | 'note';

export interface Finding {
  id?: string;
  code: string;
  severity: Severity;
  text: string;
  textEn?: string;
  article?: string | null;
  articleText?: string | null;
  subject?: string | null;
  fields?: string[];
  facts?: Record<string, unknown>;
  message?: string;
  district?: string;
  time?: number;
  height?: number;
  remedy?: string;
  remedyEn?: string;
}

export interface DailyLog {
  district: string;
  day: string;
  registeredCounts: Record<string, number>;
  acceptedCounts: Record<string, number>;
  registered: { case: string; registrationType: string; rightType: string; unit: string; message: string }[];
}

export interface DailyLogComparison {
  items: {
    district: string;
    day: string;
    differences: { subject: string; ours: string; theirs: string; text: string; textEn: string }[];
  }[];
}

export interface CatalogueEntry {
  code: string;
  severity: Severity;
  text: string;
  textEn?: string;
  article?: string | null;
  articleText?: string | null;
  remedy?: string;
  remedyEn?: string;
  count?: number;
}

export interface MessageItem {
  messageId: string;
  recType: string;
  kind: string;
  case?: string;
  units: string[];
  district: string;
  registered?: number | string;
  uploadTime: number;
  height: number;
  findings: number;
  severity?: Severity | null;
  supplement?: string | boolean | null;
}

export interface Row {
  table: string;
  fields: Record<string, unknown>;
  parties?: Record<string, string>;
  sealed?: string;
}

export interface MessageDetail extends Pick<MessageItem, 'messageId' | 'recType' | 'kind' | 'units' | 'height'> {
  time: number;
  head: Record<string, string>;
  rows: Row[];
  findings: Finding[];
  source?: { digest: string; size: number; encoding: string; content?: string };
  layout?: string;
  decision?: string;
  position?: number;
  entry?: string;
  signer?: string;
  signerName?: string;
  organisation?: string;
  supersedes?: string;
}

export interface UnitItem {
  unit: string;
  location?: string | null;
  kind: string;
  state: string;
  district: string;
  parcel: string;
  areaSquareCentimetres?: number | null;
  use?: string | null;
  rights: number;
  restrictions: string[];
  /** The kinds of those restrictions whose term is over. */
  lapsed: string[];
  certificates: string[];
  version: number;
  updated: { height: number; time: number };
}

export interface Share {
  numerator: number;
  denominator: number;
}

export interface Holder {
  party: string;
  sealed?: string;
  share?: Share | null;
  certificate?: string | null;
  order?: number | string;
}

/** Whose personal data were destroyed, as it stands on the ledger. */
export interface Erasure {
  party: string;
  grounds: string;
  time: number;
  height: number;
  position: number;
  organisation: string | null;
  /** Messages of which something is still kept here, because this member recorded them itself. */
  kept: number;
}

export interface Right {
  id: string;
  table?: string;
  rightType?: string;
  registrationType?: string;
  cause?: string;
  case?: string;
  previousCase?: string;
  office?: string;
  registered?: string;
  registeredTime?: number;
  term?: { from?: string | number | null; until?: string | number | null } | null;
  areaSquareCentimetres?: number | null;
  holders?: Holder[];
  coOwnership?: string;
  message?: string;
  terms?: Record<string, unknown>;
}

export interface Restriction extends Right {
  rank: number;
  kind: string;
  state: string;
}

export interface Certificate {
  number: string;
  kind: string;
  right?: string;
  printed?: string;
}

export interface Sheet {
  schema: number;
  unit: string;
  kind: string;
  state: string;
  virtual?: boolean;
  district: string;
  parcel: string;
  location?: string;
  nature?: Record<string, unknown>;
  rights?: Right[];
  restrictions?: Restriction[];
  certificates?: Certificate[];
  remarks?: { code: string; message?: string; facts?: Record<string, unknown>; text?: string; textEn?: string }[];
  lineage?: { from?: string[]; to?: string[] };
  version: number;
  previous?: string | null;
  updated?: { height: number; time: number; message?: string };
  /** By message: the organisation that holds its personal data, where this member's does not. */
  heldBy?: Record<string, string>;
  words?: { codes?: Record<string, string> } & Record<string, unknown>;
  /** What is over by its term at the time of the answer, and which waiting seizures took effect thereby. */
  lapse?: { time: number; lapsed: { kind: string; id: string }[]; effective: string[] };
}

export interface Change {
  path: string;
  old: unknown;
  new: unknown;
}

export interface HistoryItem {
  version: number;
  height: number;
  time: number;
  position: number;
  message?: string;
  signer?: string;
  organisation?: string;
  sheet?: Sheet;
  changes: Change[];
}

export interface HolderPlain {
  party: string;
  name: string | null;
  /** The organisation whose vault has the name, where this member's has not. */
  heldBy?: string | null;
  idType?: string;
  idNumber?: string;
  share?: Share | string | null;
  [field: string]: unknown;
}

export interface RecordItem {
  key: string;
  version: number;
  uploadTime: number;
  uploader: string;
  organisation: string;
  dataSource: string;
  chainType: string;
  chainCooperation: string;
  height: number;
  position: number;
  digest: string;
}

export interface BlockItem {
  height: number;
  time: number;
  entries: number;
  commands?: number;
  refused?: number;
  logSize?: number;
  logRoot?: string;
  stateRoot?: string;
  [field: string]: unknown;
}

export interface LeafItem {
  position: number;
  height?: number;
  time?: number;
  entry?: string;
  index?: number;
  type?: string;
  accepted?: boolean;
  code?: string;
  signer?: string;
  [field: string]: unknown;
}

/** A case that is handled here has a state; one that messages told of has messages. */
export interface FoundCase {
  number: string;
  district: string;
  units: string[];
  messages: string[];
  state: string;
}

export interface SearchResult {
  kind?: string;
  units?: UnitItem[];
  messages?: MessageItem[];
  certificates?: { number: string; unit: string; kind?: string; state?: string }[];
  cases?: FoundCase[];
  /** The units that the person holds who was looked for. */
  holders?: UnitItem[];
}

export interface HomeStatistics {
  height: number;
  blocks: number;
  entries: number;
  messages: number;
  units: number;
  certificates: number;
  findings: Partial<Record<Severity, number>>;
  cases?: { applied: number; entered: number; automatic: number; byState?: { state: string; count: number }[] };
  today?: { messages?: number; units?: number; findings?: number; [field: string]: number | undefined };
  series?: { day: string; messages: number; units: number; findings: number }[];
  byKind?: { kind?: string; name?: string; count: number }[];
  byDistrict?: { district?: string; name?: string; count: number }[];
  node?: Record<string, unknown>;
}

export interface ImportJob {
  id: string;
  name?: string;
  state: string;
  total: number;
  done: number;
  recorded: number;
  repeated: number;
  refused: number;
  failed: number;
  rate?: number;
  remainingSeconds?: number | null;
  started?: number;
  finished?: number | null;
  by?: string;
}

export interface ImportItem {
  name: string;
  messageId: string | null;
  result: string;
  code: string | null;
  text: string | null;
  textEn: string | null;
  findings: string[];
}

export interface Account {
  name: string;
  roles: string[];
  language?: string;
  locked?: boolean;
  created?: number;
  lastSignIn?: number | null;
}

export interface MemberHead {
  height: number;
  time: number;
  logSize: number;
  logRoot: string;
  stateRoot: string;
  seen: number;
}

export interface MemberItem {
  name: string;
  organisation: string;
  state: string;
  weight: number;
  key: string;
  own: boolean;
  address: string | null;
  reachable: boolean | null;
  head: MemberHead | null;
  lag: number | null;
  agrees: boolean | null;
  accusations: number;
}

export interface Members {
  height: number;
  own: string;
  quorum: number;
  contract: number;
  engine: { epoch: number; kind: string; from: number } | null;
  charter: { separated?: boolean } | null;
  cosigned: { height: number; signatures: number } | null;
  stopped: string | null;
  items: MemberItem[];
}

/** One engine after the other, and a change that is under way. */
export interface Engine {
  member: string;
  height: number;
  kind: string;
  epoch: number;
  step: string;
  trouble: string | null;
  accepting: boolean;
  waiting: number;
  detail: string;
  capabilities: string[];
  switching: {
    to: string;
    freeze: number;
    frozen: boolean;
    ready: string[];
    back: string[];
    readyWeight: number;
    backWeight: number;
    needed: number;
  } | null;
  proposal: { number: number; to: string; voted: boolean; approving: number; rejecting: number; needed: number } | null;
  prepared: { kind: string; place: string | null; finality: string | null } | null;
  draft: { kind: string; network: unknown } | null;
  epochs: Epoch[];
}

export interface Epoch {
  number: number;
  kind: string;
  from: number;
  time: number | null;
  root: string | null;
}

export interface Accusation {
  id: string;
  kind: string;
  accused: string;
  accuser: string;
  height: number;
  time: number;
  key: string | null;
  words: string;
  wordsEn: string;
}

/** A chain below this one; of one whose keys nobody voted for any more, `members` is empty. */
/** What a witness says of the chain, judged by its key and this node's ledger. */
export interface Witness {
  name: string;
  address: string;
  key: string;
  state: 'follows' | 'waiting' | 'ahead' | 'contradicts' | 'split-view' | 'not-proven' | 'unreachable';
  height: number | null;
  time: number | null;
  lag: number | null;
}

export interface Anchor {
  chain: string;
  quorum: number;
  members: string[];
  height: number;
  time: number;
  logSize: number;
  recorded: { height: number; time: number; position: number } | null;
  anchors: number;
}

export interface Proposal {
  number: number;
  kind: string;
  office: string;
  body: unknown;
  organisation: string;
  expires: number;
  state: string;
  effective: number | null;
  approving: number;
  rejecting: number;
  needed: number;
  total: number;
  votes: { member: string; approve: boolean; countersigned: boolean }[];
}

export interface Token {
  id: string;
  name: string;
  account?: string;
  roles?: string[];
  created?: number;
  expires?: number | null;
  token?: string;
}
