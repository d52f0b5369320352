import type { Handler } from '../../../domain/request/handling.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';

/** A routed request of the centre in Cần Thơ, third event of its timeline, with what a test wants otherwise. */
export const aRequest = (other: Partial<LegalAidRequest> = {}): LegalAidRequest => ({
  id: '7f8d2c1e-4b3a-4c5d-9e6f-0a1b2c3d4e5f',
  code: '48217735',
  state: 'routed',
  centre: '92',
  channel: 'sms',
  urgency: 'normal',
  facts: { phone: '+84912345678', matter: 'land' },
  basis: { kind: 'case', words: 'Nơi xảy ra vụ việc: Cần Thơ' },
  address: 'tel:+84912345678',
  assignee: null,
  transfers: 0,
  earlierRequest: null,
  createdAt: '2026-11-23T01:00:00.000Z',
  updatedAt: '2026-11-23T01:00:00.000Z',
  dueAt: '2026-11-24T10:00:00.000Z',
  clocks: [
    {
      kind: 'first-contact',
      startedAt: '2026-11-23T01:00:00.000Z',
      dueAt: '2026-11-24T10:00:00.000Z',
      basis: 'Cam kết của dịch vụ',
    },
  ],
  decision: null,
  links: [],
  setByHand: [],
  sequence: 3,
  version: 2,
  ...other,
});

export const aHandler = (other: Partial<Handler> = {}): Handler => ({
  username: 'handler.92',
  name: 'Người tiếp nhận',
  role: 'handler',
  centre: '92',
  disabled: false,
  ...other,
});
