import type { RouteRecordRaw } from 'vue-router';
import type { Key } from './i18n';

declare module 'vue-router' {
  interface RouteMeta {
    title?: Key;
    shell?: boolean;
    open?: boolean;
    /** The operation without which the page has nothing to show. */
    needs?: string;
  }
}

const page = (path: string, title: Key, component: RouteRecordRaw['component'], needs?: string): RouteRecordRaw =>
  ({ path, component, meta: { title, shell: true, ...(needs ? { needs } : {}) } }) as RouteRecordRaw;
const open = (path: string, title: Key, component: RouteRecordRaw['component']): RouteRecordRaw =>
  ({ path, component, meta: { title, open: true } }) as RouteRecordRaw;

export const routes: RouteRecordRaw[] = [
  open('/sign-in', 'signIn.title', () => import('./pages/SignInPage.vue')),
  open('/setup/:secret', 'setup.title', () => import('./pages/SetupPage.vue')),
  open('/verify', 'verify.title', () => import('./pages/VerifyPage.vue')),
  open('/trace', 'ownTrace.title', () => import('./pages/TracePage.vue')),
  page('/', 'home.title', () => import('./pages/HomePage.vue'), 'home'),
  page('/search', 'search.title', () => import('./pages/SearchPage.vue'), 'searchHolders'),
  page('/cases', 'cases.title', () => import('./pages/CasesPage.vue'), 'cases'),
  page('/cases/new', 'caseNew.title', () => import('./pages/CaseNewPage.vue'), 'caseApply'),
  page('/cases/batches', 'batch.jobs', () => import('./pages/BatchesPage.vue'), 'caseBatches'),
  page('/cases/batches/:id', 'batch.job', () => import('./pages/BatchPage.vue'), 'caseBatch'),
  page('/cases/:district/:number', 'cases.title', () => import('./pages/CasePage.vue'), 'case'),
  page('/units', 'units.title', () => import('./pages/UnitsPage.vue'), 'units'),
  page('/units/:code', 'unit.title', () => import('./pages/UnitPage.vue'), 'unit'),
  page('/parcels/:code', 'parcel.title', () => import('./pages/ParcelPage.vue'), 'parcel'),
  page('/messages', 'messages.title', () => import('./pages/MessagesPage.vue'), 'messages'),
  page('/messages/:id', 'message.title', () => import('./pages/MessagePage.vue'), 'message'),
  page('/import', 'import.title', () => import('./pages/ImportPage.vue'), 'imports'),
  page('/import/:id', 'import.job', () => import('./pages/ImportJobPage.vue'), 'import'),
  page('/records', 'records.title', () => import('./pages/RecordsPage.vue'), 'records'),
  page('/findings', 'findings.title', () => import('./pages/FindingsPage.vue'), 'findings'),
  page('/findings/catalogue', 'catalogue.title', () => import('./pages/CataloguePage.vue'), 'findingCatalogue'),
  page('/daily-logs', 'daily.title', () => import('./pages/DailyLogPage.vue'), 'dailyLog'),
  page('/system/members', 'members.title', () => import('./pages/MembersPage.vue'), 'members'),
  page('/system/engine', 'engine.title', () => import('./pages/EnginePage.vue'), 'engine'),
  page('/contracts', 'contracts.title', () => import('./pages/ContractsPage.vue'), 'contracts'),
  page('/contracts/:id/edit', 'contracts.propose', () => import('./pages/RuleEditorPage.vue'), 'rulePackCheck'),
  page('/contracts/:id/:version', 'contract.title', () => import('./pages/ContractPage.vue'), 'contract'),
  page('/blocks', 'blocks.title', () => import('./pages/BlocksPage.vue'), 'blocks'),
  page('/blocks/:height', 'block.title', () => import('./pages/BlockPage.vue'), 'block'),
  page('/leaves/:position', 'leaf.title', () => import('./pages/LeafPage.vue'), 'leaf'),
  page('/checkpoints', 'checkpoints.title', () => import('./pages/CheckpointsPage.vue'), 'checkpointAt'),
  page('/system/accounts', 'accounts.title', () => import('./pages/AccountsPage.vue'), 'accounts'),
  page('/system/tokens', 'tokens.title', () => import('./pages/TokensPage.vue'), 'tokens'),
  page('/system/erasures', 'erasures.title', () => import('./pages/ErasuresPage.vue'), 'erasures'),
  page('/system/node', 'node.title', () => import('./pages/NodePage.vue'), 'system'),
  page('/system/configuration', 'configuration.title', () => import('./pages/ConfigurationPage.vue'), 'system'),
  page('/system/api', 'apiPage.title', () => import('./pages/ApiPage.vue')),
  {
    path: '/:rest(.*)*',
    component: () => import('./pages/NotFoundPage.vue'),
    meta: { title: 'notFound.title', open: true },
  },
];
