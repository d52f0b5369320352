import { expect, it } from 'vitest';
import { postSigned } from '../../../adapters/webhook/post.ts';
import { provider } from '../../functions/provider.ts';

it.each([
  'http://example.org/hook',
  'https://127.0.0.1/hook',
  'https://localhost/hook',
  'https://[::1]/hook',
  'https://169.254.169.254/latest',
  'https://10.0.0.1/',
  'no address',
])('%s is not told anything', async (url) => {
  const told = await postSigned(url, {}, { secret: 's', now: 0, reach: 'public' });
  expect(told).toEqual({ done: false, cause: 'address-not-allowed' });
});

it('a redirect is no yes and leads nowhere', async () => {
  const outside = await provider();
  outside.answers(() => ({ status: 302, json: {} }));
  const told = await postSigned(`${outside.url}/a`, {}, { secret: 's', now: 0, reach: 'anywhere' });
  expect(told).toEqual({ done: false, cause: '302' });
  expect(outside.asked).toHaveLength(1);
  await outside.stop();
});
