import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router';
import { whenUnauthorised } from './api/client';
import { ensureSession, forgetSession } from './composables/session';
import { type Key, t } from './i18n';

declare module 'vue-router' {
  interface RouteMeta {
    title?: Key;
    shell?: boolean;
    open?: boolean;
  }
}

const page = (path: string, title: Key, component: RouteRecordRaw['component']): RouteRecordRaw =>
  ({ path, component, meta: { title, shell: true } }) as RouteRecordRaw;
const open = (path: string, title: Key, component: RouteRecordRaw['component']): RouteRecordRaw =>
  ({ path, component, meta: { title, open: true } }) as RouteRecordRaw;

export const routes: RouteRecordRaw[] = [
  open('/sign-in', 'signIn.title', () => import('./pages/SignInPage.vue')),
  open('/setup/:secret', 'setup.title', () => import('./pages/SetupPage.vue')),
  open('/verify', 'verify.title', () => import('./pages/VerifyPage.vue')),
  page('/', 'home.title', () => import('./pages/HomePage.vue')),
  page('/search', 'search.title', () => import('./pages/SearchPage.vue')),
  page('/cases', 'cases.title', () => import('./pages/CasesPage.vue')),
  page('/cases/new', 'caseNew.title', () => import('./pages/CaseNewPage.vue')),
  page('/cases/:district/:number', 'cases.title', () => import('./pages/CasePage.vue')),
  page('/units', 'units.title', () => import('./pages/UnitsPage.vue')),
  page('/units/:code', 'unit.title', () => import('./pages/UnitPage.vue')),
  page('/parcels/:code', 'parcel.title', () => import('./pages/ParcelPage.vue')),
  page('/messages', 'messages.title', () => import('./pages/MessagesPage.vue')),
  page('/messages/:id', 'message.title', () => import('./pages/MessagePage.vue')),
  page('/import', 'import.title', () => import('./pages/ImportPage.vue')),
  page('/import/:id', 'import.job', () => import('./pages/ImportJobPage.vue')),
  page('/records', 'records.title', () => import('./pages/RecordsPage.vue')),
  page('/findings', 'findings.title', () => import('./pages/FindingsPage.vue')),
  page('/findings/catalogue', 'catalogue.title', () => import('./pages/CataloguePage.vue')),
  page('/daily-logs', 'daily.title', () => import('./pages/DailyLogPage.vue')),
  page('/system/members', 'members.title', () => import('./pages/MembersPage.vue')),
  page('/system/engine', 'engine.title', () => import('./pages/EnginePage.vue')),
  page('/contracts', 'contracts.title', () => import('./pages/ContractsPage.vue')),
  page('/contracts/:id/edit', 'contracts.propose', () => import('./pages/RuleEditorPage.vue')),
  page('/contracts/:id/:version', 'contract.title', () => import('./pages/ContractPage.vue')),
  page('/blocks', 'blocks.title', () => import('./pages/BlocksPage.vue')),
  page('/blocks/:height', 'block.title', () => import('./pages/BlockPage.vue')),
  page('/leaves/:position', 'leaf.title', () => import('./pages/LeafPage.vue')),
  page('/checkpoints', 'checkpoints.title', () => import('./pages/CheckpointsPage.vue')),
  page('/system/accounts', 'accounts.title', () => import('./pages/AccountsPage.vue')),
  page('/system/tokens', 'tokens.title', () => import('./pages/TokensPage.vue')),
  page('/system/node', 'node.title', () => import('./pages/NodePage.vue')),
  page('/system/configuration', 'configuration.title', () => import('./pages/ConfigurationPage.vue')),
  page('/system/api', 'apiPage.title', () => import('./pages/ApiPage.vue')),
  {
    path: '/:rest(.*)*',
    component: () => import('./pages/NotFoundPage.vue'),
    meta: { title: 'notFound.title', open: true },
  },
];

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

router.beforeEach(async (to) => {
  if (to.meta.open) return true;
  const session = await ensureSession();
  return session ? true : { path: '/sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
});

router.afterEach((to) => {
  document.title = `${to.meta.title ? t(to.meta.title) : ''} · ${t('app.name')}`;
});

whenUnauthorised(() => {
  forgetSession();
  const here = router.currentRoute.value;
  if (!here.meta.open) void router.replace({ path: '/sign-in', query: { next: here.fullPath, ended: '1' } });
});
