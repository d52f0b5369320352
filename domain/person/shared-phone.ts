import type { Contact } from '../contact/contact.ts';
import { e164 } from '../contact/phone.ts';
import { SETTINGS } from '../intake/settings.ts';
import { hasEnded } from '../request/lifecycle.ts';
import type { LegalAidRequest } from '../request/request.ts';
import type { Person } from './person.ts';

/** Why a shared number was not taken for the same person's: for a handler to look at. */
export const NOT_MERGED = {
  'another-person': 'Số này đã được một tài khoản Zalo khác chia sẻ: có thể dùng chung, hệ thống không gộp.',
  'another-request': 'Số này đang có một yêu cầu khác chưa xong: hệ thống không gộp, cán bộ xem xét.',
  unconfirmed: 'Người chia sẻ số chưa được xác nhận là cùng một người: hệ thống không gộp.',
} as const;
export type NotMerged = keyof typeof NOT_MERGED;

/** The evidence of a number shared on Zalo: who, when, by which event of the provider. */
export interface SharedPhone {
  readonly requestId: string;
  /** `zalo:…` and `tel:+84…`. */
  readonly by: string;
  readonly phone: string;
  readonly at: string;
  readonly providerEventId: string;
  readonly notMerged?: NotMerged;
  /** A handler found that it was wrong. */
  readonly undone?: { readonly at: string; readonly by: string; readonly reason: string };
}

/** The address of the number that a contact shares by Zalo's form; null for every other contact. A card is no such word. */
export function sharedNumber({ channel, input }: Contact): string | null {
  const number = channel === 'zalo' && input.kind === 'profile' && input.phone ? e164(input.phone) : null;
  return number === null ? null : `tel:${number}`;
}

/**
 * What a shared number makes of the one who has it: their next SMS or call is attached to the open request, to be
 * confirmed, as a number is not a person. A number that two people share, or that has a request of its own, stays apart.
 */
export function sharePhone(
  contact: Contact,
  request: LegalAidRequest,
  { person, open }: { readonly person: Person; readonly open: LegalAidRequest | null },
  toBeConfirmed: boolean,
  at: string,
): { readonly person: Person; readonly evidence: SharedPhone } {
  const others = (person.sharedBy ?? []).filter(({ address }) => address !== contact.address);
  const itsOwn = open !== null && open.id !== request.id && !hasEnded(open.state);
  const notMerged: NotMerged | null = toBeConfirmed
    ? 'unconfirmed'
    : others.length > 0
      ? 'another-person'
      : itsOwn
        ? 'another-request'
        : null;
  const evidence: SharedPhone = {
    requestId: request.id,
    by: contact.address,
    phone: person.address,
    at,
    providerEventId: contact.providerEventId,
    ...(notMerged === null ? {} : { notMerged }),
  };
  const sharedBy = [...others, { address: contact.address, requestId: request.id, at }];
  // What an earlier person's sharing had opened to this number is closed once a second one shares it.
  const opened = notMerged === 'another-person' && person.lastContactAt === null;
  const openRequest = notMerged === null ? request.id : opened ? null : person.openRequest;
  return { evidence, person: { ...person, sharedBy, openRequest } };
}

/** Whether a person's open request came to them by a shared number, and is still of these days. */
export const openBySharing = ({ sharedBy }: Person, request: LegalAidRequest, now: number): boolean =>
  sharedBy?.length === 1 &&
  sharedBy[0]?.requestId === request.id &&
  now - Date.parse(request.updatedAt) <= SETTINGS.attachWithin;

/** The person of a number after a handler has taken the sharing back: nothing of theirs leads to the request any more. */
export function withoutSharing(person: Person, { by, requestId }: SharedPhone): Person {
  const sharedBy = (person.sharedBy ?? []).filter(({ address }) => address !== by);
  const talks = Object.fromEntries(
    Object.entries(person.talks).filter(([, talk]) => talk.requestId !== requestId),
  );
  const openRequest = person.openRequest === requestId ? null : person.openRequest;
  return { ...person, sharedBy, talks, openRequest };
}
