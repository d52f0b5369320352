import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, type Input } from '../../../domain/contact/contact.ts';
import type { Facts } from '../../../domain/request/request.ts';
import { ARRIVAL, keys, SILENCE, speech, talked, text } from './talking.ts';

/** A script: what comes in → what is said, by key → what is asked then. */
type Script = readonly (readonly [Input, string, string | null])[];

const assess = (channel: 'voice' | 'sms' | 'zalo', script: Script, reachable = true) => {
  const { lines, facts } = talked(
    channel,
    script.map(([input]) => input),
    { reachable },
  );
  expect(lines.map(({ says, asked }) => [says.join(' '), asked])).toEqual(
    script.map(([, says, asked]) => [says, asked]),
  );
  return { facts, last: lines.at(-1)?.step };
};

describe('a call', () => {
  it('by keys alone, for who cannot or will not speak', () => {
    const { facts, last } = assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [keys('3'), 'ask.place', 'place'],
      [keys('65'), 'understood.place ask.urgency', 'urgency'],
      [keys('2'), 'ask.safe', 'safe'],
      [keys('1'), 'ask.forWhom', 'forWhom'],
      [keys('1'), 'ask.name', 'name'],
      [keys('2'), 'done voicemail.more', 'voicemail'],
    ]);
    expect(facts).toMatchObject({
      matter: 'land',
      chosenProvince: '92',
      urgent: false,
      safeContact: 'safe',
      forWhom: 'self',
    });
    expect(last?.effects).toEqual(['call-over', 'record-voicemail']);
  });

  it('by speech', () => {
    const { facts } = assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [speech('tôi bị hàng xóm lấn đất ở Sóc Trăng'), 'ask.urgency', 'urgency'],
      [speech('dạ không'), 'ask.safe', 'safe'],
      [speech('có'), 'ask.forWhom', 'forWhom'],
      [speech('cho tôi'), 'ask.name', 'name'],
      [speech('Nguyễn Thị Lan'), 'done voicemail.more', 'voicemail'],
    ]);
    expect(facts).toMatchObject({ matter: 'land', name: 'Nguyễn Thị Lan', urgent: false });
    expect(facts.casePlace).toMatchObject({ province: '92', sure: true });
  });

  it.each([
    ['toi la nguyen thi lan, o soc trang, hang xom lan dat', undefined, 'nguyen thi lan'],
    ['hang xom lan dat cua chong toi la Nguyen Van Nam o soc trang', undefined, undefined],
    ['toi la Tran Thi Hoa, o soc trang, hang xom lan dat', 'Nguyễn Thị Lan', 'Nguyễn Thị Lan'],
  ])('a name told on the way is not asked for again, and replaces none: %s', (words, before, name) => {
    const { facts, lines } = talked('sms', [text(words), text('khong'), text('co'), text('cho toi')], {
      facts: before === undefined ? {} : { name: before },
    });
    expect(facts.name?.toLowerCase()).toBe(name?.toLowerCase());
    expect(lines.at(-1)?.asked === 'name').toBe(name === undefined);
  });

  it('a name that is asked for may come as a sentence', () => {
    const { facts } = talked('sms', [
      text('o soc trang, hang xom lan dat'),
      ...['khong', 'co', 'cho toi', 'toi la nguyen thi lan'].map((each) => text(each)),
    ]);
    expect(facts.name).toBe('Nguyen Thi Lan');
  });

  it.each([
    ['1', 'criminal', 'custody', ''],
    ['2', 'family', 'violence', 'emergency.danger '],
  ] as const)('with key %s is urgent: asks only what cannot wait', (key, matter, signal, first) => {
    const { facts } = assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [keys(key), `${first}ask.place`, 'place'],
      [keys('29'), 'understood.place ask.safe', 'safe'],
      [keys('2'), 'done voicemail.more', 'voicemail'],
    ]);
    expect(facts).toMatchObject({ matter, urgent: true, signals: [signal], safeContact: 'unsafe' });
  });

  it('with a hidden number asks for one', () => {
    const { facts } = assess(
      'voice',
      [
        [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
        [keys('2'), 'emergency.danger ask.place', 'place'],
        [keys('29'), 'understood.place ask.safe', 'safe'],
        [keys('1'), 'ask.phone', 'phone'],
        [keys('12'), 'sorry.key ask.phone', 'phone'],
        [keys('0912345678'), 'done voicemail.more', 'voicemail'],
      ],
      false,
    );
    expect(facts.phone).toBe('+84912345678');
  });

  it('that stays silent gets on to a message, not round for ever', () => {
    const { last } = assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [SILENCE, 'sorry.silence ask.matter', 'matter'],
      [SILENCE, 'sorry.silence ask.place', 'place'],
      [SILENCE, 'sorry.silence voicemail', 'voicemail'],
      [SILENCE, 'done goodbye', null],
    ]);
    expect(last?.effects).toEqual(['call-over', 'end-call']);
  });

  it('counts silences in a row only', () => {
    assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [SILENCE, 'sorry.silence ask.matter', 'matter'],
      [keys('3'), 'ask.place', 'place'],
      [SILENCE, 'sorry.silence ask.place.again', 'place'],
      [SILENCE, 'sorry.silence ask.urgency', 'urgency'],
      [SILENCE, 'sorry.silence voicemail', 'voicemail'],
    ]);
  });

  it('gives a question up after two wrong keys', () => {
    assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [keys('77'), 'sorry.key ask.matter', 'matter'],
      [keys('77'), 'sorry.key ask.place', 'place'],
      [keys('10'), 'sorry.key ask.place.again', 'place'],
      [keys('10'), 'sorry.key ask.urgency', 'urgency'],
      [keys('5'), 'sorry.key ask.urgency', 'urgency'],
      [keys('5'), 'sorry.key ask.safe', 'safe'],
    ]);
  });

  it.each([0, 1, 2, 3])('goes to a message on 0 after %i answers', (answers) => {
    // Prepare
    const before = [ARRIVAL, keys('3'), keys('65'), keys('2')].slice(0, answers + 1);
    // Act
    const { lines } = talked('voice', [...before, keys('0')]);
    // Assess
    expect(lines.at(-1)).toMatchObject({ says: ['voicemail'], asked: 'voicemail' });
    expect(lines.at(-1)?.step.effects).toEqual(['record-voicemail']);
  });

  it.each([0, 1, 2, 3])(
    'asks for the code on # after %i answers, and goes on where nothing comes',
    (answers) => {
      const script = [ARRIVAL, keys('3'), keys('65'), keys('2')].slice(0, answers + 1);
      const { asked } = talked('voice', script).lines.at(-1) ?? {};
      const { lines } = talked('voice', [...script, keys('#'), SILENCE, SILENCE]);
      expect(lines.slice(answers + 1).map(({ says }) => says)).toEqual([
        ['ask.code'],
        ['sorry.silence', 'ask.code.again'],
        ['sorry.silence', `ask.${asked}`],
      ]);
    },
  );

  it('repeats on * as often as wanted', () => {
    assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [keys('*'), 'ask.matter', 'matter'],
      [keys('*'), 'ask.matter', 'matter'],
      [keys('*'), 'ask.matter', 'matter'],
      [keys('4'), 'ask.place', 'place'],
      [keys('*'), 'ask.place', 'place'],
    ]);
  });

  it('is not recorded after 9, and served all the same', () => {
    const { facts, last } = assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [keys('9'), 'recording.refused ask.matter', 'matter'],
      [keys('3'), 'ask.place', 'place'],
      [keys('65'), 'understood.place ask.urgency', 'urgency'],
      [keys('2'), 'ask.safe', 'safe'],
      [keys('1'), 'ask.forWhom', 'forWhom'],
      [keys('1'), 'ask.name', 'name'],
      [keys('2'), 'done goodbye', 'voicemail'],
    ]);
    expect(facts.recording).toBe('refused');
    expect(last?.effects).toEqual(['call-over', 'end-call']);
  });

  it('takes a second 9 for a wrong key: there is an end to it', () => {
    assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [keys('9'), 'recording.refused ask.matter', 'matter'],
      [keys('9'), 'sorry.key ask.matter', 'matter'],
      [keys('9'), 'sorry.key ask.place', 'place'],
    ]);
  });

  it('ends with thanks and the code when a message was left', () => {
    const { last } = assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [keys('0'), 'voicemail', 'voicemail'],
      [
        { kind: 'voicemail', recording: { kind: 'recording', seconds: 9 } },
        'voicemail.thanks ask.bestTime',
        'bestTime',
      ],
      [keys('2'), 'noted goodbye', null],
    ]);
    expect(last?.effects).toEqual(['call-over', 'end-call']);
  });

  it.each([0, 1, 2, 4])(
    'may be hung up after %i answers: nothing more is said, the rest is routed',
    (answers) => {
      // Prepare
      const before = [ARRIVAL, keys('3'), keys('65'), keys('2'), keys('1')].slice(0, answers + 1);
      // Act
      const { lines } = talked('voice', [...before, { kind: 'hangup', reason: 'completed' }]);
      // Assess
      expect(lines.at(-1)?.step).toMatchObject({
        says: [],
        effects: ['call-over'],
        state: { phase: 'ended' },
      });
    },
  );
});

describe('an exchange of SMS', () => {
  it('says everything in one message when everything was told in one', () => {
    const { facts } = assess('sms', [
      [
        text('Em o Soc Trang, chong danh, can luat su gap'),
        'greeting.urgent emergency.danger ask.safe',
        'safe',
      ],
      [text('ko'), 'done', null],
      [text('them: no dang cam dao'), 'emergency.danger noted', null],
    ]);
    expect(facts).toMatchObject({ matter: 'family', urgent: true, safeContact: 'unsafe' });
    expect(facts.casePlace ?? facts.residence).toMatchObject({ province: '92', sure: true });
  });

  it('asks only what is missing', () => {
    const { facts } = assess('sms', [
      [text('Toi bi lay dat'), 'greeting ask.place', 'place'],
      [text('Soc Trang'), 'ask.urgency', 'urgency'],
      [text('khong'), 'ask.safe', 'safe'],
      [text('Đúng'), 'ask.forWhom', 'forWhom'],
      [text('cua toi'), 'ask.name', 'name'],
      [text('Nguyen Van An'), 'done', null],
      [text('cam on'), 'noted', null],
    ]);
    expect(facts).toMatchObject({
      matter: 'land',
      // The answer to "where did it happen", not where the person lives.
      casePlace: expect.objectContaining({ province: '92', sure: true }),
      safeContact: 'safe',
      forWhom: 'self',
      name: 'Nguyen Van An',
    });
  });

  it.each(['2', 'không', 'Không muốn nói', 'ko noi'])('takes %j for no name', (answer) => {
    const { facts } = talked('sms', [
      text('Toi bi lay dat o Can Tho'),
      text('khong'),
      text('co'),
      text('1'),
      text(answer),
    ]);
    expect(facts.name).toBeUndefined();
  });

  it.each(['STOP', 'huy', 'Từ chối'])('ends on %s and begins again on START', (word) => {
    // Act
    const { lines } = talked('sms', [text('Toi bi lay dat'), text(word), text('START'), text('Soc Trang')]);
    // Assess
    expect(lines[1]).toMatchObject({ says: ['stopped'], step: { effects: ['stop-messages'] } });
    expect(lines[2]).toMatchObject({ says: ['started'], step: { effects: ['start-messages'] } });
    expect(lines[3]).toMatchObject({ says: ['ask.urgency'] });
  });

  it('offers the provinces that the words fit, and takes a number for one of them', () => {
    // Act
    const { lines, facts } = talked('sms', [text('Toi bi lay dat o Chau Thanh'), text('1')]);
    // Assess
    const offered = lines[0]?.step.says.find(({ key }) => key === 'ask.place.which')?.params?.numbered ?? '';
    expect(offered).toMatch(/^1 \S.+, 2 \S/);
    expect(facts.chosenProvince).toMatch(/^\d\d$/);
    expect(lines[1]?.asked).toBe('urgency');
  });

  it.each(['số 2', '2 ạ', 'hai'])('takes %j for the second of them, without its marks too', (answer) => {
    const told = text('Toi bi lay dat o Chau Thanh');
    const plain = talked('sms', [told, text('2')]).facts.chosenProvince;
    const { lines, facts } = talked('sms', [told, text(answer)]);
    expect(plain).toMatch(/^\d\d$/);
    expect(facts.chosenProvince).toBe(plain);
    expect(lines[1]?.asked).toBe('urgency');
  });

  it.each(['xe 65', 'biển số 65', 'bien so 65'])('takes the plate %j that it was asked for', (answer) => {
    const { facts } = talked('sms', [text('Toi bi lay dat'), text('khong ro'), text(answer)]);
    expect(facts.chosenProvince).toBe('92');
  });

  it.each(['2 đứa con', 'xe 65 triệu', 'em có 2 con'])('takes %j for no place', (answer) => {
    const { lines, facts } = talked('sms', [text('Toi bi lay dat o Chau Thanh'), text(answer)]);
    expect(facts.chosenProvince).toBeUndefined();
    expect(lines[1]).toMatchObject({ says: expect.arrayContaining(['ask.place.which']), asked: 'place' });
  });

  it.each([
    ['sms', text('4')],
    ['zalo', text('số 4 ạ')],
    ['sms', text('noi khac')],
    ['zalo', text('Không phải')],
    ['voice', speech('nơi khác')],
    ['voice', keys('4')],
  ] as const)('by %s none of them leads to the question for the province, once', (channel, none) => {
    // Prepare: the offer is itself the second time that the place is asked for.
    const before =
      channel === 'voice'
        ? [ARRIVAL, keys('3'), speech('ở Châu Thành')]
        : ['Tôi bị lấy đất', 'Châu Thành'].map(text);
    // Act
    const { lines, facts } = talked(channel, [...before, none, text('biển số 65')]);
    const [offer, refused, last] = lines.slice(-3);
    // Assess
    expect(offer?.step.says.find(({ key }) => key === 'ask.place.which')?.params?.other).toBe('4');
    expect(offer?.step.expect.buttons.at(-1)).toEqual({ say: { key: 'button.elsewhere' }, payload: '4' });
    expect(refused).toMatchObject({
      says: ['ask.place.again'],
      asked: 'place',
      step: { expect: { buttons: [] } },
    });
    expect(last?.asked).toBe('urgency');
    expect(facts.chosenProvince).toBe('92');
  });

  it('a refused offer and another place in one message are both understood', () => {
    const { facts } = talked('sms', [text('Toi bi lay dat o Chau Thanh'), text('không, ở Sóc Trăng')]);
    expect(facts.casePlace ?? facts.residence).toMatchObject({ province: '92', sure: true });
  });

  it('an empty one is answered with a question, not with silence', () => {
    assess('sms', [[text(''), 'greeting ask.matter ask.place', 'matter']]);
  });
});

describe('two lawful places', () => {
  const TOLD = 'Nhà tôi ở Nam Định, bị tai nạn giao thông ở Đồng Nai, họ không bồi thường';

  it.each([
    ['sms', text('2'), '37'],
    ['sms', text('chọn số hai ạ'), '37'],
    ['zalo', text('1'), '75'],
    ['zalo', text('Ninh Bình'), '37'],
    ['sms', text('o dong nai nhe'), '75'],
    ['sms', text('toi khong biet'), undefined],
  ] as const)('by %s are both kept, and the citizen chooses, once', (channel, answer, chosen) => {
    // Act
    const { lines, facts } = talked(channel, [text(TOLD), answer]);
    // Assess
    expect(lines[0]?.step.says.find(({ key }) => key === 'ask.centre')?.params?.numbered).toBe(
      '1 Đồng Nai, 2 Ninh Bình',
    );
    expect(lines[0]?.step.expect.buttons.map(({ payload }) => payload)).toEqual(['1', '2']);
    expect([lines[0]?.asked, lines[1]?.asked]).toEqual(['centre', 'urgency']);
    expect(facts).toMatchObject({ casePlace: { province: '75' }, residence: { province: '37' } });
    expect(facts.chosenProvince).toBe(chosen);
  });

  it('on the phone are chosen by key', () => {
    const { facts } = assess('voice', [
      [ARRIVAL, 'greeting.arrival language.more ask.matter', 'matter'],
      [speech(TOLD), 'ask.centre press.option press.option', 'centre'],
      [keys('2'), 'understood.place ask.urgency', 'urgency'],
    ]);
    expect(facts.chosenProvince).toBe('37');
  });

  it('are both kept in an emergency, which asks only what cannot wait', () => {
    const { facts } = assess('zalo', [
      [
        text('Nhà tôi ở Nam Định, con trai tôi đang bị công an Biên Hòa Đồng Nai bắt giữ'),
        'greeting ask.safe',
        'safe',
      ],
      [text('1'), 'done', null],
    ]);
    expect(facts).toMatchObject({ casePlace: { province: '75' }, residence: { province: '37' } });
  });

  it('of equal weight are offered, and the home serves meanwhile', () => {
    const { lines, facts } = talked('sms', [
      text('Em ở Can Lộc Hà Tĩnh, làm công ty ở Bến Cát Bình Dương bị nợ lương 3 tháng'),
      text('2'),
    ]);
    expect(lines[0]?.asked).toBe('centre');
    expect(facts).toMatchObject({ residence: { province: '42' }, chosenProvince: '79' });
  });
});

describe('a Zalo chat', () => {
  it.each([
    ['offers the form for a number once, where a call is safe', '1', {}, ['ask-contact-data']],
    ['does not where it is not safe', '2', {}, []],
    ['nor where a number is known', '1', { phone: '+84912345678' }, []],
  ] as const)('%s', (_, safe, known: Facts, effects) => {
    const { lines } = talked('zalo', [text('Chồng đang đánh tôi ở Sóc Trăng'), text(safe), text('cảm ơn')], {
      facts: known,
    });
    expect(lines.map(({ says }) => says.at(-1))).toEqual(['ask.safe', 'done', 'noted']);
    expect(lines.map(({ step }) => step.effects)).toEqual([[], effects, []]);
  });

  it('no other channel has such a form', () => {
    const { lines } = talked('sms', [text('Chong dang danh toi o Soc Trang'), text('co')]);
    expect(lines.flatMap(({ step }) => step.effects)).toEqual([]);
  });

  it('greets who opens it, takes a shared location for the place and offers buttons', () => {
    const { facts, last } = assess('zalo', [
      [ARRIVAL, 'greeting.arrival ask.matter ask.place', 'matter'],
      [text('Chủ không trả lương 3 tháng'), 'ask.place', 'place'],
      [
        { kind: 'location', latitude: 10.0452, longitude: 105.7469 },
        'understood.place ask.urgency',
        'urgency',
      ],
    ]);
    expect(facts.location).toEqual({ latitude: 10.0452, longitude: 105.7469 });
    expect(last?.expect.buttons.map(({ payload }) => payload)).toEqual(['1', '2']);
  });

  it('whoever begins with a word of command is greeted with the next answer', () => {
    assess('zalo', [
      [text('Bắt đầu'), 'started', null],
      [text('Chủ không trả lương 3 tháng'), 'greeting ask.place', 'place'],
    ]);
    assess('sms', [
      [{ kind: 'text', text: 'HELP', optOut: 'help' }, '', null],
      [text('Chu khong tra luong 3 thang'), 'greeting ask.place', 'place'],
    ]);
  });

  it('what is written beside a shared location is read', () => {
    const { facts } = talked('zalo', [
      { kind: 'location', latitude: 10.0452, longitude: 105.7469, text: 'Chồng đang đánh em' },
    ]);
    expect(facts).toMatchObject({ urgent: true, matter: 'family', location: { latitude: 10.0452 } });
  });

  it('a sticker first is a contact like any other', () => {
    assess('zalo', [
      [{ kind: 'attachment', attachments: [{ kind: 'sticker' }] }, 'greeting ask.matter ask.place', 'matter'],
    ]);
  });

  it('takes name, phone and residence from the form', () => {
    // Act
    const { facts } = talked('zalo', [
      {
        kind: 'profile',
        name: 'Lò Thị Mai',
        phone: '84912345678',
        address: 'Phường Tân Thuận, Thành phố Hồ Chí Minh',
      },
    ]);
    // Assess
    expect(facts).toMatchObject({ name: 'Lò Thị Mai', phone: '+84912345678', residence: { province: '79' } });
  });
});

describe('the emergency number', () => {
  it.each([
    ['chong toi danh toi', 'emergency.danger'],
    ['chồng đang cầm dao đòi giết tôi', 'emergency.danger'],
    ['con toi bi lua ban sang Campuchia', 'emergency.child'],
  ])('comes first on %j', (words, key) => {
    const { lines } = talked('sms', [text(words)]);
    expect(lines[0]?.says.slice(0, 2)).toEqual(['greeting.urgent', key]);
  });

  it('comes once for one danger', () => {
    const { lines } = talked('sms', [text('chong danh toi'), text('no lai danh toi nua'), text('Soc Trang')]);
    expect(lines.flatMap(({ says }) => says).filter((key) => key === 'emergency.danger')).toHaveLength(1);
  });
});

const inputs = fc.oneof(
  fc.constant(SILENCE),
  fc.stringMatching(/^[0-9*]{1,3}$/).map(keys),
  fc
    .constantFrom('có', 'không', 'Sóc Trăng', 'chồng đánh', 'Châu Thành', 'Nguyễn Văn An', '2', 'alo')
    .map(text),
  fc.constantFrom('dạ', 'đất đai', 'ở Hà Nội', '').map(speech),
  fc.string({ maxLength: 40 }).map(text),
  fc.record({ kind: fc.constant('location' as const), latitude: fc.double(), longitude: fc.double() }),
);

describe('whatever is said', () => {
  it('no question is asked more than two times, a refused offer of places aside, and the talk comes to its end', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANNELS),
        fc.array(inputs, { minLength: 20, maxLength: 24 }),
        fc.boolean(),
        (channel, said, reachable) => {
          // Act: `*`, 9 and 8 (the other language) ask for a repetition and may do so for ever.
          const patient = said.filter((input) => !(input.kind === 'keys' && /^([*9]|8$)/.test(input.keys)));
          const { lines } = talked(channel, [ARRIVAL, ...patient], { reachable });
          // Assess
          const times = new Map<string, number>();
          for (const { asked, step } of lines)
            if (
              asked !== null &&
              asked !== 'voicemail' &&
              step.says.some(({ key }) => key.startsWith('ask.'))
            )
              times.set(asked, (times.get(asked) ?? 0) + 1);
          const refused = lines.some(({ step }) => step.state.placeOffered);
          for (const [slot, count] of times)
            expect(count, slot).toBeLessThanOrEqual(slot === 'place' && refused ? 3 : 2);
          if (patient.length >= 15)
            expect(
              ['done', 'ended'].includes(lines.at(-1)?.step.state.phase ?? '') ||
                lines.at(-1)?.asked === 'voicemail',
            ).toBe(true);
        },
      ),
    );
  });

  it('an urgent talk asks for no more than place, safety and a number', () => {
    const urgent: Facts = { urgent: true };
    fc.assert(
      fc.property(fc.constantFrom(...CHANNELS), fc.array(inputs, { maxLength: 12 }), (channel, said) => {
        const { lines } = talked(channel, [ARRIVAL, ...said], { facts: urgent, reachable: false });
        for (const { asked } of lines)
          expect(['place', 'safe', 'phone', 'voicemail', 'bestTime', null]).toContain(asked);
      }),
    );
  });

  it('the notice goes out in the first answer, once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CHANNELS),
        fc.array(inputs, { minLength: 1, maxLength: 8 }),
        (channel, said) => {
          const { lines } = talked(channel, said);
          const greeted = lines.map(({ says }) => says.some((key) => key.startsWith('greeting')));
          const stopped = lines[0]?.says.includes('stopped') || lines[0]?.says.includes('started');
          if (!stopped) expect(greeted).toEqual(greeted.map((_, index) => index === 0));
        },
      ),
    );
  });
});
