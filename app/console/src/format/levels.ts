import { word } from '../i18n';

/** From the county upwards; a member of another name comes after them. */
const ORDER = ['county', 'city', 'province', 'nation'];

/** The level that a member's name says, in words; else the name itself. */
export function levelName(name: string): string {
  return ORDER.includes(name) ? word('level', name) : name;
}

/** From the nation downwards; members of another name at the end as they come. */
export function fromTheTop<T extends { name: string }>(members: T[]): T[] {
  const levelled = members.filter((m) => ORDER.includes(m.name)).sort((a, b) => byLevel(b, a));
  return [...levelled, ...members.filter((m) => !ORDER.includes(m.name))];
}

/** Lower levels first. */
export function byLevel(a: { name: string }, b: { name: string }): number {
  const place = (name: string): number => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);
  return place(a.name) - place(b.name) || a.name.localeCompare(b.name);
}
