import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { readZaloToken, writeZaloToken } from '../../adapters/dynamodb/tokens.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { provider } from './provider.ts';
import { ENVIRONMENT, SECRETS } from './signed.ts';

const secrets = mockClient(SecretsManagerClient);
let real: RealTable;
let away: Awaited<ReturnType<typeof provider>>;
let run: (event: unknown) => Promise<{ version: number } | undefined>;

beforeAll(async () => {
  real = await realTable();
  away = await provider();
  Object.assign(process.env, ENVIRONMENT, { ZALO_OAUTH_URL: away.url });
  secrets
    .on(GetSecretValueCommand)
    .callsFake(({ SecretId }) => ({ SecretString: JSON.stringify(SECRETS[SecretId]) }));
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  run = (await import('../../functions/zalo-token/handler.ts')).handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await real.stop();
  await away.stop();
});
beforeEach(() =>
  away.answers(() => ({
    json: { access_token: 'access-2', refresh_token: 'refresh-2', expires_in: '90000' },
  })),
);

const SCHEDULED = { source: 'aws.events', 'detail-type': 'Scheduled Event' };
const HOUR = 3_600_000;
const aged = (hours: number) =>
  writeZaloToken(real.table, {
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
    obtainedAt: new Date(Date.now() - hours * HOUR).toISOString(),
    expiresAt: new Date(Date.now() + (25 - hours) * HOUR).toISOString(),
  });

it('without a first token there is nothing to do', async () => {
  expect(await run(SCHEDULED)).toBeUndefined();
  expect(away.asked).toEqual([]);
});

it('a first refresh token from the operator is exchanged and stored at once', async () => {
  expect(await run({ refreshToken: 'from the API Explorer' })).toEqual({ version: 2 });
  expect(new URLSearchParams(away.asked[0]?.body).get('refresh_token')).toBe('from the API Explorer');
  expect(await readZaloToken(real.table)).toMatchObject({
    accessToken: 'access-2',
    refreshToken: 'refresh-2',
  });
});

it.each([
  [0, 0],
  [11.9, 0],
  [12.1, 1],
  [24, 1],
  [49, 1],
])('a pair %s hours old: %i exchange', async (age, exchanges) => {
  await aged(age);
  await run(SCHEDULED);
  expect(away.asked).toHaveLength(exchanges);
});

it('what could not be renewed rings, and keeps the pair', async () => {
  await aged(13);
  away.answers(() => ({ json: { error: -14014 } }));
  await expect(run(SCHEDULED)).rejects.toThrow('-14014');
  expect(await readZaloToken(real.table)).toMatchObject({
    accessToken: 'access-1',
    refreshToken: 'refresh-1',
  });
});
