import { computed, ref } from 'vue';
import { ApiError, get, send } from '../api/client';
import type { Session } from '../api/types';
import { setLocale } from '../i18n';

const session = ref<Session | null>(null);
let asked = false;

/** Asks the node once who is signed in. */
export async function ensureSession(): Promise<Session | null> {
  if (!asked) {
    try {
      session.value = (await get<Session>('/session')).data;
    } catch (cause) {
      if (!(cause instanceof ApiError) || (cause.status !== 401 && cause.status !== 0)) throw cause;
      session.value = null;
    }
    asked = true;
  }
  return session.value;
}

export async function signIn(name: string, password: string): Promise<void> {
  session.value = (await send<Session>('POST', '/session', { name, password })).data;
  asked = true;
  const language = session.value?.account.language;
  if (language === 'en' || language === 'zh') setLocale(language);
}

export async function signOut(): Promise<void> {
  try {
    await send('DELETE', '/session');
  } finally {
    forgetSession();
  }
}

export function forgetSession(): void {
  session.value = null;
  asked = true;
}

export function useSession() {
  const roles = computed(() => session.value?.account.roles ?? []);
  return { session, roles, has: (...wanted: string[]) => wanted.some((role) => roles.value.includes(role)), may };
}

/** Whether whoever is signed in may call the operation; what needs none is open to everybody. */
export function may(operation: string | undefined): boolean {
  return operation === undefined || (session.value?.rights.includes(operation) ?? false);
}
