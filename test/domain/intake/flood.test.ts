import { describe, expect, it } from 'vitest';
import { SETTINGS } from '../../../domain/intake/settings.ts';
import { HOUR, MINUTE, pureHotline } from './pure-hotline.ts';

const [burst, daily] = SETTINGS.floods;
const PHONE = 'tel:+84912345678';
const written = (hotline: ReturnType<typeof pureHotline>, text: string) => hotline.text(PHONE, text);

/** Writes harmless lines until one more would be held back. */
function upToTheLimit(hotline: ReturnType<typeof pureHotline>) {
  for (let line = 1; line <= (burst?.most ?? 0); line += 1) {
    const { event } = written(hotline, line === 1 ? 'toi o Ca Mau, bi lua ban dat' : `them dong ${line} nua`);
    expect(event.heldBack, `line ${line}`).toBeUndefined();
  }
}

describe('an address that writes too often', () => {
  it('is kept and shown, and gets no answer and no event', () => {
    const hotline = pureHotline();
    upToTheLimit(hotline);
    const { event, request } = written(hotline, 'va con nua');
    expect(event).toMatchObject({ type: 'contact', text: 'va con nua', heldBack: true, publish: [] });
    expect(event.messages).toBeUndefined();
    expect(hotline.requests.get(request.id)).toMatchObject({
      centre: '96',
      sequence: (burst?.most ?? 0) + 1,
    });
  });

  it('moves its request no more', () => {
    const hotline = pureHotline();
    upToTheLimit(hotline);
    expect(written(hotline, 'viec xay ra o Ha Noi').request.centre).toBe('96');
  });

  it('can still raise the alarm and hears whom to call, once', () => {
    const hotline = pureHotline();
    upToTheLimit(hotline);
    const first = written(hotline, 'chong dang danh toi, cuu voi');
    expect(first.request.urgency).toBe('urgent');
    expect(first.event.publish).toMatchObject([
      { type: 'request.routed', centre: '96', urgency: 'urgent' },
      { type: 'message.requested' },
    ]);
    expect(first.event.messages?.[0]?.text).toContain('113');
    const again = written(hotline, 'chong dang danh toi, cuu voi').event;
    expect(again).toMatchObject({ publish: [] });
    expect(again.messages).toBeUndefined();
  });

  it('can still stop messages', () => {
    const hotline = pureHotline();
    upToTheLimit(hotline);
    written(hotline, 'STOP');
    expect(hotline.people.get(PHONE)?.optedOut).toBe(true);
  });

  it('is answered again after a while', () => {
    const hotline = pureHotline();
    upToTheLimit(hotline);
    expect(written(hotline, 'nua').event.heldBack).toBe(true);
    hotline.now += burst?.within ?? 0;
    expect(written(hotline, 'nua').event).toMatchObject({ messages: [{ purpose: 'reply' }] });
  });

  it('cannot go on all day just below the limit of ten minutes', () => {
    const hotline = pureHotline();
    let held = 0;
    for (let line = 0; line < 200; line += 1) {
      held += written(hotline, `dong ${line} nua`).event.heldBack ? 1 : 0;
      hotline.now += MINUTE;
    }
    expect(held).toBe(200 - (daily?.most ?? 0));
    hotline.now += 24 * HOUR;
    expect(written(hotline, 'hom sau').event.heldBack).toBeUndefined();
  });
});

it('another address is not counted, and a call is always answered', () => {
  const hotline = pureHotline();
  upToTheLimit(hotline);
  expect(hotline.text('tel:+84987654321', 'toi o Ca Mau').event.heldBack).toBeUndefined();
  const call = hotline.receive('voice', PHONE, { kind: 'arrival' }, 'CA1');
  expect(call.event.heldBack).toBeUndefined();
  expect(call.answer.text).not.toBe('');
});
