import { computed, ref, watch } from 'vue';
import { type LocationQuery, useRoute, useRouter } from 'vue-router';
import { get, type Page } from '../api/client';
import { dayEnd, dayStart } from '../format/format';
import { useLoad } from './useLoad';

/** Names that say how a list is shown, not which rows it holds. */
const SHOWN = ['cursor', 'limit', 'open', 'version', 'page'];

function single(query: LocationQuery, name: string): string {
  const value = query[name];
  return typeof value === 'string' ? value : '';
}

/** A phone shows a row as a card: fifty of them are too long a page. */
const ROWS = typeof matchMedia === 'function' && matchMedia('(max-width: 720px)').matches ? 20 : 50;

/**
 * A list whose whole state is in the address: conditions, sort, page. Conditions named `from` and `to` are days in the
 * address and milliseconds for the node.
 */
export function useList<T>(path: string, conditions: string[], sortable = true) {
  const route = useRoute();
  const router = useRouter();
  const own = route.path;
  const names = sortable ? [...conditions, 'sort'] : conditions;
  const trail = ref<string[]>([]);

  const values = computed<Record<string, string>>(() =>
    Object.fromEntries(names.map((name) => [name, single(route.query, name)])),
  );
  const cursor = computed(() => single(route.query, 'cursor'));
  const limit = computed(() => Number(single(route.query, 'limit')) || ROWS);
  const active = computed(() => conditions.filter((name) => values.value[name] !== '').length);

  const key = computed(() => JSON.stringify([values.value, cursor.value, limit.value]));
  const load = useLoad<Page<T>>((signal) => {
    const query: Record<string, string | number> = { ...values.value, cursor: cursor.value, limit: limit.value };
    if (values.value.from) query.from = dayStart(values.value.from);
    if (values.value.to) query.to = dayEnd(values.value.to);
    return get<Page<T>>(path, query, signal);
  }, key);

  watch(
    () => JSON.stringify([values.value, limit.value]),
    () => {
      trail.value = [];
    },
  );

  function visit(changes: Record<string, string | undefined>, replace = false): void {
    const query: Record<string, string> = {};
    for (const [name, value] of Object.entries({ ...route.query, ...changes })) {
      if (typeof value === 'string' && value !== '') query[name] = value;
    }
    void router[replace ? 'replace' : 'push']({ path: own, query });
  }

  return {
    ...load,
    values,
    limit,
    active,
    cursor,
    canGoBack: computed(() => cursor.value !== ''),
    page: computed(() => Number(single(route.query, 'page')) || 1),
    apply: (changes: Record<string, string>) => visit({ ...changes, cursor: undefined, page: undefined }),
    clear: () => visit(Object.fromEntries([...names, ...SHOWN].map((name) => [name, undefined]))),
    setLimit: (n: number) => visit({ limit: n === ROWS ? undefined : String(n), cursor: undefined, page: undefined }),
    next: () => {
      const to = load.data.value?.next;
      if (!to) return;
      trail.value = [...trail.value, cursor.value];
      visit({ cursor: to, page: String((Number(single(route.query, 'page')) || 1) + 1) });
    },
    previous: () => {
      const back = trail.value.at(-1) ?? '';
      const known = trail.value.length > 0;
      trail.value = trail.value.slice(0, -1);
      const page = known ? (Number(single(route.query, 'page')) || 2) - 1 : 1;
      visit({ cursor: back || undefined, page: page > 1 ? String(page) : undefined });
    },
    visit,
  };
}

export type List<T> = ReturnType<typeof useList<T>>;
