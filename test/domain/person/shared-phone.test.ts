import { describe, expect, it } from 'vitest';
import { newPerson } from '../../../domain/person/person.ts';
import { withoutSharing } from '../../../domain/person/shared-phone.ts';
import { HOUR, type PureHotline, pureHotline } from '../intake/pure-hotline.ts';

const PHONE = '+84912345678';
const NUMBER = `tel:${PHONE}`;
const ME = 'zalo:111';
const NEIGHBOUR = 'zalo:222';
const STORY = 'Toi bi lay dat o Soc Trang';

const shares = (hotline: PureHotline, who: string, phone = '84912345678') =>
  hotline.receive('zalo', who, { kind: 'profile', name: 'Nguyễn Thị Lan', phone });

describe('a number shared on Zalo', () => {
  it('leads its next SMS and its next call to the open request, to be confirmed, and tells them nothing of it', () => {
    // Prepare
    const hotline = pureHotline();
    const first = hotline.text(ME, STORY, 'zalo');
    const shared = shares(hotline, ME);
    // Act
    const sms = hotline.text(NUMBER, 'alo');
    const call = hotline.receive('voice', NUMBER, { kind: 'arrival' }, 'CA1');
    const stranger = pureHotline(2).text(NUMBER, 'alo');
    // Assess
    expect(shared).toMatchObject({
      request: { id: first.request.id, facts: { phone: PHONE } },
      event: { sharedPhone: 'linked' },
      shared: { evidence: { by: ME, phone: NUMBER, requestId: first.request.id } },
    });
    expect(shared.shared?.evidence.providerEventId).toBe(shared.event.providerEventId);
    for (const later of [sms, call])
      expect(later).toMatchObject({
        request: { id: first.request.id },
        opened: false,
        event: { toBeConfirmed: true },
      });
    const withoutCode = (text: string) => text.replace(/\d{4}-\d{4}/g, 'CODE');
    expect(withoutCode(hotline.reply(sms))).toBe(withoutCode(hotline.reply(stranger)));
    expect(hotline.reply(sms)).not.toContain(first.request.code.slice(0, 4));
  });

  it('does so for as long as the request is of these days', () => {
    const hotline = pureHotline();
    const first = hotline.text(ME, STORY, 'zalo');
    shares(hotline, ME);
    hotline.now += 71 * HOUR;
    expect(hotline.text(NUMBER, 'alo').request.id).toBe(first.request.id);
    const other = pureHotline();
    const old = other.text(ME, STORY, 'zalo');
    shares(other, ME);
    other.now += 73 * HOUR;
    expect(other.text(NUMBER, 'alo').request.id).not.toBe(old.request.id);
  });

  it('by two people is nobody’s: neither is merged, and what it had opened is closed', () => {
    const hotline = pureHotline();
    const mine = hotline.text(ME, STORY, 'zalo');
    shares(hotline, ME);
    const theirs = hotline.text(NEIGHBOUR, 'Toi bi no luong o Ca Mau', 'zalo');
    const second = shares(hotline, NEIGHBOUR);
    expect(second.event.sharedPhone).toBe('another-person');
    const sms = hotline.text(NUMBER, 'alo');
    expect([mine.request.id, theirs.request.id]).not.toContain(sms.request.id);
  });

  it('with a request of its own keeps that, and the handler is told', () => {
    const hotline = pureHotline();
    const own = hotline.text(NUMBER, 'Toi bi no luong o Ca Mau');
    const mine = hotline.text(ME, STORY, 'zalo');
    expect(shares(hotline, ME).event.sharedPhone).toBe('another-request');
    const sms = hotline.text(NUMBER, 'alo');
    expect(sms.request.id).toBe(own.request.id);
    expect(sms.request.id).not.toBe(mine.request.id);
  });

  it('by a voice that nobody has confirmed leads nowhere', () => {
    const hotline = pureHotline();
    const mine = hotline.text(ME, STORY, 'zalo');
    hotline.now += HOUR;
    hotline.text(ME, 'alo', 'zalo');
    expect(shares(hotline, ME).event.sharedPhone).toBe('unconfirmed');
    expect(hotline.text(NUMBER, 'alo').request.id).not.toBe(mine.request.id);
  });

  it.each([
    ['that is none', { kind: 'profile', phone: '12' } as const],
    ['on a business card', { kind: 'attachment', attachments: [{ kind: 'card', phone: PHONE }] } as const],
    ['in words', { kind: 'text', text: `so cua toi ${PHONE}` } as const],
  ])('%s is no evidence', (_, input) => {
    const hotline = pureHotline();
    hotline.text(ME, STORY, 'zalo');
    const decision = hotline.receive('zalo', ME, input);
    expect(decision.shared).toBeUndefined();
    expect(decision.event.sharedPhone).toBeUndefined();
  });

  it('shared once more by the same person changes nothing', () => {
    const hotline = pureHotline();
    hotline.text(ME, STORY, 'zalo');
    shares(hotline, ME);
    expect(shares(hotline, ME).event.sharedPhone).toBe('linked');
    expect(hotline.people.get(NUMBER)?.sharedBy).toHaveLength(1);
  });

  it('taken back leads nowhere any more; its own history stays', () => {
    const hotline = pureHotline();
    const first = hotline.text(ME, STORY, 'zalo');
    const { shared } = shares(hotline, ME);
    hotline.text(NUMBER, 'alo');
    if (!shared) throw new Error('nothing was shared');
    const person = withoutSharing(hotline.people.get(NUMBER) ?? newPerson(NUMBER), shared.evidence);
    hotline.people.set(NUMBER, person);
    expect(person).toMatchObject({ openRequest: null, talks: {}, sharedBy: [] });
    const later = hotline.text(NUMBER, 'alo');
    expect(later.request.id).not.toBe(first.request.id);
    expect(later.opened).toBe(true);
  });
});
