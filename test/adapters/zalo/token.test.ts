import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  leaseZaloToken,
  readZaloToken,
  writeZaloToken,
  type ZaloToken,
} from '../../../adapters/dynamodb/tokens.ts';
import { type Refreshed, refreshZaloToken, type ZaloApplication } from '../../../adapters/zalo/oauth.ts';
import { newerZaloToken } from '../../../adapters/zalo/token.ts';
import { provider } from '../../functions/provider.ts';
import { type RealTable, realTable } from '../dynamodb/real-table.ts';

let real: RealTable;
const logged: string[] = [];
beforeAll(async () => {
  real = await realTable();
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
});
afterAll(async () => {
  vi.restoreAllMocks();
  await real.stop();
});

const HOUR = 3_600_000;
const application = async (): Promise<ZaloApplication> => ({
  oauthUrl: '',
  appId: 'app',
  appSecret: 'secret',
});

/** Zalo's rule: a refresh token is good for one use, and its use kills the access token that came with it. */
function zalo(first = 'refresh-1') {
  let valid = first;
  let uses = 0;
  const exchange = async (_: ZaloApplication, refreshToken: string): Promise<Refreshed> => {
    if (refreshToken !== valid) return { kind: 'refused', code: '-14014' };
    uses += 1;
    valid = `refresh-${uses + 1}`;
    await new Promise((resume) => setTimeout(resume, 50));
    return { kind: 'refreshed', accessToken: `access-${uses + 1}`, refreshToken: valid, expiresIn: 90_000 };
  };
  return { exchange, uses: () => uses };
}

const written = async (age = 0): Promise<ZaloToken> => {
  const obtainedAt = new Date(Date.now() - age).toISOString();
  await writeZaloToken(real.table, {
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    obtainedAt,
    expiresAt: new Date(Date.now() - age + 25 * HOUR).toISOString(),
  });
  const token = await readZaloToken(real.table);
  if (token === null) throw new Error('no token');
  return token;
};

beforeEach(() => real.trouble('none'));

it('of ten that refresh at once one does, and all have the new pair', async () => {
  const stale = await written();
  const { exchange, uses } = zalo();
  const got = await Promise.all(
    Array.from({ length: 10 }, () => newerZaloToken(real.table, application, stale, exchange)),
  );
  expect(uses()).toBe(1);
  expect(new Set(got.map(({ accessToken }) => accessToken))).toEqual(new Set(['access-2']));
  expect(await readZaloToken(real.table)).toMatchObject({
    refreshToken: 'refresh-2',
    version: 2,
    leaseUntil: '',
  });
});

it('one after another each uses the token that the last one stored', async () => {
  const { exchange, uses } = zalo();
  let token = await written();
  for (let round = 1; round <= 5; round += 1)
    token = await newerZaloToken(real.table, application, token, exchange);
  expect(uses()).toBe(5);
  expect(token).toMatchObject({ refreshToken: 'refresh-6', version: 6 });
});

it('the new pair is in the table before anybody gets it', async () => {
  const stale = await written();
  real.calls.length = 0;
  await newerZaloToken(real.table, application, stale, zalo().exchange);
  expect(real.calls).toEqual(['UpdateItem', 'UpdateItem']);
});

describe('a table that does not take the new pair', () => {
  it.each(['throttled', 'answer-lost'] as const)('at first (%s) is asked again', async (trouble) => {
    const stale = await written();
    const { exchange, uses } = zalo();
    const got = await newerZaloToken(real.table, application, stale, async (known, token) => {
      const answer = await exchange(known, token);
      // The SDK tries twice by itself.
      real.trouble(trouble, 'UpdateItem', 2);
      return answer;
    });
    expect(got).toMatchObject({ accessToken: 'access-2' });
    expect(await readZaloToken(real.table)).toMatchObject({ refreshToken: 'refresh-2' });
    expect(uses()).toBe(1);
  });
});

it('a refusal gives the refresh back at once: nobody waits for it', async () => {
  const stale = await written();
  const refused = async (): Promise<Refreshed> => ({ kind: 'refused', code: '-14014' });
  await expect(newerZaloToken(real.table, application, stale, refused)).rejects.toThrow('-14014');
  expect(await readZaloToken(real.table)).toMatchObject({ refreshToken: 'refresh-1', leaseUntil: '' });
});

describe('a crash', () => {
  /** Somebody took the lease and was heard of no more. */
  const leased = async (stale: ZaloToken, ago: number) =>
    leaseZaloToken(real.table, stale, {
      now: new Date(Date.now() - ago).toISOString(),
      until: new Date(Date.now() - ago + 30_000).toISOString(),
    });

  it('before Zalo was asked: the next one refreshes when the lease has run out', async () => {
    const stale = await written(13 * HOUR);
    expect(await leased(stale, 31_000)).toBe(true);
    const { exchange } = zalo();
    expect(await newerZaloToken(real.table, application, stale, exchange)).toMatchObject({
      accessToken: 'access-2',
    });
  });

  it('between Zalo’s answer and the table: the operator is called, and a new first token mends it', async () => {
    const stale = await written(13 * HOUR);
    const { exchange } = zalo();
    await leased(stale, 31_000);
    await exchange(await application(), stale.refreshToken);

    logged.length = 0;
    await expect(newerZaloToken(real.table, application, stale, exchange)).rejects.toThrow('-14014');
    expect(logged.join()).toContain('"token.failed"');
    expect(logged.join()).not.toMatch(/refresh-1|access-1/);

    await writeZaloToken(real.table, {
      accessToken: '',
      refreshToken: 'refresh-2',
      obtainedAt: new Date(0).toISOString(),
      expiresAt: new Date(0).toISOString(),
    });
    const first = await readZaloToken(real.table);
    if (first === null) throw new Error('no token');
    expect(await newerZaloToken(real.table, application, first, exchange)).toMatchObject({
      refreshToken: 'refresh-3',
    });
  });

  it('while the lease still holds nobody else asks Zalo', async () => {
    const stale = await written();
    await leased(stale, 0);
    const { exchange, uses } = zalo();
    const waiting = newerZaloToken(real.table, application, stale, exchange);
    await writeZaloToken(real.table, { ...stale, accessToken: 'access-7', refreshToken: 'refresh-7' });
    expect(await waiting).toMatchObject({ accessToken: 'access-7' });
    expect(uses()).toBe(0);
  });

  it('of one whose lease ran out: it does not write over the pair of the next', async () => {
    const stale = await written();
    await expect(
      newerZaloToken(real.table, application, stale, async () => {
        await writeZaloToken(real.table, { ...stale, accessToken: 'access-7', refreshToken: 'refresh-7' });
        return { kind: 'refreshed', accessToken: 'access-8', refreshToken: 'refresh-8', expiresIn: 1 };
      }),
    ).rejects.toThrow('replaced');
    expect(await readZaloToken(real.table)).toMatchObject({ refreshToken: 'refresh-7' });
  });
});

describe('what Zalo answers', () => {
  it.each<[string, object | 'drop', Refreshed]>([
    [
      'a pair',
      { access_token: 'a', refresh_token: 'r', expires_in: '90000' },
      { kind: 'refreshed', accessToken: 'a', refreshToken: 'r', expiresIn: 90_000 },
    ],
    ['a refusal', { error: -14002, error_name: 'x' }, { kind: 'refused', code: '-14002' }],
    ['half a pair', { access_token: 'a' }, { kind: 'unknown' }],
    ['nothing', 'drop', { kind: 'unknown' }],
  ])('%s', async (_, json, expected) => {
    const away = await provider();
    away.answers(() => (json === 'drop' ? 'drop' : { json }));
    expect(await refreshZaloToken({ oauthUrl: away.url, appId: 'app', appSecret: 's' }, 'r1')).toEqual(
      expected,
    );
    await away.stop();
  });
});
