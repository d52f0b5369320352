import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { aggregatorContact } from '../../../adapters/sms/inbound.ts';
import { isFromAggregator } from '../../../adapters/sms/signature.ts';

const page = readFileSync(new URL('../../../docs/sms-inbound.md', import.meta.url), 'utf8');

it('the page’s example is signed as it says, and is read', () => {
  const [, example = ''] = /```http\n([\s\S]*?)```/.exec(page) ?? [];
  const [head = '', rawBody = ''] = example.trimEnd().split('\n\n');
  const header = (name: string) => new RegExp(`^${name}: (.+)$`, 'm').exec(head)?.[1];
  const signed = { timestamp: header('X-Timestamp'), signature: header('X-Signature'), rawBody };
  expect(isFromAggregator({ secrets: ['local-sms-secret'], ...signed })).toBe(true);
  expect(isFromAggregator({ secrets: ['another secret'], ...signed })).toBe(false);
  expect(aggregatorContact(rawBody)).toMatchObject({
    address: 'tel:+84912345678',
    input: { text: 'toi o Ca Mau, bi lua ban dat' },
    sentAt: '2025-11-22T03:00:00.000Z',
  });
});
