import { contacted, dueOf, firstContactOf } from './clocks.ts';
import { type BusNotice, type LegalAidRequest, placedNotice } from './request.ts';

/**
 * Somebody of ours has got in touch with the citizen, or rung their telephone: the first contact is kept, and the
 * centre's lists learn of it. To take a request up is no contact.
 * @param at ISO 8601
 */
export function contactKept(
  request: LegalAidRequest,
  at: string,
): { readonly request: LegalAidRequest; readonly publish: readonly BusNotice[] } {
  if (firstContactOf(request.clocks) === null) return { request, publish: [] };
  const clocks = contacted(request.clocks, at);
  const next = { ...request, clocks, dueAt: dueOf(clocks) };
  return { request: next, publish: placedNotice('request.changed', next) };
}
