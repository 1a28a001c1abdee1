import { Connection, DataBoard, Document, Files, HomeFilled, Setting, Stamp } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Key } from './i18n';

/** The left menu: two levels, grouped by work. */
export interface Group {
  title: Key;
  icon: Component;
  path?: string;
  items?: { path: string; title: Key }[];
}

export const MENU: Group[] = [
  { title: 'home.title', icon: HomeFilled, path: '/' },
  {
    title: 'menu.registration',
    icon: Files,
    items: [
      { path: '/cases', title: 'cases.title' },
      { path: '/cases/new', title: 'cases.new' },
      { path: '/cases/batches', title: 'batch.jobs' },
      { path: '/units', title: 'units.title' },
      { path: '/messages', title: 'messages.title' },
      { path: '/import', title: 'import.title' },
    ],
  },
  { title: 'menu.records', icon: DataBoard, items: [{ path: '/records', title: 'records.title' }] },
  {
    title: 'menu.supervision',
    icon: Stamp,
    items: [
      { path: '/findings', title: 'findings.title' },
      { path: '/findings/catalogue', title: 'catalogue.title' },
      { path: '/daily-logs', title: 'daily.title' },
    ],
  },
  { title: 'menu.contracts', icon: Document, items: [{ path: '/contracts', title: 'contracts.title' }] },
  {
    title: 'menu.proofs',
    icon: Connection,
    items: [
      { path: '/blocks', title: 'blocks.title' },
      { path: '/checkpoints', title: 'checkpoints.title' },
      { path: '/verify', title: 'verify.title' },
    ],
  },
  {
    title: 'menu.system',
    icon: Setting,
    items: [
      { path: '/system/node', title: 'node.title' },
      { path: '/system/members', title: 'members.title' },
      { path: '/system/engine', title: 'engine.title' },
      { path: '/system/accounts', title: 'accounts.title' },
      { path: '/system/tokens', title: 'tokens.title' },
      { path: '/system/erasures', title: 'erasures.title' },
      { path: '/system/configuration', title: 'configuration.title' },
      { path: '/system/api', title: 'apiPage.title' },
    ],
  },
];

/** The menu with what may be opened; a group of which nothing is left is left out. */
export function menuOf(open: (path: string) => boolean): Group[] {
  return MENU.map((group) =>
    group.items ? { ...group, items: group.items.filter((item) => open(item.path)) } : group,
  ).filter((group) => (group.items ? group.items.length > 0 : open(group.path!)));
}

/** Where somebody begins who may not open the home page: the first of the menu, but for the page that is everybody's. */
export function firstOf(open: (path: string) => boolean): string | undefined {
  return menuOf(open)
    .flatMap((group) => group.items?.map((item) => item.path) ?? group.path!)
    .find((path) => path !== '/verify');
}
