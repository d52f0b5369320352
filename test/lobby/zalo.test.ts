import { describe, expect, it } from 'vitest';
import {
  attachmentEvent,
  chatNowEvent,
  followEvent,
  locationAttachment,
  seenEvent,
  submitInfoEvent,
  textEvent,
} from '../../local/lobby/page/zalo/events.ts';
import { readZaloMessage } from '../../local/lobby/page/zalo/message.ts';

describe('what a person in the chat causes', () => {
  const sender = { id: '6142494823' };
  it.each([
    [
      'a text',
      textEvent('6142494823', 'cb31dff1', 'Chào'),
      { event_name: 'user_send_text', sender, message: { text: 'Chào', msg_id: 'cb31dff1' } },
    ],
    [
      'a sticker',
      attachmentEvent('6142494823', 'm', { type: 'sticker', payload: { id: '1', url: 'https://x' } }),
      {
        event_name: 'user_send_sticker',
        sender,
        message: { msg_id: 'm', attachments: [{ type: 'sticker', payload: { id: '1', url: 'https://x' } }] },
      },
    ],
    [
      'a location, its coordinates as strings',
      attachmentEvent('6142494823', 'm', locationAttachment(10.7642473, 106.6564314)),
      {
        event_name: 'user_send_location',
        message: {
          msg_id: 'm',
          attachments: [
            {
              type: 'location',
              payload: { coordinates: { latitude: '10.7642473', longitude: '106.6564314' } },
            },
          ],
        },
      },
    ],
    [
      'a follower, who is no sender',
      followEvent('6142494823'),
      { event_name: 'follow', follower: sender, source: 'oa_profile' },
    ],
    [
      'messages seen',
      seenEvent('6142494823', ['m1', 'm2']),
      { event_name: 'user_seen_message', sender, message: { msg_ids: ['m1', 'm2'] } },
    ],
    [
      'a first look at the chat, which names no sender',
      chatNowEvent('6142494823'),
      { event_name: 'user_click_chatnow', user_id: '6142494823' },
    ],
    [
      'contact details',
      submitInfoEvent('6142494823', {
        name: 'Thạch Thị Sa',
        phone: '84912345678',
        city: 'Cần Thơ',
        ward: 'Xã Kế Sách',
        address: 'Ấp 1',
      }),
      {
        event_name: 'user_submit_info',
        sender,
        info: {
          name: 'Thạch Thị Sa',
          phone: '84912345678',
          full_address: { user_city: 'Cần Thơ', user_ward: 'Xã Kế Sách', user_address: 'Ấp 1' },
        },
      },
    ],
  ])('%s', (_, event, expected) => {
    expect(event).toMatchObject(expected);
  });
});

describe('what the account sends', () => {
  const recipient = { user_id: '1' };
  const withButtons = (...buttons: object[]) => ({
    recipient,
    message: { text: 'Hỏi', attachment: { type: 'template', payload: { buttons } } },
  });
  it.each([
    [
      'a text',
      { recipient, message: { text: 'Chào' } },
      { text: 'Chào', buttons: [], infoRequest: undefined },
    ],
    [
      'a button whose tap is shown',
      withButtons({ title: 'Có', type: 'oa.query.show', payload: 'có' }),
      { buttons: [{ title: 'Có', action: { does: 'send', text: 'có', shown: true } }] },
    ],
    [
      'a button whose tap is not shown',
      withButtons({ title: 'Có', type: 'oa.query.hide', payload: '#co' }),
      { buttons: [{ title: 'Có', action: { does: 'send', text: '#co', shown: false } }] },
    ],
    [
      'a button that calls',
      withButtons({ title: 'Gọi', type: 'oa.open.phone', payload: { phone_code: '842437334309' } }),
      { buttons: [{ title: 'Gọi', action: { does: 'call', phone: '842437334309' } }] },
    ],
    [
      'a request for contact details',
      {
        recipient,
        message: {
          attachment: {
            type: 'template',
            payload: {
              template_type: 'request_user_info',
              elements: [{ title: 'Đăng ký', subtitle: 'Xin chia sẻ', image_url: 'https://x' }],
            },
          },
        },
      },
      { text: '', infoRequest: { title: 'Đăng ký', subtitle: 'Xin chia sẻ' } },
    ],
  ])('%s', (_, body, expected) => {
    expect(readZaloMessage(body)).toMatchObject(expected);
  });

  it.each([[undefined], [{}], [withButtons({ title: 'x', type: 'oa.unknown', payload: 'x' })]])(
    'is no message: %j',
    (body) => {
      expect(readZaloMessage(body)).toBeUndefined();
    },
  );
});
