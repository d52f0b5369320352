import { describe, expect, it } from 'vitest';
import { filesKept, inTheInboxes, keptOnce, rebuilt, sentOnce } from '../../prove/invariants.ts';

/** The campaign's judges can tell good from bad: each holds on a sound record and names what is wrong in a broken one. */

const contact = (sequence: number, providerEventId: string, changes: Record<string, unknown> = {}) => ({
  requestId: 'r1',
  sequence,
  type: 'contact',
  providerEventId,
  changes,
});
const sent = (sequence: number, messageId: string, outcome: string, providerMessageId?: string) => ({
  requestId: 'r1',
  sequence,
  type: 'message',
  messageId,
  outcome,
  changes: {},
  ...(providerMessageId === undefined ? {} : { providerMessageId }),
});
const model = (...ids: string[]) => ({ acknowledged: new Map(ids.map((id) => [id, 'tel:+84'])) });
const out = (...ids: string[]) => ids.map((id) => ({ id, to: '+84' }));

describe('every acknowledged contact is in one timeline, once', () => {
  it.each([
    ['as it should be', ['SM1', 'SM2'], []],
    ['a lost contact', ['SM1'], ['lost: SM2']],
    ['a doubled contact', ['SM1', 'SM2', 'SM2'], ['2 times: SM2']],
  ])('%s', (_, there, broken) => {
    const events = there.map((id, index) => contact(index + 1, id));
    expect(keptOnce(model('SM1', 'SM2'), events).broken).toEqual(broken);
  });

  it('a contact that is there twice and was never acknowledged is doubled all the same', () => {
    expect(keptOnce(model(), [contact(1, 'SM3'), contact(2, 'SM3')]).broken).toEqual(['2 times: SM3']);
  });
});

describe('every file of an acknowledged event is stored', () => {
  const left = { ...contact(1, 'SM1'), attachments: [{ url: 'https://p/1.jpg' }] };
  const file = (sequence: number, outcome: string) => ({
    requestId: 'r1',
    sequence,
    type: 'file',
    outcome,
    file: { attachmentId: 'r1-000001-0' },
    changes: {},
  });
  it.each([
    ['stored', [left, file(2, 'stored')], []],
    ['lost, and then stored after all', [left, file(2, 'lost'), file(3, 'stored')], []],
    ['lost', [left, file(2, 'lost')], ['lost: https://p/1.jpg']],
    ['never asked for', [left], ['waiting: https://p/1.jpg']],
    ['in no timeline', [contact(1, 'SM1')], ['in no timeline: https://p/1.jpg']],
  ])('%s', (_, events, broken) => {
    expect(filesKept({ files: new Set(['https://p/1.jpg']) }, events).broken).toEqual(broken);
  });
});

describe('every request is with a centre and in its inbox', () => {
  const inboxes = new Map([
    ['01', new Set(['r1'])],
    ['96', new Set(['r2'])],
  ]);
  it.each([
    ['as it should be', '01', []],
    ['a missing delivery', '96', ['not in the inbox of 96: r1']],
    ['a centre without an inbox', '79', ['not in the inbox of 79: r1']],
    ['a request of nobody', null, ['nowhere: r1']],
  ])('%s', (_, centre, broken) => {
    expect(inTheInboxes([{ id: 'r1', centre }], inboxes).broken).toEqual(broken);
  });
});

describe('nothing was sent twice without a mark', () => {
  it.each([
    ['once, heard', [sent(1, 'm1', 'sent', 'SM9')], out('SM9'), []],
    ['twice, marked', [sent(1, 'm1', 'sent-possibly-twice', 'SM9')], out('SM8', 'SM9'), []],
    [
      'twice, unmarked',
      [sent(1, 'm1', 'sent', 'SM9')],
      out('SM8', 'SM9'),
      ['1 messages went out unheard, 0 are marked'],
    ],
    [
      'one message that came to an end twice',
      [sent(1, 'm1', 'sent', 'SM8'), sent(2, 'm1', 'sent', 'SM9')],
      out('SM8', 'SM9'),
      ['r1 m1: sent, sent'],
    ],
  ])('%s', (_, events, taken, broken) => {
    expect(sentOnce(events, taken).broken).toEqual(broken);
  });
});

describe('the table agrees with a rebuild', () => {
  const events = [
    contact(1, 'SM1', { state: 'new', centre: null }),
    contact(2, 'SM2', { state: 'routed', centre: '01' }),
  ];
  const request = { id: 'r1', sequence: 2, centre: '01', state: 'routed' };
  it.each([
    ['as it should be', [request], events, []],
    ['a member that differs', [{ ...request, state: 'claimed' }], events, ['r1: state differs']],
    ['a centre that no event gave', [{ ...request, centre: '96' }], events, ['r1: centre differs']],
    ['an event that is missing', [request], events.slice(1), ['gaps in the timeline of r1']],
    ['an event too many', [{ ...request, sequence: 1 }], events, ['gaps in the timeline of r1']],
    ['a timeline without a request', [], events, ['a timeline without a request: r1']],
  ])('%s', (_, requests, timeline, broken) => {
    expect(rebuilt(requests, timeline).broken).toEqual(broken);
  });
});
