import { createRouter, createWebHistory, type RouteLocationRaw } from 'vue-router';
import { whenUnauthorised } from './api/client';
import { ensureSession, forgetSession, may } from './composables/session';
import { t } from './i18n';
import { firstOf } from './menu';
import { routes } from './routes';

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
});

router.beforeEach(async (to) => {
  if (to.meta.open) return true;
  const session = await ensureSession();
  if (!session) return { path: '/sign-in', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
  // Whoever may not see the figures of the home page begins where his own work is.
  return to.path === '/' && !may(to.meta.needs) ? (firstOf(mayOpen) ?? true) : true;
});

router.afterEach((to) => {
  document.title = `${to.meta.title ? t(to.meta.title) : ''} · ${t('app.name')}`;
});

whenUnauthorised(() => {
  forgetSession();
  const here = router.currentRoute.value;
  if (!here.meta.open) void router.replace({ path: '/sign-in', query: { next: here.fullPath, ended: '1' } });
});

/** Whether whoever is signed in may open the page at the address. */
export function mayOpen(to: RouteLocationRaw): boolean {
  return may(router.resolve(to).meta.needs);
}
