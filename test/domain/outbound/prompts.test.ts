import { expect, it } from 'vitest';
import en from '../../../data/prompts/en.json' with { type: 'json' };
import vi from '../../../data/prompts/vi.json' with { type: 'json' };
import { throughGate } from '../../../domain/outbound/gate.ts';
import { isGsm7, segments } from '../../../domain/outbound/sms-text.ts';

const SMS = [vi, en].flatMap((prompts) =>
  Object.entries(prompts).flatMap(([key, channels]) =>
    'sms' in channels ? [[key, String(channels.sms)] as const] : [],
  ),
);
const filled = (text: string) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === 'code' ? '4821-7735' : name === 'next' ? '' : 'Can Tho',
  );

it.each(SMS)('the SMS %s passes the gate as it is, in one segment', (_, text) => {
  const said = filled(text);
  expect(isGsm7(said)).toBe(true);
  const passage = throughGate(
    { id: 'm', channel: 'sms', address: 'tel:+84912345678', text: said, purpose: 'reply' },
    { optedOut: false, safeContact: 'unknown', lastContactAt: null },
    0,
  );
  expect(passage).toMatchObject({ pass: true });
  if (passage.pass) expect(segments(passage.message.text)).toBe(1);
});
