import { describe, expect, it } from 'vitest';
import { type Call, type CallMoment, startCall } from '../../local/lobby/page/phone/call.ts';
import type { XmlElement } from '../../local/lobby/page/phone/twiml.ts';
import { element, response, say } from './twiml-elements.ts';

const caller = { callSid: 'CA1', from: '+84912345678', to: '+842437334309' };

interface Post {
  path: string;
  params: Record<string, string>;
}

type Reaction = [at: CallMoment['at'], act: (call: Call) => void];

/** A whole call: documents by path, what the person does at which moment, and what was posted in the end. */
async function dial(
  documents: Record<string, XmlElement | undefined>,
  reactions: Reaction[],
  habits: { promptsLast?: boolean; silenceRunsOut?: boolean } = {},
): Promise<{ posts: Post[]; moments: CallMoment[]; spoken: string[] }> {
  const posts: Post[] = [];
  const moments: CallMoment[] = [];
  const spoken: string[] = [];
  const left = [...reactions];
  let clock = 0;
  const untilCut = (cut: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (cut.aborted) resolve();
      cut.addEventListener('abort', () => resolve());
    });
  const call: Call = startCall(caller, {
    post: async (path, params) => {
      posts.push({ path, params });
      const known = path in documents;
      return { status: known || path.endsWith('/status') ? 200 : 404, body: path };
    },
    read: (path) => documents[path],
    utter: async (prompt, cut) => {
      spoken.push(prompt.verb === 'say' ? prompt.text : prompt.verb);
      clock += 2_000;
      if (habits.promptsLast) await untilCut(cut);
    },
    silence: async (_, cut) => {
      if (!habits.silenceRunsOut) await untilCut(cut);
    },
    show: (moment) => {
      moments.push(moment);
      const next = left[0];
      if (next?.[0] !== moment.at) return;
      left.shift();
      // The person acts after the phone has shown it.
      setTimeout(() => {
        clock += 3_000;
        next[1](call);
      }, 0);
    },
    sid: (prefix) => `${prefix}0`,
    now: () => clock,
  });
  await call.ended;
  expect(left).toEqual([]);
  return { posts, moments, spoken };
}

const gather = (attributes: Record<string, string>, ...prompts: XmlElement[]) =>
  element('Gather', attributes, ...prompts);
const GREETING = '/twilio/voice';
const paths = (posts: Post[]) => posts.map(({ path }) => path);

describe('a call', () => {
  it('begins ringing and ends with a completed status and its length', async () => {
    const { posts } = await dial({ [GREETING]: response(say('Xin chào.')) }, []);
    expect(posts).toHaveLength(2);
    expect(posts[0]).toMatchObject({
      path: GREETING,
      params: {
        CallSid: 'CA1',
        CallStatus: 'ringing',
        From: '+84912345678',
        FromCountry: 'VN',
        FromCity: '',
      },
    });
    expect(posts[1]).toMatchObject({
      path: '/twilio/voice/status',
      params: { CallStatus: 'completed', CallDuration: '2', Duration: '1' },
    });
  });

  it('sends the keys to the action and goes on with its answer', async () => {
    const { posts, spoken } = await dial(
      {
        [GREETING]: response(gather({ numDigits: '2', action: 'voice/place?turn=1' }, say('Tỉnh nào?'))),
        '/twilio/voice/place?turn=1': response(say('Đã ghi.'), element('Hangup'), say('không nghe thấy')),
      },
      [
        ['listening', (call) => call.press('2')],
        ['listening', (call) => call.press('9')],
      ],
    );
    expect(posts[1]).toMatchObject({
      path: '/twilio/voice/place?turn=1',
      params: { Digits: '29', CallStatus: 'in-progress' },
    });
    expect(spoken).toEqual(['Tỉnh nào?', 'Đã ghi.']);
  });

  it('lets a key interrupt the prompt', async () => {
    const { posts, spoken } = await dial(
      {
        [GREETING]: response(
          gather({ numDigits: '1', action: '/twilio/voice/a' }, say('Một lời dài.'), say('Lời sau.')),
        ),
        '/twilio/voice/a': response(),
      },
      [['speaking', (call) => call.press('1')]],
      { promptsLast: true },
    );
    expect(posts[1]).toMatchObject({ path: '/twilio/voice/a', params: { Digits: '1' } });
    expect(spoken).toEqual(['Một lời dài.']);
  });

  it('takes speech where speech is asked for', async () => {
    const { posts } = await dial(
      {
        [GREETING]: response(gather({ input: 'dtmf speech', action: '/twilio/voice/a', language: 'vi-VN' })),
        '/twilio/voice/a': response(),
      },
      [['listening', (call) => call.speak('tôi ở Sóc Trăng')]],
    );
    expect(posts[1]?.params).toMatchObject({ SpeechResult: 'tôi ở Sóc Trăng', Language: 'vi-VN' });
  });

  it('hears no speech where only keys are asked for, nor once a key was pressed', async () => {
    const { posts } = await dial(
      {
        [GREETING]: response(gather({ input: 'dtmf speech', numDigits: '2', action: '/twilio/voice/a' })),
        '/twilio/voice/a': response(gather({ numDigits: '1', action: '/twilio/voice/b' })),
        '/twilio/voice/b': response(),
      },
      [
        ['listening', (call) => call.press('4')],
        [
          'listening',
          (call) => {
            call.speak('bốn ba');
            call.press('3');
          },
        ],
        [
          'listening',
          (call) => {
            call.speak('một');
            call.press('1');
          },
        ],
      ],
    );
    expect(posts.slice(1, 3).map(({ params }) => params.Digits)).toEqual(['43', '1']);
  });

  it('goes on with the next verb when nothing is entered', async () => {
    const { posts, spoken } = await dial(
      {
        [GREETING]: response(
          gather({ action: '/twilio/voice/a' }, say('Bấm phím.')),
          say('Chưa nghe rõ.'),
          element('Redirect', {}, '/twilio/voice/again'),
        ),
        '/twilio/voice/again': response(),
      },
      [],
      { silenceRunsOut: true },
    );
    expect(spoken).toEqual(['Bấm phím.', 'Chưa nghe rõ.']);
    expect(paths(posts)).toEqual([GREETING, '/twilio/voice/again', '/twilio/voice/status']);
  });

  it('tells the silence where the document asks for it', async () => {
    const { posts } = await dial(
      {
        [GREETING]: response(gather({ action: '/twilio/voice/a', actionOnEmptyResult: 'true' })),
        '/twilio/voice/a': response(),
      },
      [['listening', (call) => call.stayQuiet()]],
    );
    expect(posts[1]).toMatchObject({ path: '/twilio/voice/a', params: { Digits: '' } });
  });

  it('sends a recording to its action and reports it, with the real length', async () => {
    const { posts } = await dial(
      {
        [GREETING]: response(
          element('Record', {
            action: '/twilio/voice/voicemail',
            recordingStatusCallback: 'http://localhost:3000/twilio/voice/recording',
            finishOnKey: '#',
          }),
          say('Không nghe thấy gì.'),
        ),
        '/twilio/voice/voicemail': response(),
        '/twilio/voice/recording': response(),
      },
      [
        [
          'recording',
          (call) => {
            call.press('1');
            call.press('#');
          },
        ],
      ],
    );
    expect(posts.find(({ path }) => path.endsWith('voicemail'))?.params).toMatchObject({
      RecordingSid: 'RE0',
      RecordingDuration: '3',
      Digits: '#',
      CallStatus: 'in-progress',
    });
    expect(posts.find(({ path }) => path.endsWith('recording'))?.params).toMatchObject({
      CallSid: 'CA1',
      RecordingSid: 'RE0',
      RecordingStatus: 'completed',
      RecordingDuration: '3',
      RecordingSource: 'RecordVerb',
    });
  });

  it('still asks the action when the caller hangs up while recording', async () => {
    const { posts } = await dial(
      {
        [GREETING]: response(element('Record', { action: '/twilio/voice/voicemail' })),
        '/twilio/voice/voicemail': response(),
      },
      [['recording', (call) => call.hangUp()]],
    );
    expect(posts[1]).toMatchObject({
      path: '/twilio/voice/voicemail',
      params: { Digits: 'hangup', CallStatus: 'completed' },
    });
    expect(paths(posts)).toContain('/twilio/voice/status');
  });

  it('goes on with the next verb when nothing was recorded', async () => {
    const { spoken } = await dial(
      { [GREETING]: response(element('Record', { action: '/x' }), say('Không nghe thấy gì.')) },
      [['recording', (call) => call.stayQuiet()]],
    );
    expect(spoken).toEqual(['Không nghe thấy gì.']);
  });

  it.each([
    ['completed', true],
    ['completed', false],
    ['no-answer', false],
  ] as const)('tells how the other end was: %s, joined: %s', async (status, bridged) => {
    const { posts } = await dial(
      {
        [GREETING]: response(element('Dial', { action: '/twilio/voice/dialled' }, '+842412345678')),
        '/twilio/voice/dialled': response(),
      },
      [['dialling', (call) => call.answer({ status, bridged })]],
    );
    expect(posts[1]).toMatchObject({
      path: '/twilio/voice/dialled',
      params: { DialCallStatus: status, DialBridged: String(bridged) },
    });
  });

  it('of a caller who hangs up while talking tells that the two have talked', async () => {
    const { posts } = await dial(
      { [GREETING]: response(element('Dial', { action: '/twilio/voice/dialled' }, '+842412345678')) },
      [
        ['dialling', (call) => call.connect()],
        ['talking', (call) => call.hangUp()],
      ],
    );
    expect(posts[1]).toMatchObject({
      path: '/twilio/voice/dialled',
      params: { CallStatus: 'completed', DialCallStatus: 'completed', DialBridged: 'true' },
    });
    expect(posts.at(-1)?.path).toBe('/twilio/voice/status');
  });

  it.each(['speaking', 'listening'] as const)('ends at once when the caller hangs up: %s', async (at) => {
    const { posts, moments } = await dial(
      { [GREETING]: response(gather({ action: '/twilio/voice/a', numDigits: '1' }, say('Xin chào.'))) },
      [[at, (call) => call.hangUp()]],
      { promptsLast: at === 'speaking' },
    );
    expect(paths(posts)).toEqual([GREETING, '/twilio/voice/status']);
    expect(moments.at(-1)).toEqual({ at: 'ended', why: 'caller' });
  });

  it.each([
    ['an error', {}],
    ['no TwiML', { [GREETING]: element('html') }],
    ['no XML', { [GREETING]: undefined }],
  ])('fails on %s, and still reports its end', async (_, documents) => {
    const { posts, moments } = await dial(documents, []);
    expect(moments.at(-1)).toMatchObject({ at: 'ended', why: 'failure' });
    expect(paths(posts)).toEqual([GREETING, '/twilio/voice/status']);
  });
});
