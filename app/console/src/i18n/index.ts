import { computed, ref } from 'vue';
import { en } from './en';
import { zh } from './zh';

/** Chinese is the first language; English holds the same keys, which the compiler and a test both check. */
export type Key = keyof typeof zh;
export type Locale = 'zh' | 'en';

const STORE = 'titlechain.language';

function initial(): Locale {
  const stored = typeof localStorage === 'undefined' ? null : localStorage.getItem(STORE);
  return stored === 'en' ? 'en' : 'zh';
}

const current = ref<Locale>(initial());

export const locale = computed(() => current.value);

export function setLocale(value: Locale): void {
  current.value = value;
  localStorage.setItem(STORE, value);
  applyLocale();
}

export function applyLocale(): void {
  document.documentElement.lang = current.value === 'zh' ? 'zh-CN' : 'en';
}

function fill(text: string, values?: Record<string, string | number>): string {
  return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text;
}

/** The sentence under the key in the language in use. */
export function t(key: Key, values?: Record<string, string | number>): string {
  return fill((current.value === 'zh' ? zh : en)[key], values);
}

/** The word for a value of a closed list, such as `severity` `severe`; a value without a word is shown as it is. */
export function word(list: string, value: string | null | undefined): string {
  if (!value) return '—';
  const key = `${list}.${value}`;
  return key in zh ? t(key as Key) : value;
}

/** The one of two texts from the server that is in the language in use. */
export function pick(chinese: string | null | undefined, english: string | null | undefined): string {
  return (current.value === 'zh' ? chinese || english : english || chinese) ?? '';
}
