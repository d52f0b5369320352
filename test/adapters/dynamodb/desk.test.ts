import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { centreSettings, readSettings, writeSettings } from '../../../adapters/dynamodb/centres.ts';
import { count, readFigures } from '../../../adapters/dynamodb/figures.ts';
import { changeMember, readTeam, writeTeam } from '../../../adapters/dynamodb/handlers.ts';
import { changeRequest } from '../../../adapters/dynamodb/requests.ts';
import { findRequests } from '../../../adapters/dynamodb/search.ts';
import { transact } from '../../../adapters/dynamodb/table.ts';
import { issueTicket, useTicket } from '../../../adapters/dynamodb/tickets.ts';
import { countWorklist } from '../../../adapters/dynamodb/worklist.ts';
import { putEvent, putRequest } from '../../../adapters/dynamodb/write-parts.ts';
import { noSettings } from '../../../domain/centre/settings.ts';
import { changedMember } from '../../../domain/centre/team.ts';
import { recorded } from '../../../domain/request/act.ts';
import type { LegalAidRequest } from '../../../domain/request/request.ts';
import { sought } from '../../../domain/search/terms.ts';
import { aHandler, aRequest } from '../../domain/request/a-request.ts';
import { type RealTable, realTable } from './real-table.ts';

let real: RealTable;
beforeAll(async () => {
  real = await realTable();
});
afterAll(() => real.stop());
const at = '2026-11-23T02:00:00.000Z';

describe('a ticket', () => {
  it('lets one in, once', async () => {
    const admission = { username: 'handler.92', centre: '92' };
    const ticket = await issueTicket(real.table, admission, 1000);
    const uses = await Promise.all([1, 2, 3, 4].map(() => useTicket(real.table, ticket, 2000)));
    expect(uses.filter((use) => use !== null)).toEqual([admission]);
    expect(await useTicket(real.table, ticket, 2000)).toBeNull();
  });

  it('is worth nothing after thirty seconds, nor when made up', async () => {
    const ticket = await issueTicket(real.table, { username: 'a', centre: '92' }, 0);
    expect(await useTicket(real.table, ticket, 30_000)).toBeNull();
    expect(await useTicket(real.table, 'made up', 0)).toBeNull();
    expect(await useTicket(real.table, ticket, 29_999)).not.toBeNull();
  });
});

describe('settings', () => {
  it('of one version are written once; the other is told', async () => {
    const next = { ...noSettings('92'), version: 1 };
    const done = await Promise.all(['a', 'b', 'c'].map((by) => writeSettings(real.table, next, { by, at })));
    expect(done.filter(Boolean)).toHaveLength(1);
    expect(await readSettings(real.table, '92')).toMatchObject({ version: 1 });
    expect(await writeSettings(real.table, { ...next, version: 3 }, { by: 'a', at })).toBe(false);
    expect(await writeSettings(real.table, { ...next, version: 2 }, { by: 'a', at })).toBe(true);
  });

  it('are read once a minute, however often they are asked for', async () => {
    real.calls.length = 0;
    for (let time = 0; time < 5; time += 1) await centreSettings(real.table, '48');
    expect(real.calls).toEqual(['GetItem']);
  });
});

it('two leads who leave at once do not leave the centre without one', async () => {
  const leads = ['a', 'b'].map((name) => aHandler({ username: `lead.${name}`, role: 'lead', centre: '01' }));
  await writeTeam(real.table, '01', leads);
  const outcomes = await Promise.all(
    leads.map((lead) =>
      changeMember(
        real.table,
        lead.username,
        { by: lead.username, at, act: 'handler-changed' },
        (before, team) => changedMember(lead, before, { disabled: true }, team, () => true),
      ),
    ),
  );
  expect(outcomes.filter((outcome) => 'handler' in outcome)).toHaveLength(1);
  expect((await readTeam(real.table, '01')).filter(({ disabled }) => !disabled)).toHaveLength(1);
});

describe('a search', () => {
  const change = (id: string, next: Partial<LegalAidRequest>) =>
    changeRequest(real.table, id, (request) =>
      request === null
        ? { refusal: 'gone' as const }
        : {
            ...recorded(request, { ...request, ...next }, { at, by: 'x', type: 'note', publish: [] }),
            timers: [],
          },
    );
  const find = async (centre: string, query: string) =>
    (await findRequests(real.table, [centre], sought(query))).map(({ id }) => id);

  it('follows the names, the numbers and the centre of a request, and writes only when one changes', async () => {
    const id = 'searched';
    await transact(real.table, [
      putRequest(
        real.table,
        aRequest({ id, sequence: 1, centre: null, facts: {}, address: 'tel:+84933333333' }),
      ),
    ]);
    await change(id, { centre: '92' });
    expect(await find('92', '0933 333 333')).toEqual([id]);
    expect(await find('01', '0933 333 333')).toEqual([]);

    await change(id, { facts: { name: 'Nguyễn Thị Mẫu' } });
    for (const query of ['Mẫu', 'mau', 'nguyen mau', 'Nguyễn Thị Mẫu'])
      expect(await find('92', query)).toEqual([id]);
    expect(await find('92', 'Mẫu Trần')).toEqual([]);

    await change(id, { facts: { name: 'Nguyễn Thị Lan' }, centre: '01' });
    expect(await find('92', 'Lan')).toEqual([]);
    expect(await find('92', '0933333333')).toEqual([]);
    expect(await find('01', 'mau')).toEqual([]);
    expect(await find('01', 'lan')).toEqual([id]);

    real.calls.length = 0;
    await change(id, { assignee: 'a' });
    expect(real.calls).toEqual(['GetItem', 'TransactWriteItems']);
  });
});

it('figures are counted once each, for the centre and for the country, and taken back when they change', async () => {
  const day = '2026-11-23';
  const request = aRequest({ id: 'counted', sequence: 1, centre: '92' });
  const event = {
    requestId: 'counted',
    sequence: 1,
    at,
    by: 'x',
    type: 'contact' as const,
    changes: {},
    publish: [],
  };
  await transact(real.table, [putRequest(real.table, request), putEvent(real.table, event)]);
  const figures = async (centre: string) =>
    (await readFigures(real.table, centre, day, day))[0]?.counters ?? {};
  const together = await Promise.all([1, 2, 3].map(() => count(real.table, 'counted', 1)));
  expect(together.filter(Boolean)).toHaveLength(1);
  expect(await figures('92')).toMatchObject({ arrived: 1, 'channel:sms': 1, 'matter:land': 1 });

  const moved = { ...request, sequence: 2, centre: '01', facts: { matter: 'family' as const } };
  await transact(real.table, [
    putRequest(real.table, moved),
    putEvent(real.table, { ...event, sequence: 2 }),
  ]);
  real.trouble('answer-lost', 'TransactWriteItems', 1);
  await count(real.table, 'counted', 2);
  real.trouble('none');
  expect(await count(real.table, 'counted', 2)).toBe(false);
  expect(await figures('92')).toEqual({});
  expect(await figures('01')).toMatchObject({ arrived: 1, 'matter:family': 1 });
  expect(await figures('all')).toEqual({ arrived: 1, 'channel:sms': 1, 'matter:family': 1 });
  expect(await readFigures(real.table, '01', '2026-11-24', '2026-11-30')).toEqual([]);
});

it('the tabs of a worklist are counted as they are listed', async () => {
  const put = (id: string, other: Partial<LegalAidRequest>) =>
    transact(real.table, [putRequest(real.table, aRequest({ id, sequence: 1, centre: '48', ...other }))]);
  await put('n1', { dueAt: '2026-11-22T00:00:00.000Z' });
  await put('n2', { urgency: 'urgent', dueAt: '2026-11-24T00:00:00.000Z' });
  await put('m1', {
    state: 'claimed',
    assignee: 'handler.48',
    urgency: 'urgent',
    dueAt: '2026-11-20T00:00:00.000Z',
  });
  await put('w1', { state: 'waiting', assignee: 'lead.48', dueAt: null });
  await put('c1', { state: 'closed', assignee: 'handler.48', dueAt: null });
  await put('c2', { state: 'refused', dueAt: null });
  expect(await countWorklist(real.table, { centre: '48', assignee: 'handler.48', now: at })).toEqual({
    new: 2,
    mine: 1,
    waiting: 1,
    overdue: 2,
    closed: 2,
    urgent: 2,
  });
});
