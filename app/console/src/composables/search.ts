import { shallowRef } from 'vue';
import { type RouteLocationRaw } from 'vue-router';
import type { FoundCase } from '../api/types';
import { mayStandInAddress } from '../format/query';

/** A search: what was typed, and why holders are looked for, when they are. */
export interface Wanted {
  text: string;
  purpose: string;
}

/** The search of this visit. What may name a person is kept here and never stands in an address. */
export const wanted = shallowRef<Wanted>({ text: '', purpose: '' });

/** Where the results of the text are shown; with `holders` the page asks for the purpose first. */
export function searchRoute(typed: string, holders = false): RouteLocationRaw {
  const text = typed.trim();
  wanted.value = { text, purpose: '' };
  return {
    path: '/search',
    query: { ...(mayStandInAddress(text) ? { text } : {}), ...(holders ? { holders: 'ask' } : {}) },
  };
}

/** Where a case that was found is read: its own page when it is handled here, else the message that told of it. */
export function caseAddress(found: FoundCase): string {
  if (found.state !== '') return `/cases/${found.district}/${found.number}`;
  const message = found.messages[0];
  return message ? `/messages/${message}` : `/messages?text=${encodeURIComponent(found.number)}`;
}
