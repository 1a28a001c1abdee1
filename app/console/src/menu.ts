import { Connection, DataBoard, Document, Files, HomeFilled, Setting, Stamp } from '@element-plus/icons-vue';
import type { Component } from 'vue';
import type { Key } from './i18n';

/** The left menu: two levels, grouped by work. */
interface Group {
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
      { path: '/system/configuration', title: 'configuration.title' },
      { path: '/system/api', title: 'apiPage.title' },
    ],
  },
];
