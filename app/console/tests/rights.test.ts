import { readFileSync } from 'node:fs';
import { createMemoryHistory, createRouter } from 'vue-router';
import { describe, expect, it } from 'vitest';
import { firstOf, MENU, menuOf } from '../src/menu';
import { routes } from '../src/routes';

const [head, ...rows] = readFileSync('../server/src/main/resources/authorisation.csv', 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(','));
const ROLES = head!.slice(2);
const router = createRouter({ history: createMemoryHistory(), routes });

/** What the node's own matrix opens for the roles. */
function openTo(...roles: string[]) {
  const rights = rows.filter((row) => roles.some((role) => row[head!.indexOf(role)] === 'yes')).map((row) => row[0]);
  return (path: string) => {
    const needs = router.resolve(path).meta.needs;
    return needs === undefined || rights.includes(needs);
  };
}
const paths = (...roles: string[]) =>
  menuOf(openTo(...roles)).flatMap((group) => group.items?.map((item) => item.path) ?? group.path!);

describe('who sees which pages', () => {
  it('names for each page an operation that the matrix has', () => {
    const operations = rows.map((row) => row[0]);
    for (const { path, meta } of routes) if (meta?.needs) expect(operations, path).toContain(meta.needs);
  });

  it('shows a page of the console without a right only where nothing of the ledger is on it', () => {
    const free = routes.filter((route) => route.meta?.shell && !route.meta.needs).map((route) => route.path);
    expect(free).toEqual(['/system/api']);
  });

  it('shows the people of the office their work and not the system', () => {
    for (const role of ['acceptor', 'reviewer', 'registrar', 'issuer', 'archivist']) {
      expect(paths(role), role).toContain('/cases');
      for (const path of ['/system/accounts', '/system/node', '/system/configuration', '/system/members', '/import'])
        expect(paths(role), role).not.toContain(path);
    }
    expect(paths('acceptor')).toContain('/cases/new');
    expect(paths('registrar')).not.toContain('/cases/new');
  });

  it('shows the administrator the system and not the cases', () => {
    expect(paths('administrator')).toContain('/system/accounts');
    expect(paths('administrator')).not.toContain('/cases');
  });

  it('shows everything to whoever has every role', () => {
    expect(paths(...ROLES)).toEqual(MENU.flatMap((group) => group.items?.map((item) => item.path) ?? group.path!));
  });

  it('lets everybody begin somewhere that is open to him', () => {
    for (const role of ROLES) {
      const first = firstOf(openTo(role));
      expect(first, role).toBeDefined();
      expect(openTo(role)(first!), role).toBe(true);
    }
    expect(firstOf(openTo('applicant'))).toBe('/cases/new');
  });
});
