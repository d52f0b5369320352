import type { SharedPhone } from '../person/shared-phone.ts';
import { recorded } from './act.ts';
import { flawed, type Handled, type Handler } from './handling.ts';
import { type LegalAidRequest, placedNotice } from './request.ts';

/**
 * Takes back that a shared number is the citizen's: nothing is sent there any more, and what comes from it opens a request
 * of its own. Both histories stay as they are; what was attached by mistake is split off by hand.
 * @param shared the evidence; null where no number was shared, or it was taken back before
 */
export function unlinkPhone(
  version: number,
  request: LegalAidRequest,
  shared: SharedPhone | null,
  reason: string,
  { username }: Handler,
  at: string,
): Handled {
  if (version !== request.version) return { refusal: 'stale-version', request };
  if (shared === null) return flawed('nothing-changed', request);
  const { phone, ...others } = request.facts;
  const facts = shared.phone === `tel:${phone}` ? others : request.facts;
  const next = { ...request, facts, version: request.version + 1 };
  const event = {
    type: 'phone-unlinked' as const,
    reason,
    at,
    by: username,
    publish: placedNotice('request.changed', next),
  };
  return { ...recorded(request, next, event), timers: [] };
}
