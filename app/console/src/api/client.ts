/** The one place that talks to the node. Every answer carries the height and time of the ledger it was read from. */

export interface Answer<T> {
  data: T;
  height: number | null;
  time: number | null;
}

export interface Page<T> {
  items: T[];
  total: number | null;
  next: string | null;
  /** False when there are more than `total`. */
  exact?: boolean;
}

/** A refusal as the node words it (`application/problem+json`), or a failure to reach it. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly titleZh: string,
    readonly titleEn: string,
    readonly detail: string,
    readonly remedyZh: string,
    readonly remedyEn: string,
    readonly reference: string,
    readonly body: unknown = null,
  ) {
    super(code);
  }
}

export type Query = Record<string, string | number | boolean | null | undefined>;

export const BASE = '/api/v1';

export function address(path: string, query?: Query): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== '') pairs.set(key, String(value));
  }
  const text = pairs.toString();
  return `${BASE}${path}${text ? `?${text}` : ''}`;
}

let onUnauthorised: () => void = () => {};

/** What to do when the session has ended. */
export function whenUnauthorised(action: () => void): void {
  onUnauthorised = action;
}

async function failure(response: Response): Promise<ApiError> {
  let problem: Record<string, unknown> = {};
  try {
    problem = (await response.json()) as Record<string, unknown>;
  } catch {
    // An answer that is not JSON still has its status.
  }
  const text = (name: string) => (typeof problem[name] === 'string' ? (problem[name] as string) : '');
  return new ApiError(
    response.status,
    text('code') || `HTTP_${response.status}`,
    text('title'),
    text('titleEn'),
    text('detail'),
    text('remedy'),
    text('remedyEn'),
    text('reference') || response.headers.get('X-TitleChain-Reference') || '',
    problem,
  );
}

function number(text: string | null): number | null {
  if (!text) return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

export async function request(
  method: string,
  url: string,
  body?: BodyInit | null,
  init: RequestInit = {},
): Promise<Response> {
  const headers = new Headers(init.headers);
  if (method !== 'GET') headers.set('X-TitleChain-Request', '1');
  let response: Response;
  try {
    response = await fetch(url, { ...init, method, headers, body: body ?? null, credentials: 'same-origin' });
  } catch (cause) {
    if ((cause as Error).name === 'AbortError') throw cause;
    throw new ApiError(0, 'NODE_UNREACHABLE', '', '', '', '', '', '');
  }
  if (!response.ok) {
    const error = await failure(response);
    if (error.status === 401 && !url.endsWith('/session')) onUnauthorised();
    throw error;
  }
  return response;
}

async function answer<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  return {
    data: (text === '' ? null : JSON.parse(text)) as T,
    height: number(response.headers.get('X-TitleChain-Height')),
    time: number(response.headers.get('X-TitleChain-Time')),
  };
}

export async function get<T>(path: string, query?: Query, signal?: AbortSignal): Promise<Answer<T>> {
  return answer<T>(await request('GET', address(path, query), null, signal ? { signal } : {}));
}

export async function send<T>(method: string, path: string, body?: unknown, signal?: AbortSignal): Promise<Answer<T>> {
  const init: RequestInit = body === undefined ? {} : { headers: { 'Content-Type': 'application/json' } };
  if (signal) init.signal = signal;
  return answer<T>(await request(method, address(path), body === undefined ? null : JSON.stringify(body), init));
}

export async function bytes(path: string, query?: Query): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await request('GET', address(path, query))).arrayBuffer());
}

export async function text(path: string, query?: Query): Promise<string> {
  return (await request('GET', address(path, query))).text();
}
