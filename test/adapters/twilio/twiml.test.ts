import { describe, expect, it } from 'vitest';
import { twiml } from '../../../adapters/twilio/twiml.ts';
import type { Answer } from '../../../domain/intake/answer.ts';

const answer = (other: Partial<Answer> = {}): Answer => ({
  says: [{ key: 'ask.matter', text: 'Quý vị cần giúp việc gì? <&>' }],
  text: '',
  language: 'vi',
  expect: { keys: 1, buttons: [] },
  effects: [],
  turn: 4,
  ...other,
});

describe('what a caller hears', () => {
  it('is asked for keys and speech, and comes back under the next turn also when they say nothing', () => {
    const xml = twiml(answer());
    expect(xml).toContain('<Gather');
    for (const attribute of [
      'input="dtmf speech"',
      'action="/twilio/voice/answer?turn=4#e=singapore&amp;rc=2&amp;rp=ct,rt,5xx"',
      'language="vi-VN"',
      'numDigits="1"',
      'actionOnEmptyResult="true"',
      'profanityFilter="false"',
    ])
      expect(xml).toContain(attribute);
    expect(xml).toMatch(
      /<Gather[^>]*><Say voice="Google\.vi-VN[^"]*" language="vi-VN">.*&lt;&amp;&gt;<\/Say><\/Gather>/,
    );
  });

  it('names a whole number of seconds for the pause, because a speech model is named', () => {
    expect(twiml(answer())).toMatch(/speechModel="experimental_utterances" speechTimeout="\d+"/);
  });

  it('leaves the number of keys open for a telephone number', () => {
    expect(twiml(answer({ expect: { keys: null, buttons: [] } }))).not.toContain('numDigits');
  });

  it('records a message, and goes on where nothing was recorded', () => {
    const xml = twiml(answer({ effects: ['record-voicemail'] }));
    expect(xml).toMatch(
      /<Say.*<Record [^>]*action="\/twilio\/voice\/voicemail\?turn=4#[^"]*".*<Redirect method="POST">\/twilio\/voice\/voicemail\?turn=4#[^<]*<\/Redirect>/,
    );
    expect(xml).not.toContain('transcribe');
  });

  it('ends after the last word', () => {
    expect(twiml(answer({ effects: ['end-call'] }))).toMatch(/<\/Say><Hangup\/><\/Response>$/);
  });

  it('in English has an English voice', () => {
    expect(twiml(answer({ language: 'en' }))).toMatch(/<Say voice="Google\.en-US[^"]*" language="en-US">/);
  });
});
