import { ApiError, get, type Page, send } from '../api/client';
import type { Members, Proposal } from '../api/types';
import { type Card, keyId, type Motion, node, rights } from './card';

/** How far one thing is that the members agree on. */
export interface Step {
  motion: Motion;
  done: boolean;
  /** The one that members vote for: of several that crossed on the way, the first. */
  proposal: Proposal | null;
  /** The others of them that this member made. */
  crossed: Proposal[];
}

/** How far an admission is: the refusal of a member that is there with another key, or the steps and what is waited for. */
export interface Admission {
  knownAlready: boolean;
  steps: Step[];
  waitsFor: 'votes' | 'node' | 'nothing';
}

/** Blocks that a node may be behind and still be taken for one that follows, as the command has it. */
const NEAR = 20;
const OFFICE = (kind: string) => (kind.startsWith('key.') ? 'security' : 'administrator');

async function all<T>(path: string): Promise<T[]> {
  const found: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = (await get<Page<T>>(path, { limit: 200, cursor })).data;
    found.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, each]) => [name, sorted(each)]),
  );
}

/** Where the admission of the card's owner stands on the chain. */
export async function stand(card: Card, weight: number): Promise<Admission> {
  const [{ data: members }, proposals, keys] = await Promise.all([
    get<Members>('/members'),
    all<Proposal>('/proposals'),
    all<{ id: string; revoked: boolean }>('/keys'),
  ]);
  const granted = new Set(keys.filter((key) => !key.revoked).map((key) => key.id));
  const known = members.items.find((m) => m.name === card.name && m.state !== 'removed');
  const organisation = members.items.find((m) => m.own)?.organisation;
  const proposalsOf = (motion: Motion, state: string) =>
    proposals
      .filter((p) => p.kind === motion.kind && p.state === state && same(p.body, motion.body))
      .sort((a, b) => a.number - b.number);
  const step = (motion: Motion, done: boolean): Step => {
    const open = proposalsOf(motion, 'open');
    const proposal = done ? null : (open[0] ?? null);
    const crossed = open.filter((p) => p !== proposal && p.organisation === organisation);
    return { motion, done, proposal, crossed };
  };
  const steps = rights(card, weight, members.charter?.separated === true).map((motion) =>
    step(motion, motion.grants ? granted.has(motion.grants) : known !== undefined),
  );
  const knownAlready = known !== undefined && known.key !== keyId(card, 'node');
  if (knownAlready || steps.some((s) => !s.done)) return { knownAlready, steps, waitsFor: 'votes' };
  const near = known?.reachable === true && known.lag !== null && known.lag <= NEAR;
  const votes = node(card, true);
  const ends = proposalsOf(votes, 'accepted').length > 0;
  // Until it follows, the chain only knows where it is: a vote of a node that is not there would be missing.
  const motion = near || ends ? votes : node(card, false);
  const done = ends || proposalsOf(motion, 'accepted').length > 0;
  return { knownAlready, steps: [...steps, step(motion, done)], waitsFor: !done ? 'votes' : ends ? 'nothing' : 'node' };
}

/** The steps that an account with these roles may propose or vote for, and has not yet as the member. */
export function open(admission: Admission, own: string, roles: string[]): Step[] {
  return admission.steps.filter(
    (s) =>
      !s.done &&
      roles.includes(OFFICE(s.motion.kind)) &&
      !s.proposal?.votes.some((vote) => vote.member === own && vote.approve),
  );
}

/** What was decided meanwhile needs nothing any more. */
async function unlessDecided(act: Promise<unknown>): Promise<void> {
  try {
    await act;
  } catch (cause) {
    if (!(cause instanceof ApiError) || cause.code !== 'PROPOSAL_CLOSED') throw cause;
  }
}

/** Proposes what is not proposed, and votes for it as this node's member. */
export async function agree(card: Card, weight: number, own: string, roles: string[]): Promise<Admission> {
  for (const { motion, proposal } of open(await stand(card, weight), own, roles))
    if (proposal === null) await send('POST', '/proposals', { kind: motion.kind, body: motion.body });
  // Read again: members who propose at the same time all vote for the first proposal, and withdraw their own.
  const now = await stand(card, weight);
  for (const { proposal } of open(now, own, roles))
    if (proposal !== null) await unlessDecided(send('POST', `/proposals/${proposal.number}/vote`, { approve: true }));
  for (const { motion, crossed } of now.steps)
    for (const { number } of roles.includes(OFFICE(motion.kind)) ? crossed : [])
      await unlessDecided(send('POST', `/proposals/${number}/withdraw`, {}));
  return stand(card, weight);
}
