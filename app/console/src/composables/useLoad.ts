import { onScopeDispose, ref, shallowRef, watch, type WatchSource } from 'vue';
import { ApiError, type Answer } from '../api/client';
import { noteAnswer } from './freshness';

/** Loading with the states every page has: waiting (shown after 200 ms), data, refused or failed. */
export function useLoad<T>(load: (signal: AbortSignal) => Promise<Answer<T>>, source?: WatchSource<unknown>) {
  const data = shallowRef<T | null>(null);
  const error = shallowRef<ApiError | null>(null);
  const pending = ref(true);
  const slow = ref(false);
  let abort: AbortController | null = null;

  async function reload(): Promise<void> {
    abort?.abort();
    const mine = new AbortController();
    abort = mine;
    pending.value = true;
    const timer = setTimeout(() => {
      slow.value = true;
    }, 200);
    try {
      const answer = await load(mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer.data;
      error.value = null;
      noteAnswer(answer.height, answer.time);
    } catch (cause) {
      if (mine.signal.aborted) return;
      error.value =
        cause instanceof ApiError ? cause : new ApiError(0, 'CONSOLE_FAILED', '', '', String(cause), '', '', '');
      if (!(cause instanceof ApiError)) console.error(cause);
    } finally {
      clearTimeout(timer);
      if (abort === mine) {
        pending.value = false;
        slow.value = false;
      }
    }
  }

  if (source) watch(source, () => void reload(), { immediate: true });
  else void reload();
  onScopeDispose(() => abort?.abort());
  return { data, error, pending, slow, reload };
}
