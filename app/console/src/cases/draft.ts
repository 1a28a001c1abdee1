import type { Sheet } from '../api/types';
import type { CaseKind } from './types';

/** An application as it is written at the window, before persons and prices go to the vault. */
export interface PersonDraft {
  name: string;
  idType: string;
  idNumber: string;
  numerator: number;
  denominator: number;
}

export interface ItemDraft {
  kind: string;
  unit: string;
  sheet: Sheet | null;
  problem: string;
  target: string;
  holders: PersonDraft[];
  coOwnership: string;
  price: string;
  from: string;
  until: string;
  location: string;
  area: string;
}

export const newPerson = (): PersonDraft => ({ name: '', idType: '1', idNumber: '', numerator: 1, denominator: 1 });

export const newItem = (): ItemDraft => ({
  kind: '',
  unit: '',
  sheet: null,
  problem: '',
  target: '',
  holders: [newPerson()],
  coOwnership: '0',
  price: '',
  from: '',
  until: '',
  location: '',
  area: '',
});

export function asks(kind: CaseKind | undefined, field: string): boolean {
  return kind?.fields.some((f) => f.name === field) ?? false;
}

/** Whether the kind registers persons with shares; a mortgagee has none. */
export function shares(kind: CaseKind | undefined): boolean {
  return asks(kind, 'coOwnership');
}

const person = (p: PersonDraft) => ({ name: p.name.trim(), idType: p.idType, idNumber: p.idNumber.trim() });

/** The item as the node takes it. */
export function toItem(draft: ItemDraft, kind: CaseKind): Record<string, unknown> {
  const item: Record<string, unknown> = { kind: kind.kind, subkind: kind.subkind, unit: draft.unit };
  if (asks(kind, 'target') && draft.target) item.target = draft.target;
  if (asks(kind, 'holders') && draft.holders.some((p) => p.name)) {
    item.holders = draft.holders
      .filter((p) => p.name)
      .map((p) => ({
        person: person(p),
        ...(shares(kind) && draft.coOwnership === '2'
          ? { share: { numerator: p.numerator, denominator: p.denominator } }
          : {}),
      }));
    if (asks(kind, 'coOwnership')) item.coOwnership = draft.coOwnership;
  }
  if (asks(kind, 'amount') && draft.price) item.price = draft.price;
  if (asks(kind, 'term') && (draft.from || draft.until)) {
    item.term = { ...(draft.from ? { from: draft.from } : {}), ...(draft.until ? { until: draft.until } : {}) };
  }
  if (asks(kind, 'location') && draft.location) item.location = draft.location;
  if (asks(kind, 'areaSquareCentimetres') && draft.area) {
    item.areaSquareCentimetres = Math.round(Number(draft.area) * 10_000);
  }
  return item;
}

/**
 * Who applies: the new holders, and jointly those who hold what is disposed of; who acquires and mortgages in one case
 * applies as both.
 *
 * @param number the case's own: what stands under it is registered by the case itself
 */
export function applicants(
  items: ItemDraft[],
  kinds: Map<string, CaseKind>,
  mode: string,
  number: string,
): Record<string, unknown>[] {
  const seen = new Set<string>();
  const list: Record<string, unknown>[] = [];
  const add = (key: string, applicant: Record<string, unknown>) => {
    if (!seen.has(key)) {
      seen.add(key);
      list.push(applicant);
    }
  };
  for (const item of items) {
    const kind = kinds.get(item.kind);
    if (asks(kind, 'holders')) {
      for (const p of item.holders.filter((h) => h.name)) {
        add(`${p.idType}/${p.idNumber}`, { person: person(p), as: 'holder' });
      }
    }
    if (item.target === number && mode === 'joint') {
      const acquiring = items.filter(
        (other) => other !== item && other.unit === item.unit && shares(kinds.get(other.kind)),
      );
      for (const p of acquiring.flatMap((other) => other.holders).filter((h) => h.name)) {
        add(`${p.idType}/${p.idNumber}/obligor`, { person: person(p), as: 'obligor' });
      }
    }
    for (const thing of [...(item.sheet?.rights ?? []), ...(item.sheet?.restrictions ?? [])]) {
      if (thing.id !== item.target) continue;
      for (const holder of thing.holders ?? []) {
        if (holder.party) {
          add(holder.party, { party: holder.party, as: mode === 'joint' ? 'obligor' : 'holder' });
        }
      }
    }
  }
  return list;
}

/** The day and eight random digits, as the node makes them. */
export function newNumber(today: string): string {
  const digits = crypto.getRandomValues(new Uint32Array(1))[0]! % 100_000_000;
  return `${today.replaceAll('-', '')}-${String(digits).padStart(8, '0')}`;
}
