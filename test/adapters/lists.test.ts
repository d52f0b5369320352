import { describe, expect, it } from 'vitest';
import { listedCalls, listedSms } from '../../adapters/twilio/lists.ts';
import { voiceContact } from '../../adapters/twilio/voice.ts';
import { listedZalo, NotShown } from '../../adapters/zalo/chats.ts';
import { readZaloEvent } from '../../adapters/zalo/events.ts';

const AC = 'AC0123';
const account = { apiUrl: 'https://api.example', accountSid: AC, authToken: 'token' };
const SINCE = '2027-01-01T00:00:00Z';

/** Answers in order; the addresses that were asked are kept. */
function provider(...answers: unknown[]) {
  const asked: URL[] = [];
  const fetcher: typeof fetch = async (address) => {
    asked.push(new URL(String(address)));
    return Response.json(answers.shift() ?? null);
  };
  return { asked, fetcher };
}

const sms = (sid: string, more = {}) => ({
  sid,
  direction: 'inbound',
  from: '+84912345678',
  body: 'giup toi',
  date_sent: 'Fri, 01 Jan 2027 01:00:00 +0000',
  ...more,
});
const call = (sid: string, more = {}) => ({
  sid,
  direction: 'inbound',
  from: '+84912345678',
  status: 'completed',
  parent_call_sid: null,
  start_time: 'Fri, 01 Jan 2027 01:00:00 +0000',
  end_time: 'Fri, 01 Jan 2027 01:02:00 +0000',
  ...more,
});

describe("Twilio's lists", () => {
  it('are read page by page, what citizens sent only, with the ids of the webhooks', async () => {
    const { asked, fetcher } = provider(
      {
        messages: [sms('SM1'), sms('SM2', { direction: 'outbound-api' })],
        next_page_uri: `/2010-04-01/Accounts/${AC}/Messages.json?Page=1&PageToken=PASM2`,
      },
      { messages: [sms('SM3', { direction: 'outbound-reply' }), sms('SM4')], next_page_uri: null },
    );
    const found = await listedSms(account, SINCE, fetcher);
    expect(found).toMatchObject([
      { providerEventId: 'SM1', address: 'tel:+84912345678', sentAt: '2027-01-01T01:00:00.000Z' },
      { providerEventId: 'SM4' },
    ]);
    expect(asked.map(({ search }) => search)).toEqual([
      '?DateSent%3E=2027-01-01T00%3A00%3A00Z&PageSize=1000',
      '?Page=1&PageToken=PASM2',
    ]);
  });

  it('calls that are over, with beginning and end; not ours, not legs, not those under way', async () => {
    const { fetcher } = provider({
      calls: [
        call('CA1'),
        call('CA2', { direction: 'outbound-dial' }),
        call('CA3', { parent_call_sid: 'CA1' }),
        call('CA4', { status: 'in-progress' }),
        call('CA5', { status: 'no-answer', from: 'anonymous' }),
      ],
    });
    const found = await listedCalls(account, SINCE, fetcher);
    expect(
      found.map(({ arrival, end }) => [arrival.providerEventId, end.providerEventId, arrival.address]),
    ).toEqual([
      ['CA1:0', 'CA1:completed', 'tel:+84912345678'],
      ['CA5:0', 'CA5:no-answer', 'call:CA5'],
    ]);
    const told = voiceContact('arrival', { CallSid: 'CA1', From: '+84912345678' }, '0');
    expect(found[0]?.arrival.providerEventId).toBe(told?.providerEventId);
  });

  it.each([
    ['another host', 'https://elsewhere.example/2010-04-01/Accounts/AC0123/Messages.json'],
    ['another list', `/2010-04-01/Accounts/${AC}/Calls.json`],
    ['another account', '/2010-04-01/Accounts/AC9/Messages.json'],
  ])('the password does not go to a page of %s', async (_, next_page_uri) => {
    const { asked, fetcher } = provider({ messages: [], next_page_uri });
    await expect(listedSms(account, SINCE, fetcher)).rejects.toThrow('another list');
    expect(asked).toHaveLength(1);
  });

  it.each([[500], [401]])('an answer %d is no empty list', async (status) => {
    const fetcher = async () => new Response('', { status });
    await expect(listedSms(account, SINCE, fetcher)).rejects.toThrow(String(status));
  });
});

describe("Zalo's chats", () => {
  const zalo = { apiUrl: 'https://zalo.example', accessToken: 'access' };
  const line = (id: string, time: number, more = {}) => ({
    src: 1,
    time,
    type: 'text',
    message: `lời ${id}`,
    message_id: id,
    from_id: '2512523625412515',
    to_id: '388613280878808645',
    ...more,
  });
  const shown = (...data: object[]) => ({ error: 0, message: 'Success', data });

  it('each person of the recent chats, back to the moment and no further', async () => {
    const first = Array.from({ length: 10 }, (_, index) => line(`m${index}`, 2000 - index));
    const { asked, fetcher } = provider(
      shown(line('m0', 2000), line('old', 10, { from_id: '9' })),
      shown(...first),
      shown(
        line('m10', 1500, { type: 'photo', url: 'https://f.zdn.vn/a.jpg' }),
        line('ours', 1400, { src: 0 }),
      ),
    );
    const found = await listedZalo(zalo, 1000, fetcher);
    expect(found).toHaveLength(11);
    expect(found[0]).toMatchObject({
      address: 'zalo:2512523625412515',
      input: { kind: 'text', text: 'lời m0' },
    });
    expect(found[10]?.input).toMatchObject({ kind: 'attachment', attachments: [{ kind: 'image' }] });
    expect(asked.map(({ pathname }) => pathname.split('/').at(-1))).toEqual([
      'listrecentchat',
      'conversation',
      'conversation',
    ]);
  });

  it('a message has one name, told by the webhook or found in the list', async () => {
    const { fetcher } = provider(shown(line('m1', 2000)), shown(line('m1', 2000)));
    const [listed] = await listedZalo(zalo, 1000, fetcher);
    const told = readZaloEvent(
      JSON.stringify({
        app_id: '1',
        event_name: 'user_send_text',
        timestamp: '2003',
        sender: { id: '2512523625412515' },
        recipient: { id: '388613280878808645' },
        message: { text: 'lời m1', msg_id: 'm1' },
      }),
      '388613280878808645',
    );
    expect(told.kind === 'contact' && told.contact.listedAs).toBe(listed?.listedAs);
    expect(told.kind === 'contact' && told.contact.providerEventId).not.toBe(listed?.providerEventId);
  });

  it('an id written as a long number keeps its digits', async () => {
    const body =
      '{"error":0,"data":[{"src":1,"time":2000,"type":"text","message":"a","message_id":"m","from_id":246845883529197922,"to_id":1}]}';
    const found = await listedZalo(zalo, 1000, async () => new Response(body));
    expect(found[0]?.address).toBe('zalo:246845883529197922');
  });

  it('a refusal is no empty list', async () => {
    const { fetcher } = provider({ error: -216, message: 'Access token is invalid' });
    await expect(listedZalo(zalo, 1000, fetcher)).rejects.toThrow(NotShown);
  });
});
