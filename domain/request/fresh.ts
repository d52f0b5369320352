import { isSynthetic } from '../contact/synthetic.ts';
import type { LegalAidRequest } from './request.ts';

/** What a new request begins with; the rest is the same for all. */
type Beginning = Pick<
  LegalAidRequest,
  'id' | 'code' | 'channel' | 'urgency' | 'facts' | 'address' | 'earlierRequest'
>;

/** A request before its first event has been written. */
export const freshRequest = (beginning: Beginning, at: string): LegalAidRequest => ({
  ...beginning,
  ...(isSynthetic(beginning.address) ? { synthetic: true } : {}),
  state: 'new',
  centre: null,
  basis: null,
  assignee: null,
  transfers: 0,
  createdAt: at,
  updatedAt: at,
  dueAt: null,
  clocks: [],
  decision: null,
  links: [],
  setByHand: [],
  sequence: 0,
  version: 1,
});
