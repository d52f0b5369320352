import { describe, expect, it } from 'vitest';
import { enterKey, gatherParams } from '../../local/lobby/page/phone/gather.ts';
import { readTwiml, type XmlElement } from '../../local/lobby/page/phone/twiml.ts';
import { element, response, say } from './twiml-elements.ts';

describe('readTwiml', () => {
  const table: [name: string, verb: XmlElement, step: object][] = [
    ['Say', say('  Xin\n   chào. '), { verb: 'say', text: 'Xin chào.', language: 'vi-VN' }],
    ['Play', element('Play', {}, ' /prompts/a.mp3 '), { verb: 'play', url: '/prompts/a.mp3' }],
    ['Pause', element('Pause'), { verb: 'pause', seconds: 1 }],
    ['Pause of a length', element('Pause', { length: '3' }), { verb: 'pause', seconds: 3 }],
    ['Hangup', element('Hangup'), { verb: 'hangup' }],
    ['Reject', element('Reject', { reason: 'busy' }), { verb: 'hangup' }],
    ['Redirect', element('Redirect', {}, '/twilio/voice/x'), { verb: 'redirect', url: '/twilio/voice/x' }],
    [
      'Gather with its defaults',
      element('Gather'),
      {
        verb: 'gather',
        dtmf: true,
        speech: false,
        action: undefined,
        timeout: 5,
        finishOnKey: '#',
        numDigits: Number.POSITIVE_INFINITY,
        actionOnEmptyResult: false,
        language: 'en-US',
        prompts: [],
      },
    ],
    [
      'Gather for keys and speech',
      element(
        'Gather',
        {
          input: 'dtmf speech',
          action: '/twilio/voice/place',
          timeout: '6',
          numDigits: '2',
          finishOnKey: '',
          actionOnEmptyResult: 'true',
          language: 'vi-VN',
        },
        say('Tỉnh nào?'),
        element('Pause', { length: '2' }),
      ),
      {
        verb: 'gather',
        dtmf: true,
        speech: true,
        action: '/twilio/voice/place',
        timeout: 6,
        finishOnKey: '',
        numDigits: 2,
        actionOnEmptyResult: true,
        language: 'vi-VN',
        prompts: [
          { verb: 'say', text: 'Tỉnh nào?', language: 'vi-VN' },
          { verb: 'pause', seconds: 2 },
        ],
      },
    ],
    [
      'Record with its defaults',
      element('Record'),
      {
        verb: 'record',
        action: undefined,
        maxLength: 3600,
        finishOnKey: '1234567890*#',
        recordingStatusCallback: undefined,
      },
    ],
    [
      'Dial of a plain number',
      element('Dial', {}, ' +842412345678 '),
      {
        verb: 'dial',
        numbers: ['+842412345678'],
        action: undefined,
        callerId: undefined,
        whisper: undefined,
      },
    ],
    [
      'Dial of several numbers',
      element(
        'Dial',
        { action: '/a', callerId: '+843' },
        element('Number', { url: '/w' }, '+841'),
        element('Number', {}, '+842'),
      ),
      { verb: 'dial', numbers: ['+841', '+842'], action: '/a', callerId: '+843', whisper: '/w' },
    ],
    ['a verb the phone does not play', element('Enqueue'), { verb: 'unknown', name: 'Enqueue' }],
  ];
  it.each(table)('reads %s', (_, verb, step) => {
    expect(readTwiml(response(verb))).toEqual([step]);
  });

  it('reads nothing in a document that is no Response', () => {
    expect(readTwiml(element('html'))).toBeUndefined();
  });
});

describe('enterKey', () => {
  const table: [
    name: string,
    gather: { finishOnKey: string; numDigits: number },
    keys: string,
    digits: string,
    finished: boolean,
  ][] = [
    ['one of one', { finishOnKey: '#', numDigits: 1 }, '3', '3', true],
    ['one of two', { finishOnKey: '#', numDigits: 2 }, '2', '2', false],
    ['two of two', { finishOnKey: '#', numDigits: 2 }, '29', '29', true],
    ['the finishing key', { finishOnKey: '#', numDigits: Number.POSITIVE_INFINITY }, '0912#', '0912', true],
    ['the finishing key alone', { finishOnKey: '#', numDigits: 4 }, '#', '', true],
    ['star is a digit', { finishOnKey: '#', numDigits: 1 }, '*', '*', true],
    ['hash is a digit where nothing finishes', { finishOnKey: '', numDigits: 2 }, '1#', '1#', true],
  ];
  it.each(table)('%s', (_, gather, keys, digits, finished) => {
    let entered = { digits: '', finished: false, finishedOnKey: '' };
    for (const key of keys) entered = enterKey(gather, entered.digits, key);
    expect(entered).toMatchObject({ digits, finished });
  });
});

describe('gatherParams', () => {
  const eager = { actionOnEmptyResult: true, language: 'vi-VN' };
  const plain = { actionOnEmptyResult: false, language: 'vi-VN' };
  it.each([
    ['keys', plain, { digits: '29', finishedOnKey: '' }, { Digits: '29', FinishedOnKey: '' }],
    ['silence goes on', plain, { digits: '', finishedOnKey: '' }, undefined],
    ['a lone finishing key goes on', plain, { digits: '', finishedOnKey: '#' }, undefined],
    [
      'silence is told when asked for',
      eager,
      { digits: '', finishedOnKey: '' },
      { Digits: '', FinishedOnKey: '' },
    ],
    [
      'speech',
      plain,
      { speech: 'đất đai' },
      { SpeechResult: 'đất đai', Confidence: '0.9128386', Language: 'vi-VN' },
    ],
  ] as const)('%s', (_, gather, heard, params) => {
    expect(gatherParams(gather, heard)).toEqual(params);
  });
});
