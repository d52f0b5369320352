import { categoryAt, formOf, LAW, refusalGround } from '../eligibility/law.ts';
import { writtenCode } from '../request/code.ts';
import { judgedOn } from '../request/deciding.ts';
import type { LegalAidRequest, RequestEvent } from '../request/request.ts';
import { type Directory, NATIONAL } from '../routing/directory.ts';
import { dayInVietnam } from '../time/working-time.ts';
import type { Matter } from '../understanding/matter.ts';

export const PAPERS = ['application', 'transfer', 'refusal'] as const;
export type PaperKind = (typeof PAPERS)[number];

/** One line of a form; null is left open for a pen. */
export interface Field {
  readonly label: string;
  readonly value: string | null;
  /** Open lines where nothing is known. */
  readonly lines?: number;
}

/** Who issues a notice, as the head of a state paper has it (NĐ 30/2020/NĐ-CP, Phụ lục I). */
export interface Issuer {
  /** The body above it. */
  readonly above: string;
  /** Empty where it is not known. */
  readonly name: string;
  /** The paper's number in the office's own book; null is left open for a pen. */
  readonly number: string | null;
}

/** A form filled with what is known; how it looks is the renderers' matter. */
export interface Paper {
  /** As TT 12/2018/TT-BTP Điều 13 lists it; null where no form is prescribed. */
  readonly form: string | null;
  readonly title: string;
  readonly about: string | null;
  /** Null where a citizen signs it. */
  readonly issuer: Issuer | null;
  readonly to: string;
  readonly fields: readonly Field[];
  readonly closing: readonly string[];
  readonly place: string;
  /** From left to right, each with how it is signed; `copies` where nobody signs: who gets the paper. */
  readonly signers: readonly {
    readonly who: string;
    readonly how: string;
    readonly copies?: readonly string[];
  }[];
}

export interface PaperGround {
  readonly request: LegalAidRequest;
  readonly timeline: readonly RequestEvent[];
  readonly directory: Directory;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** A transfer that is only intended. */
  readonly intended?: { readonly centre?: string; readonly reason?: string };
  /** The notice's number in the office's book, as a person has read it there. */
  readonly number?: string;
}

/** One of the three papers, filled from what is known; nothing is guessed. */
export function paper(kind: PaperKind, ground: PaperGround): Paper {
  switch (kind) {
    case 'application':
      return application(ground);
    case 'transfer':
      return transferNotice(ground);
    case 'refusal':
      return refusalNotice(ground);
  }
}

const MATTERS: Readonly<Record<Matter, string | null>> = {
  criminal: 'Hình sự',
  civil: 'Dân sự',
  family: 'Hôn nhân và gia đình',
  land: 'Đất đai',
  labour: 'Lao động',
  social_policy: 'Chính sách xã hội',
  administrative: 'Hành chính',
  business: 'Kinh doanh, thương mại',
  other: 'Lĩnh vực khác',
  none: null,
};
const SEXES = { female: 'Nữ', male: 'Nam', other: 'Khác' } as const;

/** `+84912…` as people in Vietnam write it. */
const local = (phone: string | undefined): string | null =>
  phone === undefined ? null : phone.replace(/^\+84/, '0');

const centreName = (code: string | null | undefined, { centres }: Directory): string | null =>
  centres.find((centre) => centre.code === code)?.name ?? null;

const dated = (now: number): string => {
  const [year, month, day] = dayInVietnam(now).split('-');
  return `..............., ngày ${day} tháng ${month} năm ${year}`;
};

/** A centre belongs to the justice department of its province (Điều 11.1 Luật Trợ giúp pháp lý). */
function issuerOf(code: string | null | undefined, directory: Directory, number: string | undefined): Issuer {
  const name = centreName(code, directory) ?? '';
  const province = / ((?:tỉnh|thành phố) .+)$/u.exec(name)?.[1];
  return {
    above:
      code === NATIONAL ? 'Bộ Tư pháp' : province === undefined ? 'Sở Tư pháp' : `Sở Tư pháp ${province}`,
    name,
    number: number ?? null,
  };
}

const BY_HEAD = [
  { who: 'Nơi nhận:', how: '', copies: ['- Như trên;', '- Lưu: hồ sơ.'] },
  { who: 'Người đứng đầu tổ chức', how: '(Ký, ghi rõ họ tên, đóng dấu)' },
] as const;

/** Characters of the citizen's own words that fit on a form; the whole stands in the timeline. */
const MOST_WORDS = 3000;

/** What was said, in the order it was said. */
function ownWords(timeline: readonly RequestEvent[]): string | null {
  const said = timeline
    .filter(({ type, toBeConfirmed }) => (type === 'contact' || type === 'opened') && !toBeConfirmed)
    .flatMap(({ text, speech }) => text ?? speech ?? [])
    .join('\n')
    .trim();
  return said === '' ? null : said.slice(0, MOST_WORDS);
}

function application({ request, timeline, directory, now }: PaperGround): Paper {
  const { facts, decision } = request;
  const inNeed = facts.inNeed ?? {};
  const forOneself = facts.forWhom === 'self';
  const code = decision?.categoryCode ?? (facts.categories?.length === 1 ? facts.categories[0] : undefined);
  const category = code === undefined ? null : categoryAt(code, judgedOn(request));
  const form = decision?.form === undefined ? null : formOf(decision.form);
  return {
    form: 'Mẫu số 02-TP-TGPL',
    title: 'ĐƠN YÊU CẦU TRỢ GIÚP PHÁP LÝ',
    about: null,
    issuer: null,
    to: centreName(request.centre, directory) ?? '',
    fields: [
      { label: 'Họ và tên người yêu cầu', value: facts.name ?? null },
      { label: 'Địa chỉ người yêu cầu', value: facts.callerAddress ?? null },
      { label: 'Số điện thoại', value: local(facts.phone) },
      {
        label: 'Quan hệ với người được trợ giúp pháp lý',
        value: forOneself ? 'Bản thân' : (facts.relation ?? null),
      },
      {
        label: 'Họ và tên người được trợ giúp pháp lý',
        value: inNeed.name ?? facts.personInNeed ?? (forOneself ? (facts.name ?? null) : null),
      },
      {
        label: 'Ngày, tháng, năm sinh',
        value: inNeed.birthYear === undefined ? null : `năm ${inNeed.birthYear}`,
      },
      { label: 'Giới tính', value: inNeed.sex === undefined ? null : SEXES[inNeed.sex] },
      { label: 'Dân tộc', value: inNeed.ethnicGroup ?? null },
      { label: 'Số căn cước công dân (nếu có)', value: null },
      {
        label: 'Địa chỉ người được trợ giúp pháp lý',
        value: inNeed.address ?? facts.residence?.words ?? null,
      },
      {
        label: 'Số điện thoại người được trợ giúp pháp lý',
        value: local(inNeed.phone) ?? (forOneself ? local(facts.phone) : null),
      },
      {
        label: 'Diện người được trợ giúp pháp lý',
        value: category && `${category.text} (${category.article} Luật Trợ giúp pháp lý)`,
      },
      { label: 'Lĩnh vực', value: facts.matter === undefined ? null : MATTERS[facts.matter] },
      { label: 'Nội dung vụ việc', value: ownWords(timeline), lines: 6 },
      { label: 'Yêu cầu trợ giúp', value: form?.text ?? null, lines: 2 },
      { label: 'Giấy tờ, tài liệu gửi kèm', value: null, lines: 2 },
    ],
    closing: [
      `Mã số liên hệ của đường dây: ${writtenCode(request.code)} (không phải số thụ lý).`,
      '☐ Người yêu cầu không tự viết được: người tiếp nhận đã ghi theo lời kể và đọc lại cho người yêu cầu nghe (Điều 29 Luật Trợ giúp pháp lý).',
      'Tôi cam đoan những nội dung trên là đúng sự thật.',
    ],
    place: dated(now),
    signers: [
      { who: 'Người tiếp nhận', how: '(Ký, ghi rõ họ tên)' },
      { who: 'Người yêu cầu', how: '(Ký, ghi rõ họ tên hoặc điểm chỉ)' },
    ],
  };
}

const forWhom = ({ facts }: LegalAidRequest): string | null =>
  facts.name ?? facts.inNeed?.name ?? facts.personInNeed ?? null;

const addressOf = ({ facts }: LegalAidRequest): string | null =>
  facts.callerAddress ?? facts.inNeed?.address ?? facts.residence?.words ?? null;

/** What every notice says of the request it is about. */
const about = (request: LegalAidRequest): Field[] => [
  { label: 'Người yêu cầu', value: forWhom(request) },
  { label: 'Địa chỉ', value: addressOf(request) },
  { label: 'Người được trợ giúp pháp lý', value: inNeedOf(request) },
  { label: 'Mã số liên hệ của đường dây', value: writtenCode(request.code) },
  { label: 'Ngày nhận yêu cầu', value: slashed(dayInVietnam(Date.parse(request.createdAt))) },
];

const inNeedOf = ({ facts }: LegalAidRequest): string | null =>
  facts.inNeed?.name ?? facts.personInNeed ?? (facts.forWhom === 'self' ? (facts.name ?? null) : null);

const slashed = (day: string): string => day.split('-').toReversed().join('/');

function transferNotice({ request, timeline, directory, now, intended = {}, number }: PaperGround): Paper {
  const last = timeline.findLast(({ type }) => type === 'transferred');
  const wanted = intended.centre !== undefined;
  const before = timeline
    .slice(0, last && !wanted ? timeline.indexOf(last) : timeline.length)
    .findLast(({ changes }) => typeof changes.centre === 'string');
  const from = last && !wanted ? before?.changes.centre : request.centre;
  const to = wanted ? intended.centre : last && request.centre;
  return {
    form: 'Mẫu số 09-TP-TGPL',
    title: 'THÔNG BÁO',
    about: 'Về việc chuyển yêu cầu trợ giúp pháp lý',
    issuer: issuerOf(from, directory, number),
    to: forWhom(request) ?? '',
    fields: [
      ...about(request),
      { label: 'Chuyển đến', value: centreName(to, directory) },
      { label: 'Địa chỉ, điện thoại nơi chuyển đến', value: null },
      { label: 'Lý do', value: intended.reason ?? (wanted ? null : (last?.reason ?? null)), lines: 2 },
      { label: 'Căn cứ', value: 'Điều 26, Điều 35 Luật Trợ giúp pháp lý' },
    ],
    closing: ['Nơi nhận chuyển sẽ liên hệ với ông/bà.'],
    place: dated(now),
    signers: BY_HEAD,
  };
}

/** The citizen's message names the way to complain; the notice does so below, with its terms. */
const explanation = (text: string | undefined): string | null =>
  text?.normalize('NFC').replace(LAW.complaint.citizenText, '').trim() || null;

/** A refusal to accept, or where the case was already accepted, that it is not continued (Điều 37). */
function refusalNotice({ request, timeline, directory, now, number }: PaperGround): Paper {
  const decision = request.decision?.outcome === 'refused' ? request.decision : null;
  const ground = decision?.ground === undefined ? null : refusalGround(decision.ground);
  const accepted = timeline.findLast(({ decision: made }) => made?.outcome === 'accepted')?.decision;
  const reopened = timeline.findLast(({ type }) => type === 'reopened');
  const going = accepted !== undefined && (reopened === undefined || reopened.at < accepted.at);
  return {
    form: going ? null : 'Mẫu số 08-TP-TGPL',
    title: 'THÔNG BÁO',
    about: going
      ? 'Về việc không tiếp tục thực hiện vụ việc trợ giúp pháp lý'
      : 'Về việc từ chối thụ lý yêu cầu trợ giúp pháp lý',
    issuer: issuerOf(request.centre, directory, number),
    to: forWhom(request) ?? '',
    fields: [
      ...about(request),
      ...(going ? [{ label: 'Số thụ lý', value: accepted.registerNumber ?? null }] : []),
      {
        label: going ? 'Lý do không tiếp tục thực hiện' : 'Lý do từ chối',
        value:
          ground && `${ground.text} (${ground.article}${going ? ', Điều 37' : ''} Luật Trợ giúp pháp lý)`,
        lines: 3,
      },
      { label: 'Giải thích', value: explanation(decision?.text), lines: 3 },
    ],
    closing: [
      'Nếu không đồng ý, ông/bà có quyền khiếu nại với người đứng đầu tổ chức thực hiện trợ giúp pháp lý (giải quyết trong 03 ngày làm việc), sau đó với Giám đốc Sở Tư pháp (giải quyết trong 15 ngày), theo Điều 45 Luật Trợ giúp pháp lý.',
    ],
    place: dated(now),
    signers: BY_HEAD,
  };
}
