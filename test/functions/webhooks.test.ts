import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type {
  APIGatewayProxyEventV2,
  APIGatewayProxyStructuredResultV2,
  Context,
  SQSEvent,
} from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { personKey } from '../../adapters/dynamodb/keys.ts';
import { personRecord } from '../../adapters/dynamodb/records.ts';
import { readRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { getItem } from '../../adapters/dynamodb/table.ts';
import { type RealTable, realTable } from '../adapters/dynamodb/real-table.ts';
import { batch } from './queue-records.ts';
import {
  aggregator,
  aggregatorBytes,
  ENVIRONMENT,
  lambda,
  SECRETS,
  signedZalo,
  twilio,
  twilioBytes,
  zalo,
  zaloBytes,
} from './signed.ts';

type Webhook = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

const secrets = mockClient(SecretsManagerClient);
const sqs = mockClient(SQSClient);
let real: RealTable;
let functions: Record<'sms' | 'voice' | 'zalo' | 'inbound', Webhook>;
let replay: (event: SQSEvent) => Promise<{ batchItemFailures: { itemIdentifier: string }[] }>;
const logged: string[] = [];
let serial = 0;

beforeAll(async () => {
  real = await realTable();
  Object.assign(process.env, ENVIRONMENT);
  secrets
    .on(GetSecretValueCommand)
    .callsFake(({ SecretId }) => ({ SecretString: JSON.stringify(SECRETS[SecretId]) }));
  vi.spyOn(process.stdout, 'write').mockImplementation((line) => logged.push(String(line)) > 0);
  const [sms, voice, chat, inbound, replayed] = await Promise.all([
    import('../../functions/twilio-sms/handler.ts'),
    import('../../functions/twilio-voice/handler.ts'),
    import('../../functions/zalo-webhook/handler.ts'),
    import('../../functions/sms-inbound/handler.ts'),
    import('../../functions/replay/handler.ts'),
  ]);
  functions = { sms: sms.handler, voice: voice.handler, zalo: chat.handler, inbound: inbound.handler };
  replay = replayed.handler;
});
afterAll(async () => {
  vi.restoreAllMocks();
  await real.stop();
});
beforeEach(() => {
  serial += 1;
  logged.length = 0;
  sqs.reset();
  sqs.on(SendMessageCommand).resolves({ MessageId: 'm' });
});
afterEach(() => real.trouble('none'));

const number = () => `+8493${String(serial).padStart(7, '0')}`;
const user = () => `user-${serial}`;
const WORDS = 'Tôi tên Nguyễn Thị Bí Mật bị lấy đất ở Sóc Trăng';

/** The body with one character more. */
const changed = ({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string =>
  isBase64Encoded ? Buffer.from(`${Buffer.from(body, 'base64').toString()}x`).toString('base64') : `${body} `;

/** One signed message of each channel, with the address it comes from and the right answer when all is well. */
const CHANNELS = {
  sms: {
    event: (id: string) =>
      twilio('/twilio/sms', { MessageSid: `SM${serial}${id}`, From: number(), Body: WORDS }),
    address: () => `tel:${number()}`,
    status: 200,
    body: '<?xml version="1.0" encoding="UTF-8"?><Response/>',
  },
  voice: {
    event: (id: string) => twilio('/twilio/voice', { CallSid: `CA${serial}${id}`, From: number() }),
    address: () => `tel:${number()}`,
    status: 200,
    body: expect.stringContaining('<Gather'),
  },
  zalo: {
    event: (id: string) => zalo(user(), WORDS, `${serial}${id}`),
    address: () => `zalo:${user()}`,
    status: 200,
    body: '',
  },
  inbound: {
    event: (id: string) => aggregator({ id: `${serial}${id}`, from: number(), to: '8079', text: WORDS }),
    address: () => `tel:${number()}`,
    status: 200,
    body: '{"status":"received"}',
  },
} as const;
type Channel = keyof typeof CHANNELS;
const NAMES: readonly Channel[] = ['sms', 'voice', 'zalo', 'inbound'];

const post = (channel: Channel, event: APIGatewayProxyEventV2) => functions[channel](event, lambda);

async function timeline(channel: Channel) {
  const item = await getItem(real.table, personKey(CHANNELS[channel].address()));
  const id = item ? personRecord.parse(item.person).openRequest : null;
  return id === null ? [] : readTimeline(real.table, id);
}
const spilled = () => sqs.commandCalls(SendMessageCommand).map(({ args }) => args[0].input);

it('what neither the table nor the queue took of a call is tried once more: no 5xx for a bad moment', async () => {
  real.trouble('throttled');
  sqs.on(SendMessageCommand).rejectsOnce(new Error('unreachable')).resolves({ MessageId: 'm' });
  const status = { CallSid: `CA${serial}`, From: number(), CallStatus: 'completed' };
  const answer = await post('voice', twilio('/twilio/voice/status', status));
  expect(answer.statusCode).toBe(204);
  expect(spilled()).toHaveLength(2);
});

describe.each(NAMES)('the %s webhook', (channel) => {
  const { event, status, body } = CHANNELS[channel];

  it('takes a contact in and answers', async () => {
    const answer = await post(channel, event('a'));
    expect(answer).toMatchObject({ statusCode: status, body });
    expect(await timeline(channel)).toHaveLength(1);
    expect(spilled()).toEqual([]);
  });

  it('sent three times at once is one contact with one answer', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post(channel, event('a'))));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ statusCode: status, body });
    expect(await timeline(channel)).toHaveLength(1);
  });

  it.each([
    ['forged', (good: APIGatewayProxyEventV2) => ({ ...good, body: changed(good) })],
    ['unsigned', (good: APIGatewayProxyEventV2) => ({ ...good, headers: {} })],
    [
      'with a signature of nothing',
      (good: APIGatewayProxyEventV2) => ({
        ...good,
        headers: Object.fromEntries(Object.keys(good.headers).map((name) => [name, ''])),
      }),
    ],
  ])('%s is 403 and writes nothing', async (_, spoil) => {
    real.calls.length = 0;
    const answer = await post(channel, spoil(event('a')));
    expect(answer.statusCode).toBe(403);
    expect(real.calls).toEqual([]);
    expect(spilled()).toEqual([]);
  });

  it.each(['throttled', 'silent'] as const)(
    'with the table %s spills within its time, and answers',
    async (trouble) => {
      // Prepare
      real.trouble(trouble);
      const from = performance.now();
      // Act
      const answer = await post(channel, event('a'));
      // Assess
      expect(performance.now() - from).toBeLessThan(1900);
      expect(answer.statusCode).toBe(200);
      if (channel === 'voice') expect(answer.body).toMatch(/cán bộ sẽ gọi lại.*113.*<Hangup\/>/);
      else expect(answer.body).toBe(body);
      const [message, ...more] = spilled();
      expect(more).toEqual([]);
      expect(`${message?.MessageGroupId}${message?.MessageDeduplicationId}`).toMatch(/^[0-9a-f]{128}$/);
      real.trouble('none');
      expect(await timeline(channel)).toEqual([]);
    },
  );

  it('spilled is taken in by the replay, once, as late as it is', async () => {
    // Prepare
    real.trouble('throttled');
    await post(channel, event('a'));
    const [message] = spilled();
    const record = (id: string) => ({ messageId: id, body: message?.MessageBody ?? '' });
    // Act
    const during = await replay(batch([record('1'), record('2')]));
    real.trouble('none');
    const afterwards = await replay(batch([record('1'), record('2')]));
    // Assess
    expect(during.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['1', '2']);
    expect(afterwards.batchItemFailures).toEqual([]);
    expect(await timeline(channel)).toHaveLength(1);
  }, 30_000);

  it('with neither table nor spill queue makes the provider try again', async () => {
    // Prepare
    real.trouble('throttled');
    sqs.on(SendMessageCommand).rejects(new Error('unreachable'));
    // Act
    const answer = await post(channel, event('a'));
    // Assess
    // A caller hears us and never the provider's error voice: the provider keeps the message that is left.
    if (channel === 'voice') expect(answer.body).toMatch(/xin gọi 113.*<Record /);
    else expect(answer.statusCode).toBeGreaterThanOrEqual(500);
    expect(answer.body ?? '').not.toContain('unreachable');
    real.trouble('none');
    expect((await post(channel, event('a'))).statusCode).toBe(200);
    expect(await timeline(channel)).toHaveLength(1);
  });

  it('whose write succeeded with its answer lost does not double anything by spill and replay', async () => {
    // Prepare
    real.trouble('answer-lost', 'TransactWriteItems');
    const answer = await post(channel, event('a'));
    real.trouble('none');
    // Act
    const again = await replay(
      batch(spilled().map(({ MessageBody }, index) => ({ messageId: `${index}`, body: MessageBody ?? '' }))),
    );
    // Assess
    expect(answer.statusCode).toBe(200);
    expect(spilled()).toHaveLength(1);
    expect(again.batchItemFailures).toEqual([]);
    expect(await timeline(channel)).toHaveLength(1);
  });

  it('tells nobody in its log who wrote what', async () => {
    // Act: all is well, forged, spilled, failed.
    await post(channel, event('a'));
    await post(channel, { ...event('b'), headers: {} });
    real.trouble('throttled');
    await post(channel, event('c'));
    sqs.on(SendMessageCommand).rejects(new Error(`cannot send ${WORDS} of ${number()}`));
    await post(channel, event('d'));
    // Assess
    expect(logged.length).toBeGreaterThanOrEqual(4);
    for (const line of logged) {
      expect(line).not.toMatch(/Bí Mật|Sóc Trăng|lấy đất/);
      expect(line).not.toContain(number().slice(1));
      expect(line).not.toContain(user());
      expect(JSON.parse(line)).toHaveProperty('code');
    }
  });
});

it('hidden numbers together try twenty wrong codes an hour, then not even a right one opens anything', async () => {
  await post('voice', CHANNELS.voice.event('known'));
  const item = await getItem(real.table, personKey(`tel:${number()}`));
  const known = await readRequest(real.table, personRecord.parse(item?.person).openRequest ?? '');
  const tried = async (id: string, code: string) => {
    const hidden = { CallSid: `CA${serial}hidden${id}`, From: 'anonymous', Digits: code };
    return (await post('voice', twilio('/twilio/voice/answer', hidden, 'turn=1'))).body ?? '';
  };
  expect(await tried('first', known?.code ?? '')).toMatch(/đã ghi nhận/);
  for (let wrong = 0; wrong < 20; wrong += 1)
    expect(await tried(`${wrong}`, '12345678')).toMatch(/có chỗ sai|Không tìm thấy/);
  expect(await tried('late', known?.code ?? '')).toMatch(/thử lại sau một giờ/);
}, 20_000);

/** Every address at which Twilio asks for words, with what it may bring along. */
const ASKED: readonly (readonly [string, string, Record<string, string>])[] = [
  ['', '', {}],
  ['/answer', 'turn=1', { Digits: '3' }],
  ['/voicemail', 'turn=2', { RecordingUrl: 'https://api.twilio.com/x', RecordingSid: 'RE1' }],
  ['/dialled', 'turn=3', { DialCallStatus: 'no-answer' }],
  ['/whisper', 'request=r&turn=3&by=handler.01', {}],
  ['/accept', 'request=r&turn=3&by=handler.01', { Digits: '1', ParentCallSid: 'CA0' }],
  ['/outgoing', 'request=r&call=c', {}],
  ['/outgoing-accept', 'request=r&call=c', { Digits: '1' }],
  ['/outgoing-done', 'request=r&call=c', { DialCallStatus: 'busy' }],
  ['/outgoing-done', 'request=r&call=c&outcome=busy&again=3', {}],
];

describe('with neither table nor spill queue no address of a call leads into the error voice of Twilio', () => {
  const asked = (path: string, query: string, more: Record<string, string>) =>
    twilio(`/twilio/voice${path}`, { CallSid: `CA${serial}t`, From: number(), ...more }, query);

  it.each(ASKED)('%s?%s', async (path, query, more) => {
    real.trouble('throttled');
    sqs.on(SendMessageCommand).rejects(new Error('unreachable'));
    const { statusCode, body } = await post('voice', asked(path, query, more));
    expect(statusCode).toBe(200);
    expect(body).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?><Response(\/>|>.*<\/Response>)$/);
  });

  it('the end of a call with a citizen is asked for again, and then let be', async () => {
    real.trouble('throttled');
    const first = await post(
      'voice',
      asked('/outgoing-done', 'request=r&call=c', { DialCallStatus: 'busy' }),
    );
    expect(first.body).toMatch(/<Pause length="2"\/><Redirect.*outcome=busy&amp;again=1/);
    const last = await post('voice', asked('/outgoing-done', 'request=r&call=c&outcome=busy&again=3', {}));
    expect(last.body).toMatch(/trục trặc.*<Hangup\/>/);
  });

  it('not even where the secret of the signatures cannot be read', async () => {
    vi.resetModules();
    secrets.on(GetSecretValueCommand).rejects(new Error('unreachable'));
    const { handler } = await import('../../functions/twilio-voice/handler.ts');
    for (const [path, query, more] of ASKED) {
      const { statusCode, body } = await handler(asked(path, query, more), lambda);
      expect(statusCode, path).toBe(200);
      expect(body).toMatch(/<Record |<Hangup\/>/);
    }
    secrets
      .on(GetSecretValueCommand)
      .callsFake(({ SecretId }) => ({ SecretString: JSON.stringify(SECRETS[SecretId]) }));
  });
});

describe('signed, but not to be taken in', () => {
  const strange = { app_id: 'app', event_name: 'user_send_text', timestamp: '1795399200000' };
  const elsewhere = {
    ...strange,
    sender: { id: 'u' },
    recipient: { id: 'another-oa' },
    message: { text: 'x' },
  };
  it.each([
    ['a Zalo event without a citizen', 'webhook.malformed', 'zalo', signedZalo({ ...strange }), 200],
    ['an SMS without an id', 'webhook.malformed', 'sms', twilio('/twilio/sms', { Body: WORDS }), 200],
    ['an aggregator’s message without a text', 'webhook.malformed', 'inbound', aggregator({ id: '1' }), 400],
  ] as const)('%s is kept aside under an alarm', async (_, code, channel, event, status) => {
    expect((await post(channel, event)).statusCode).toBe(status);
    const [kept, ...more] = spilled();
    expect(more).toEqual([]);
    expect(kept).toMatchObject({ QueueUrl: ENVIRONMENT.SET_ASIDE_QUEUE_URL });
    expect(JSON.parse(kept?.MessageBody ?? '').body).toBe(
      event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString() : event.body,
    );
    expect(logged.join()).toContain(`"code":"${code}"`);
    // Where it cannot be kept either, the provider has to try again.
    sqs.on(SendMessageCommand).rejects(new Error('unreachable'));
    expect((await post(channel, event)).statusCode).toBe(503);
  });

  it('what is longer than anything a provider sends is refused for good, and not asked for again', async () => {
    const endless = aggregator({ id: 'long', from: '0912345678', to: '1', text: 'a'.repeat(1_000_000) });
    expect((await post('inbound', endless)).statusCode).toBe(413);
    expect(spilled()).toEqual([]);
    expect(logged.join()).toContain('"code":"webhook.oversized"');
  });

  it('a Zalo event that names another account is taken in, and the account told', async () => {
    expect((await post('zalo', signedZalo(elsewhere))).statusCode).toBe(200);
    expect(spilled()).toEqual([]);
    expect(logged.join()).toContain('"code":"webhook.foreign"');
    expect(await getItem(real.table, personKey('zalo:u'))).not.toBeNull();
  });

  it('an SMS whose sender is withheld is a contact that nobody answers', async () => {
    await post('sms', twilio('/twilio/sms', { MessageSid: `SM${serial}`, From: '', Body: WORDS }));
    const item = await getItem(real.table, personKey(`sms:SM${serial}`));
    const request = personRecord.parse(item?.person).openRequest ?? '';
    const [contact] = await readTimeline(real.table, request);
    expect(contact).toMatchObject({ type: 'contact', text: WORDS });
    expect(contact?.messages).toBeUndefined();
  });

  it('a repetition that Zalo counts (num_retry) is told in the log and has no second effect', async () => {
    const first = CHANNELS.zalo.event('a');
    await post('zalo', first);
    await post('zalo', { ...first, headers: { ...first.headers, num_retry: '2' } });
    expect(logged.filter((line) => line.includes('webhook.retried'))).toEqual([
      expect.stringContaining('"retry":2'),
    ]);
    expect(await timeline('zalo')).toHaveLength(1);
  });
});

/** Windows-1258, as an old gateway may write it: `ế` in a byte of its own is no UTF-8. */
const OLD = 'Em \xfe S\xf3c Tr\xe3ng, ch\xf4ng \xf0\xe1nh';
const inBytes = (json: object) => Buffer.from(JSON.stringify(json), 'latin1');

/** A message of each channel in letters that are not UTF-8, signed by its bytes. */
const DAMAGED: Readonly<
  Record<string, readonly [channel: Exclude<Channel, 'voice'>, event: (id: string) => APIGatewayProxyEventV2]>
> = {
  'an aggregator’s message': [
    'inbound',
    (id) => aggregatorBytes(inBytes({ id, from: number(), to: '8079', text: OLD })),
  ],
  'a Zalo event': [
    'zalo',
    (id) =>
      zaloBytes(
        inBytes({
          app_id: 'app',
          event_name: 'user_send_text',
          sender: { id: user() },
          recipient: { id: 'oa' },
          message: { text: OLD, msg_id: id },
          timestamp: '1795399200000',
        }),
        '1795399200000',
      ),
  ],
  'a form’s percents': ['sms', (id) => twilioBytes({ MessageSid: id, From: number(), Body: OLD }, false)],
  'a form’s own bytes': ['sms', (id) => twilioBytes({ MessageSid: id, From: number(), Body: OLD }, true)],
};

describe.each(Object.entries(DAMAGED))('signed, in letters that are not UTF-8: %s', (_, [channel, event]) => {
  const id = () => `SM${serial}old`;
  const sent = () => Buffer.from(event(id()).body ?? '', 'base64');

  it('is a contact at once, in the letters that can be read, and its bytes are kept under an alarm', async () => {
    // Act
    const answer = await post(channel, event(id()));
    // Assess
    expect(answer).toMatchObject({ statusCode: 200, body: CHANNELS[channel].body });
    const [contact, ...more] = await timeline(channel);
    expect(more).toEqual([]);
    expect(contact?.text).toMatch(/^Em \uFFFD S\uFFFDc Tr\uFFFDng, ch/);
    const [kept] = spilled();
    expect(kept).toMatchObject({ QueueUrl: ENVIRONMENT.SET_ASIDE_QUEUE_URL });
    expect(Buffer.from(JSON.parse(kept?.MessageBody ?? '').body, 'base64')).toEqual(sent());
    expect(logged.join()).toContain('"level":"error","code":"webhook.malformed"');
  });

  it('sent back from there, it has no second effect and goes', async () => {
    await post(channel, event(id()));
    const [kept] = spilled();
    const { batchItemFailures } = await replay(batch([{ messageId: '0', body: kept?.MessageBody ?? '' }]));
    expect(batchItemFailures).toEqual([]);
    expect(await timeline(channel)).toHaveLength(1);
  });
});

it('whose id is damaged is not taken in as somebody else’s: its bytes wait', async () => {
  const event = aggregatorBytes(inBytes({ id: 'x\xe9', from: number(), to: '8079', text: 'x' }));
  expect((await post('inbound', event)).statusCode).toBe(400);
  expect(await timeline('inbound')).toEqual([]);
  expect(spilled()).toHaveLength(1);
});

/** What a queue's message and a table's item hold, in bytes. */
const QUEUE = 256 * 1024;

/** Signed, and far longer than anything a provider sends: in its words, or in anything else that it may hold. */
describe.each([20, 50, 100, 250])('signed and %i KB long', (kilobytes) => {
  const words = () => 'Tôi ở Sóc Trăng bị chồng đánh, lấy đất. '.normalize('NFC').repeat(20 * kilobytes);
  const EVENTS: Readonly<Record<'sms' | 'zalo' | 'inbound', (id: string) => APIGatewayProxyEventV2>> = {
    sms: (id) => twilio('/twilio/sms', { MessageSid: id, From: number(), Body: words() }),
    zalo: (id) => zalo(user(), words(), id),
    inbound: (id) => aggregator({ id, from: number(), to: '8079', text: words() }),
  };

  it.each(['sms', 'zalo', 'inbound'] as const)(
    '%s is taken in, also by way of the queue, and what is kept has its end',
    async (channel) => {
      // Act
      real.trouble('throttled', 'BatchGetItem');
      const away = await post(channel, EVENTS[channel](`L${serial}`));
      real.trouble('none');
      const [message, ...more] = spilled();
      const there = await post(channel, EVENTS[channel](`L${serial}`));
      const again = await replay(batch([{ messageId: '0', body: message?.MessageBody ?? '' }]));
      // Assess
      expect([away.statusCode, there.statusCode]).toEqual([200, 200]);
      expect(more).toEqual([]);
      expect(Buffer.byteLength(message?.MessageBody ?? '')).toBeLessThan(QUEUE);
      expect(again.batchItemFailures).toEqual([]);
      const [contact, ...others] = await timeline(channel);
      expect(others).toEqual([]);
      expect(contact?.text).toBe(words().slice(0, 20_000));
      expect(contact?.understood?.length).toBeLessThan(100);
    },
  );
});

describe('signed, with a member that no provider makes so long', () => {
  const long = 'x'.repeat(250_000);
  const event = (name: string, more: object) =>
    signedZalo({
      app_id: 'app',
      event_name: name,
      sender: { id: user() },
      recipient: { id: 'oa' },
      timestamp: '1795399200000',
      ...more,
    });
  const files = (count: number, url: string) =>
    Array.from({ length: count }, (_, index) => ({ type: 'link', payload: { url: `${url}${index}` } }));
  const form = (more: object) =>
    twilio('/twilio/sms', { MessageSid: `SM${serial}`, From: number(), ...more });

  it.each<[string, Channel, () => APIGatewayProxyEventV2]>([
    [
      'an address',
      'zalo',
      () => event('user_send_link', { message: { msg_id: 'm', attachments: files(1, long) } }),
    ],
    [
      'ten addresses',
      'zalo',
      () => event('user_send_link', { message: { msg_id: 'm', attachments: files(10, 'y'.repeat(20_000)) } }),
    ],
    [
      'two thousand files',
      'zalo',
      () =>
        event('user_send_link', {
          message: { msg_id: 'm', attachments: files(2000, 'https://f.zdn.vn/'.repeat(4)) },
        }),
    ],
    ['a name of a thousand words', 'zalo', () => event('user_submit_info', { info: { name: words(1000) } })],
    ['a file’s address', 'sms', () => form({ NumMedia: '1', MediaUrl0: long })],
    [
      'places without end',
      'inbound',
      () => aggregator({ id: `p${serial}`, from: number(), to: '1', text: 'HN '.repeat(9000) }),
    ],
    ['a short code', 'inbound', () => aggregator({ id: `p${serial}`, from: number(), to: long, text: 'x' })],
  ])('%s: taken in', async (_, channel, make) => {
    expect((await post(channel, make())).statusCode).toBe(200);
    expect(spilled()).toEqual([]);
    expect(await timeline(channel)).toHaveLength(1);
  });

  it('an id that is no key is answered, and kept where the replay will not lose it', async () => {
    const answer = await post('zalo', event('user_send_text', { message: { msg_id: long, text: 'x' } }));
    expect(answer.statusCode).toBe(200);
    const [message] = spilled();
    expect(Buffer.byteLength(message?.MessageBody ?? '')).toBeLessThan(QUEUE);
  });

  it('no text at all, and endless: its beginning is kept under the alarm', async () => {
    const answer = await post('inbound', aggregatorBytes(Buffer.alloc(400_000, 'x')));
    expect(answer.statusCode).toBe(400);
    expect(Buffer.byteLength(spilled()[0]?.MessageBody ?? '')).toBeLessThan(QUEUE);
  });
});

const words = (count: number) =>
  Array.from({ length: count }, (_, index) => `tên${index.toString(36)}`).join(' ');

describe('a call', () => {
  it('whose same turn comes again hears the same', async () => {
    // Prepare
    const call = { CallSid: `CA${serial}`, From: number() };
    await post('voice', twilio('/twilio/voice', call));
    const turn = () => twilio('/twilio/voice/answer', { ...call, Digits: '3' }, 'turn=1');
    // Act
    const first = await post('voice', turn());
    await post('voice', twilio('/twilio/voice/answer', { ...call, Digits: '65' }, 'turn=2'));
    const repeated = await post('voice', turn());
    // Assess
    expect(repeated).toEqual(first);
    expect(await timeline('voice')).toHaveLength(3);
  });

  it.each(['ringing', 'in-progress'])('on its way (%s) changes nothing', async (CallStatus) => {
    const answer = await post(
      'voice',
      twilio('/twilio/voice/status', { CallSid: `CA${serial}`, From: number(), CallStatus }),
    );
    expect(answer.statusCode).toBe(204);
    expect(await timeline('voice')).toEqual([]);
  });

  it('of which a message was left is one request, also when Twilio has stored the recording', async () => {
    // Prepare
    const call = { CallSid: `CA${serial}`, From: number() };
    const recording = {
      RecordingUrl: 'https://api.twilio.com/R',
      RecordingSid: `RE${serial}`,
      RecordingDuration: '9',
    };
    await post('voice', twilio('/twilio/voice', call));
    await post('voice', twilio('/twilio/voice/answer', { ...call, Digits: '0' }, 'turn=1'));
    // Act
    await post('voice', twilio('/twilio/voice/voicemail', { ...call, ...recording }, 'turn=2'));
    const { From: _, ...nameless } = call;
    await post(
      'voice',
      twilio('/twilio/voice/recording', { ...nameless, ...recording, RecordingStatus: 'completed' }),
    );
    // Assess
    expect(await getItem(real.table, personKey(`call:CA${serial}`))).toBeNull();
    const events = await timeline('voice');
    expect(events.at(-1)).toMatchObject({ outcome: 'voicemail' });
    expect(await readRequest(real.table, events[0]?.requestId ?? '')).toMatchObject({
      centre: 'national',
      state: 'routed',
    });
  });

  it('to a step that does not exist is 404, signed or not', async () => {
    const call = { CallSid: `CA${serial}`, From: number() };
    expect((await post('voice', twilio('/twilio/voice/elsewhere', call))).statusCode).toBe(404);
    expect((await post('voice', twilio('/twilio/voice/elsewhere', call, '', 'wrong'))).statusCode).toBe(403);
  });
});

describe('a replayed batch', () => {
  const spilledRecords = () =>
    spilled().map(({ MessageBody, MessageGroupId }, index) => ({
      messageId: `${index}`,
      body: MessageBody ?? '',
      attributes: { MessageGroupId: MessageGroupId ?? '' },
    }));

  it('holds up what the same person sent after a failure, and nobody else’s', async () => {
    // Prepare
    real.trouble('throttled');
    await post('zalo', zalo(user(), 'một', `${serial}a`));
    await post('zalo', zalo(user(), 'hai', `${serial}b`));
    await post('sms', twilio('/twilio/sms', { MessageSid: `SM${serial}c`, From: number(), Body: 'ba' }));
    const [one, two, three] = spilledRecords();
    if (!one || !two || !three) throw new Error('not spilled');
    // Act: both tries of the first are refused
    real.trouble('throttled', 'TransactWriteItems', 2);
    const { batchItemFailures } = await replay(batch([one, two, three]));
    const later = await replay(batch([one, two]));
    // Assess
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['0', '1']);
    expect(later.batchItemFailures).toEqual([]);
    expect((await timeline('zalo')).map(({ text }) => text)).toEqual(['một', 'hai']);
    expect((await timeline('sms')).map(({ text }) => text)).toEqual(['ba']);
  }, 30_000);

  it('sets aside what nobody can read, and takes in what came after it in order', async () => {
    // Prepare
    real.trouble('throttled');
    await post('zalo', zalo(user(), 'một', `${serial}a`));
    await post('zalo', zalo(user(), 'hai', `${serial}b`));
    const records = spilledRecords();
    real.trouble('none');
    // Act
    const attributes = records[0]?.attributes ?? { MessageGroupId: '' };
    const strange = { channel: 'zalo', path: '/zalo/webhook', turn: '', body: '{}', receivedAt: '' };
    const { batchItemFailures } = await replay(
      batch([
        { messageId: 'x', body: 'no JSON', attributes },
        { messageId: 'y', body: JSON.stringify(strange), attributes },
        ...records,
      ]),
    );
    // Assess
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['x', 'y']);
    expect((await timeline('zalo')).map(({ text }) => text)).toEqual(['một', 'hai']);
  });
});

it('messages of one person are spilled into one group, of another into another', async () => {
  // Prepare
  real.trouble('throttled');
  // Act
  await post('sms', twilio('/twilio/sms', { MessageSid: `SM${serial}a`, From: number(), Body: 'x' }));
  await post(
    'inbound',
    aggregator({ id: `${serial}b`, from: `0${number().slice(3)}`, to: '8079', text: 'y' }),
  );
  await post('sms', twilio('/twilio/sms', { MessageSid: `SM${serial}c`, From: '+84900000000', Body: 'z' }));
  // Assess
  const groups = spilled().map(({ MessageGroupId }) => MessageGroupId);
  expect(groups[0]).toBe(groups[1]);
  expect(groups[2]).not.toBe(groups[0]);
});
