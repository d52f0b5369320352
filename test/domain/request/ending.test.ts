import { describe, expect, it } from 'vitest';
import { directory } from '../../../adapters/directory.ts';
import { isOpen, started } from '../../../domain/request/clocks.ts';
import { type Deciding, decideOn } from '../../../domain/request/deciding.ts';
import { close, type Handled, type Handling, reopen } from '../../../domain/request/handling.ts';
import { lawClock } from '../../../domain/request/law-clock.ts';
import { nextSteps } from '../../../domain/request/next-steps.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';
import { USUAL_CALENDAR } from '../../../domain/time/working-time.ts';
import { aHandler, aRequest } from './a-request.ts';

/** A Monday, 9:00 in Vietnam. */
const AT = '2026-11-23T02:00:00.000Z';
const running = (...kinds: string[]) => kinds.flatMap((kind) => started(kind, AT, USUAL_CALENDAR) ?? []);
const accepted = aRequest({
  state: 'accepted',
  assignee: 'handler.92',
  clocks: running('provider-proceedings'),
});
const acted = (handled: Handled) => {
  if ('refusal' in handled) throw new Error(JSON.stringify(handled));
  return handled;
};
const done = (handling: Handling, request: LegalAidRequest) => acted(handling(request, aHandler(), AT));
const open = ({ clocks }: LegalAidRequest) => clocks.filter(isOpen).map(({ kind, dueAt }) => [kind, dueAt]);
const decide = (deciding: Deciding) =>
  decideOn(
    2,
    deciding,
    () => ({ categories: [], urgentGround: null, jurisdiction: null }),
    () => null,
    directory,
  );

/** Thirty days after 23 November 2026 is Wednesday 23 December. */
const FILE = ['case-file', '2026-12-23T10:00:00.000Z'];
const WITHDRAWAL = ['withdrawal-reply', '2026-11-23T10:00:00.000Z'];

describe('the end of an accepted case', () => {
  it.each<[string, Handling, (readonly string[])[]]>([
    ['closed', close(2, 'Bản án đã có hiệu lực', directory), [FILE]],
    ['refused later', decide({ outcome: 'refused', ground: 'c', text: 'x' }), [FILE]],
    ['withdrawn', decide({ outcome: 'withdrawn', reason: 'x' }), [WITHDRAWAL, FILE]],
  ])('%s: its file is owed within 30 days, what else ran is stopped', (_, handling, owed) => {
    const { request, timers } = done(handling, accepted);
    expect(open(request)).toEqual(owed);
    expect(request.dueAt).toBe(owed[0]?.[1]);
    expect(timers.map(({ kind, clock, dueAt }) => [kind, clock, dueAt])).toEqual(
      owed.map(([kind, dueAt]) => ['clock', kind, dueAt]),
    );
    expect(nextSteps(request, AT)).toContain('hand-over-file');
  });

  it('leaves a complaint to be answered', () => {
    const complained = { ...accepted, clocks: running('complaint-head', 'change-provider') };
    expect(open(done(close(2, 'x', directory), complained).request).map(([kind]) => kind)).toEqual([
      'complaint-head',
      'case-file',
    ]);
  });

  it('is taken back by a reopening, and the file is no longer owed', () => {
    const { request } = done(close(2, 'x', directory), accepted);
    const again = done(reopen(3, 'Kháng cáo', directory), request).request;
    expect(open(again).map(([kind]) => kind)).toEqual(['first-contact']);
  });

  it('is met when the file has been handed over', () => {
    const { request } = done(close(2, 'x', directory), accepted);
    const handed = done(lawClock(3, 'case-file', 'met', undefined, undefined, directory), request).request;
    expect(handed).toMatchObject({ state: 'closed', dueAt: null });
    expect(nextSteps(handed, AT)).toEqual([]);
  });
});

it('where nobody had accepted there is no file', () => {
  const claimed = aRequest({ state: 'claimed', assignee: 'handler.92' });
  expect(open(done(close(2, 'x', directory), claimed).request)).toEqual([]);
});

it('a refusal is complained of after the end; no other term begins then; closing it stops no complaint', () => {
  const refused = aRequest({ state: 'refused', assignee: 'handler.92', clocks: [] });
  const begin = (kind: string) => lawClock(2, kind, 'start', undefined, undefined, directory);
  expect(begin('change-provider')(refused, aHandler(), AT)).toMatchObject({ refusal: 'wrong-state' });
  const { request } = done(begin('complaint-head'), refused);
  expect(open(request)).toEqual([['complaint-head', '2026-11-26T10:00:00.000Z']]);
  expect(nextSteps(request, AT)).toEqual(['answer-complaint', 'refusal-notice']);
  expect(open(done(close(3, 'x', directory), request).request)).toHaveLength(1);
});
