import { computed, ref } from 'vue';
import { get } from '../api/client';
import type { Health } from '../api/types';

/** Height and time of the answer on the screen, and the node's newest height, so that stale figures are seen as such. */
const shownHeight = ref<number | null>(null);
const shownTime = ref<number | null>(null);
const latest = ref<Health | null>(null);
const reachable = ref(true);

export function noteAnswer(height: number | null, time: number | null): void {
  if (height !== null) {
    shownHeight.value = height;
    if (latest.value && height > latest.value.height) latest.value = { ...latest.value, height };
  }
  if (time !== null) shownTime.value = time;
}

export async function poll(): Promise<void> {
  try {
    latest.value = (await get<Health>('/health')).data;
    reachable.value = true;
  } catch {
    reachable.value = false;
  }
}

export function useFreshness() {
  const behind = computed(() =>
    latest.value && shownHeight.value !== null ? Math.max(0, latest.value.height - shownHeight.value) : 0,
  );
  return { height: shownHeight, time: shownTime, health: latest, reachable, behind };
}
