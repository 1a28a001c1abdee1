import { shallowRef } from 'vue';
import { ApiError } from '../api/client';

/** An act that the node may refuse: the refusal is kept to be shown beside the form. */
export function useAttempt() {
  const error = shallowRef<ApiError | null>(null);

  /** Whether the act was done. */
  async function attempt(act: () => Promise<unknown>): Promise<boolean> {
    error.value = null;
    try {
      await act();
      return true;
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause;
      error.value = cause;
      return false;
    }
  }

  return { error, attempt };
}
