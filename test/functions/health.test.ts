import { afterEach, expect, test, vi } from 'vitest';
import { handler } from '../../functions/health/handler.ts';

afterEach(() => vi.unstubAllEnvs());

test('is alive', async () => {
  expect(await handler({ rawPath: '/health' })).toMatchObject({ statusCode: 200, body: '{"status":"ok"}' });
});

test('shows Zalo the page of the configured code, and of no other', async () => {
  vi.stubEnv('ZALO_VERIFIER', 'Kx12ab');
  const page = await handler({ rawPath: '/zalo_verifierKx12ab.html' });
  expect(page.headers).toEqual({ 'content-type': 'text/html; charset=utf-8' });
  expect(page.body).toContain('<meta property="zalo-platform-site-verification" content="Kx12ab" />');
  expect((await handler({ rawPath: '/zalo_verifierOther.html' })).body).toBe('{"status":"ok"}');
  expect((await handler({ rawPath: '/health' })).body).toBe('{"status":"ok"}');
});
