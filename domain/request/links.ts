import { recorded } from './act.ts';
import { linkedTo } from './deciding.ts';
import type { Fired } from './fire.ts';
import { flawed, type Handled, type Handler } from './handling.ts';
import { type LegalAidRequest, placedNotice } from './request.ts';

const after = (
  request: LegalAidRequest,
  links: LegalAidRequest['links'],
  other: LegalAidRequest,
  told: { type: 'linked' | 'split'; outcome?: string; reason: string },
  by: string,
  at: string,
): Fired => {
  const next = { ...request, links, version: request.version + 1 };
  const event = {
    ...told,
    other: { id: other.id, code: other.code },
    at,
    by,
    publish: placedNotice('request.changed', next),
  };
  return { ...recorded(request, next, event), timers: [] };
};

/** Joins two requests: each keeps its own history and names the other. */
export function link(
  version: number,
  request: LegalAidRequest,
  other: LegalAidRequest,
  reason: string,
  { username }: Handler,
  at: string,
): { one: Handled; other: Fired } {
  const told = { type: 'linked' as const, reason };
  const theirs = after(other, linkedTo(other, request), request, told, username, at);
  if (version !== request.version) return { one: { refusal: 'stale-version', request }, other: theirs };
  if (other.id === request.id) return { one: flawed('itself', request), other: theirs };
  if (request.links.some(({ id }) => id === other.id))
    return { one: flawed('nothing-changed', request), other: theirs };
  return { one: after(request, linkedTo(request, other), other, told, username, at), other: theirs };
}

/** Takes the joining back. */
export function unlink(
  version: number,
  request: LegalAidRequest,
  other: LegalAidRequest,
  reason: string,
  { username }: Handler,
  at: string,
): { one: Handled; other: Fired } {
  const told = { type: 'split' as const, outcome: 'unlinked', reason };
  const without = (links: LegalAidRequest['links'], id: string) => links.filter((each) => each.id !== id);
  const theirs = after(other, without(other.links, request.id), request, told, username, at);
  if (version !== request.version) return { one: { refusal: 'stale-version', request }, other: theirs };
  if (!request.links.some(({ id }) => id === other.id))
    return { one: flawed('unknown-request', request), other: theirs };
  return { one: after(request, without(request.links, other.id), other, told, username, at), other: theirs };
}
