import type { Restriction, Right, Sheet } from '../api/types';
import { formatArea, formatTime, formatTimeText, shortHex } from '../format/format';
import { t, word } from '../i18n';
import { codeText } from './codes';
import { caption, valueText } from './fields';

/** The pages of the paper register and the order of their fields. A field that a page does not know follows at its end. */

export interface Line {
  label: string;
  value: string;
  wide?: boolean;
}

const NATURE_ORDER = [
  'project',
  'buildingName',
  'name',
  'use',
  'buildingNature',
  'buildingType',
  'structure',
  'structureKind',
  'buildingNumber',
  'logicalBuildingNumber',
  'floor',
  'floors',
  'room',
  'layout',
  'flats',
  'areaSquareCentimetres',
  'innerAreaSquareCentimetres',
  'sharedAreaSquareCentimetres',
  'completed',
  'buildingStatus',
  'landUse',
  'landNature',
  'verticalPosition',
  'landAreaSquareCentimetres',
  'sharedLandAreaSquareCentimetres',
  'floorAreaRatio',
  'farmlandAreaSquareCentimetres',
  'arableAreaSquareCentimetres',
  'forestAreaSquareCentimetres',
  'grasslandAreaSquareCentimetres',
  'constructionAreaSquareCentimetres',
  'unusedAreaSquareCentimetres',
  'forestKind',
  'mainSpecies',
  'planted',
  'seaUse',
  'seaUseDetail',
  'island',
  'contract',
];

const TERM_ORDER = [
  'GHYT',
  'use',
  'FWXZ',
  'FWJG',
  'SZC',
  'ZCS',
  'JZMJ',
  'ZYJZMJ',
  'FTJZMJ',
  'DYTDMJ',
  'FTTDMJ',
  'TDSYQSSJ',
  'TDSYJSSJ',
  'JGSJ',
  'CBMJ',
  'SYQMJ',
  'mortgaged',
  'DYBDCLX',
  'method',
  'DYFS',
  'rank',
  'transferRestricted',
  'SFCZJZHXZ',
  'type',
  'CFLX',
  'YGDJZL',
  'authority',
  'CFJG',
  'document',
  'CFWH',
];

/** The heading of a right's page. */
export function rightTitle(right: Right): string {
  const table = right.table ?? '';
  const titles: Record<string, string> = {
    QLF_QL_TDSYQ: t('sheet.TDSYQ'),
    QLF_QL_JSYDSYQ: t('sheet.JSYDSYQ'),
    QLT_FW_FDCQ_DZ: t('sheet.FDCQ_DZ'),
    QLT_FW_FDCQ_YZ: t('sheet.FDCQ_YZ'),
    QLF_FW_FDCQ_QFSYQ: t('sheet.QFSYQ'),
    QLT_QL_GJZWSYQ: t('sheet.GJZWSYQ'),
    QLF_QL_NYDSYQ: t('sheet.NYDSYQ'),
    QLT_QL_LQ: t('sheet.LQ'),
    QLF_QL_HYSYQ: t('sheet.HYSYQ'),
    QLF_QL_QTXGQL: t('sheet.QTXGQL'),
  };
  return titles[table] ?? t('sheet.rightPage');
}

function ordered(map: Record<string, unknown>, order: string[]): [string, unknown][] {
  const rank = (key: string) => {
    const at = order.indexOf(key);
    return at < 0 ? order.length : at;
  };
  return Object.entries(map)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .sort(([a], [b]) => rank(a) - rank(b));
}

/** Short lists of codes mean different things on different pages: a seizure's `type` is CFLX, a notice's YGDJZL. */
function termValue(kind: string | null, key: string, value: unknown): string {
  if (key === 'type' && kind === 'seizure') return codeText('CFLX', value);
  if (key === 'type' && kind === 'notice') return codeText('YGDJZL', value);
  if (key === 'type' && kind === 'mortgage') return codeText('DYBDCLX', value);
  return valueText(key, value);
}

function termCaption(kind: string | null, key: string): string {
  if (kind === 'seizure' && key === 'type') return caption('CFLX');
  if (kind === 'seizure' && key === 'document') return caption('CFWH');
  if (kind === 'seizure' && key === 'authority') return caption('CFJG');
  if (kind === 'notice' && key === 'type') return caption('YGDJZL');
  if (kind === 'mortgage' && key === 'type') return caption('DYBDCLX');
  return caption(key);
}

export function termText(term: Right['term']): string {
  if (!term || (!term.from && !term.until)) return '—';
  const side = (value: string | number | null | undefined) =>
    typeof value === 'number' ? formatTime(value).slice(0, 10) : formatTimeText(value);
  return t('sheet.term', { from: side(term.from), until: side(term.until) });
}

export function natureLines(sheet: Sheet): Line[] {
  return ordered(sheet.nature ?? {}, NATURE_ORDER).map(([key, value]) => ({
    label: caption(key),
    value: valueText(key, value),
  }));
}

/** What a case of this chain enters is named by its kind; a message brings words of its own. */
function causeText(kind: string | null, cause: string): string {
  const families = kind === null ? ['first', 'transfer', 'change', 'correction', 'certificate'] : [kind];
  const words = families.map((family) => word('caseSubkind', `${family}-${cause}`));
  return words.find((text) => !text.endsWith(`-${cause}`)) ?? cause;
}

/** What is entered of a right or restriction, after its holders and before its case. */
export function contentLines(right: Right | Restriction): Line[] {
  const kind = 'kind' in right ? right.kind : null;
  const lines: Line[] = [];
  if (kind === null || right.coOwnership)
    lines.push({ label: caption('coOwnership'), value: codeText('GYFS', right.coOwnership) });
  if (right.rightType) lines.push({ label: caption('rightType'), value: codeText('QLLX', right.rightType) });
  lines.push({ label: caption('registrationType'), value: codeText('DJLX', right.registrationType) });
  if (right.cause) lines.push({ label: caption('cause'), value: causeText(kind, right.cause) });
  if (right.areaSquareCentimetres !== null && right.areaSquareCentimetres !== undefined) {
    lines.push({ label: caption('areaSquareCentimetres'), value: formatArea(right.areaSquareCentimetres) });
  }
  if (right.term)
    lines.push({
      label: kind === 'mortgage' ? t('sheet.debtTerm') : kind === 'seizure' ? t('sheet.seizureTerm') : caption('term'),
      value: termText(right.term),
    });
  for (const [key, value] of ordered(right.terms ?? {}, TERM_ORDER))
    lines.push({ label: termCaption(kind, key), value: termValue(kind, key, value) });
  return lines;
}

/** Who entered it, when, and under which case. */
export function caseLines(right: Right | Restriction): Line[] {
  return [
    { label: caption('office'), value: right.office || '—' },
    {
      label: caption('registered'),
      value: right.registered ? formatTimeText(right.registered) : formatTime(right.registeredTime),
    },
    { label: caption('case'), value: right.case || '—' },
    { label: caption('previousCase'), value: right.previousCase || '—' },
  ];
}

/** An entry of a sheet that came or went as a whole: what it is, in the words of its page, and its lines. */
export interface WholeEntry {
  title: string;
  number: string;
  lines: Line[];
}

/** The entry at the path `/rights/…`, `/restrictions/…` or `/certificates/…`; nothing for any other value. */
export function wholeEntry(path: string, value: unknown): WholeEntry | undefined {
  const [family, number, ...deeper] = path.replace(/^\//, '').split('/');
  if (!number || deeper.length > 0 || typeof value !== 'object' || value === null) return undefined;
  if (family === 'certificates') {
    const entry = value as { kind?: string; right?: string; printed?: string };
    const lines = [
      { label: caption('case'), value: entry.right || '—' },
      { label: caption('printed'), value: entry.printed || '—' },
    ];
    return { title: word('certificateKind', entry.kind), number, lines };
  }
  if (family !== 'rights' && family !== 'restrictions') return undefined;
  const entry = value as Right | Restriction;
  const title =
    'kind' in entry
      ? `${t('sheet.rank', { n: entry.rank })} ${word('restrictionPage', entry.kind)}`
      : rightTitle(entry);
  const holders = (entry.holders ?? []).map((h) => `${t('sheet.party')} ${shortHex(h.party, 6, 4)}`).join('；');
  const lines = [
    { label: t('sheet.holders'), value: holders || '—', wide: true },
    ...contentLines(entry),
    ...caseLines(entry),
  ];
  return { title, number, lines };
}

/** The kinds of restriction that hold, of all that the sheet has, without those whose term is over. */
export function stillLive(kinds: string[], lapsed: string[]): string[] {
  const over = [...lapsed];
  return kinds.filter((kind) => {
    const at = over.indexOf(kind);
    if (at >= 0) over.splice(at, 1);
    return at < 0;
  });
}
