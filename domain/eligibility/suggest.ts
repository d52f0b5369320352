import type { Suggested } from '../request/decision.ts';
import type { Facts, LegalAidRequest } from '../request/request.ts';
import { NATIONAL } from '../routing/directory.ts';
import { USUAL_CALENDAR, workingDaysBetween } from '../time/working-time.ts';
import type { Signal } from '../understanding/signal.ts';
import { type Category, categoriesAt, isExcluded } from './law.ts';

/** A category that what is known speaks for, and why, in Vietnamese for the handler. */
export interface SuggestedCategory {
  readonly code: string;
  readonly id: string;
  readonly text: string;
  readonly article: string;
  readonly needsFinancialTest: boolean;
  readonly why: string;
}

/** What is still open, by key; the console has the words. */
export interface OpenQuestion {
  readonly key: string;
  readonly text: string;
}

export interface Suggestion {
  readonly on: string;
  readonly categories: readonly SuggestedCategory[];
  readonly questions: readonly OpenQuestion[];
  readonly urgentGround: { readonly code: string; readonly why: string } | null;
  /** Which of the lawful grounds of Điều 26.1 what is known shows. */
  readonly jurisdiction: readonly {
    readonly code: 'residence' | 'case' | 'assigned';
    readonly why: string;
  }[];
  /** Outside legal aid altogether. */
  readonly excluded: boolean;
}

const HARM: readonly Signal[] = ['danger_to_life', 'trafficking', 'violence', 'child'];

/**
 * What the law may hold for a request, from what is known of it. It suggests; a person decides.
 * @param on `YYYY-MM-DD`, the day the category is judged at: the request's
 * @param today the day from which the days left to a hearing or a limit are counted
 */
export function suggest(request: LegalAidRequest, on: string, today = on): Suggestion {
  const inForce = categoriesAt(on);
  const reasons = reasonsFor(request, on);
  const categories = inForce.flatMap((row) => {
    const why = reasons.get(row.code);
    return why === undefined ? [] : [shown(row, why)];
  });
  return {
    on,
    categories,
    questions: openQuestions(request, categories),
    urgentGround: urgentGround(request, today),
    jurisdiction: jurisdiction(request),
    excluded: isExcluded(request.facts.matter),
  };
}

/** As short as the audit trail keeps it. */
export const inShort = ({ categories, urgentGround, jurisdiction }: Suggestion): Suggested => ({
  categories: categories.map(({ code }) => code),
  urgentGround: urgentGround?.code ?? null,
  jurisdiction: jurisdiction[0]?.code ?? null,
});

const shown = ({ code, id, text, article, needsFinancialTest }: Category, why: string) => ({
  code,
  id,
  text,
  article,
  needsFinancialTest,
  why,
});

/** Code of Điều 7 → why. Only what was said or noted speaks; nothing is guessed from a name or a place. */
function reasonsFor({ facts }: LegalAidRequest, on: string): Map<string, string> {
  const reasons = new Map<string, string>();
  const signals = new Set<Signal>(facts.signals ?? []);
  const born = facts.inNeed?.birthYear;
  const age = born === undefined ? undefined : Number(on.slice(0, 4)) - born;
  if (signals.has('child')) reasons.set('3', 'Lời kể cho thấy người cần giúp dưới 16 tuổi');
  else if (age !== undefined && age < 16) reasons.set('3', `Sinh năm ${born}`);
  const accused = signals.has('custody') || facts.matter === 'criminal';
  const juvenile = signals.has('juvenile') || (age !== undefined && age >= 16 && age < 18);
  if (juvenile && accused) reasons.set('5', 'Người 16–17 tuổi trong vụ việc hình sự');
  if (juvenile && facts.matter === 'criminal' && signals.has('violence'))
    reasons.set('7đ', 'Người 16–17 tuổi là bị hại');
  if (signals.has('trafficking')) {
    reasons.set('6a', 'Lời kể cho thấy việc mua bán người');
    reasons.set('7g', 'Lời kể cho thấy việc mua bán người');
  }
  if (facts.matter === 'family' && signals.has('violence'))
    reasons.set('7e', 'Lời kể cho thấy bạo lực gia đình');
  // Người cao tuổi: từ đủ 60 tuổi (Luật Người cao tuổi 2009, Điều 2).
  if (age !== undefined && age > 60) reasons.set('7c', `Sinh năm ${born}`);
  if (facts.inNeed?.ethnicGroup !== undefined && !isKinh(facts.inNeed.ethnicGroup))
    reasons.set(
      '4',
      `Dân tộc ${facts.inNeed.ethnicGroup}; cần biết nơi cư trú có thuộc vùng đặc biệt khó khăn`,
    );
  for (const code of facts.categories ?? []) reasons.set(code, 'Do người tiếp nhận đánh dấu');
  return reasons;
}

const isKinh = (group: string): boolean => /^\s*(kinh|việt)\s*$/iu.test(group.normalize('NFC'));

/** TT 12/2018/TT-BTP Điều 6.1: less than so many working days are left. */
const PRESSING_DAYS = 5;

/** Grounds for accepting at once, the ones with a date first. */
function urgentGround(
  { facts }: LegalAidRequest,
  today: string,
): { readonly code: string; readonly why: string } | null {
  const signals = new Set<Signal>(facts.signals ?? []);
  const left = (day: string | undefined) =>
    day === undefined || day < today ? null : workingDaysBetween(today, day, USUAL_CALENDAR);
  const [limit, hearing] = [left(facts.limitOn), left(facts.hearingOn)];
  if (limit !== null && limit < PRESSING_DAYS)
    return { code: 'a', why: `Thời hiệu còn ${limit} ngày làm việc` };
  if (hearing !== null && hearing < PRESSING_DAYS)
    return { code: 'b', why: `Còn ${hearing} ngày làm việc đến ngày xét xử` };
  if (signals.has('custody'))
    return { code: 'c', why: 'Có người bị bắt, bị giữ; xem có thuộc trường hợp chỉ định người bào chữa' };
  if (signals.has('hearing_soon') && facts.hearingOn === undefined)
    return { code: 'b', why: 'Nói sắp xét xử; xin hỏi ngày' };
  if (signals.has('time_limit') && facts.limitOn === undefined)
    return { code: 'a', why: 'Nói sắp hết thời hạn; xin hỏi ngày' };
  return HARM.some((signal) => signals.has(signal))
    ? { code: 'd', why: 'Để tránh thiệt hại; người đứng đầu Trung tâm quyết định' }
    : null;
}

/**
 * The centre has the request because of a place in its own province or by order; every lawful ground that is there is
 * shown. A request at the national desk has no place to be judged by: each place is shown.
 */
function jurisdiction({ facts, basis, centre }: LegalAidRequest): Suggestion['jurisdiction'] {
  const found: { code: 'residence' | 'case' | 'assigned'; why: string }[] = [];
  // Further centres of a province bear its code: `01-2`.
  const [own] = (centre ?? NATIONAL).split('-');
  const here = (place: Facts['casePlace']): Facts['casePlace'] =>
    own === NATIONAL || place?.province === own ? place : undefined;
  const [happened, lives] = [here(facts.casePlace), here(facts.residence)];
  if (happened) found.push({ code: 'case', why: `Nơi xảy ra vụ việc: ${happened.words}` });
  if (lives) found.push({ code: 'residence', why: `Nơi cư trú: ${lives.words}` });
  if (basis?.kind === 'assigned') found.push({ code: 'assigned', why: basis.words });
  return found;
}

/** Only what is still open: what is known, or decides nothing any more, is not asked. */
function openQuestions(
  { facts }: LegalAidRequest,
  categories: readonly SuggestedCategory[],
): readonly OpenQuestion[] {
  const questions: OpenQuestion[] = [];
  const ask = (key: string, text: string) => questions.push({ key, text });
  const settled = categories.some(({ needsFinancialTest }) => !needsFinancialTest);
  if (facts.forWhom === undefined && facts.inNeed?.name === undefined)
    ask('for-whom', 'Ai là người cần được giúp: chính người liên hệ hay người khác?');
  if (facts.casePlace === undefined) ask('case-place', 'Vụ việc xảy ra ở xã, tỉnh nào?');
  if (facts.residence === undefined) ask('residence', 'Người cần giúp cư trú ở xã, tỉnh nào?');
  if (facts.inNeed?.birthYear === undefined) ask('birth-year', 'Người cần giúp sinh năm nào?');
  if (!settled) {
    ask('poor-household', 'Có thuộc hộ nghèo không?');
    ask('merit', 'Có là người có công với cách mạng không?');
    if (facts.inNeed?.ethnicGroup === undefined) ask('ethnic-group', 'Là người dân tộc nào, đang ở đâu?');
    if (facts.matter === 'criminal')
      ask('near-poor-accused', 'Nếu bị buộc tội: có thuộc hộ cận nghèo không?');
    if (categories.length === 0)
      ask(
        'group-seven',
        'Có là thân nhân liệt sĩ, người nhiễm chất độc da cam, người cao tuổi, người khuyết tật, nạn nhân bạo lực gia đình, người nhiễm HIV không?',
      );
  }
  if (!settled && categories.length > 0 && facts.financialProof === undefined)
    ask('financial', 'Có thuộc hộ cận nghèo hoặc đang hưởng trợ cấp xã hội hàng tháng không?');
  const signals = new Set<Signal>(facts.signals ?? []);
  if (signals.has('hearing_soon') && facts.hearingOn === undefined)
    ask('hearing-on', 'Ngày xét xử là ngày nào?');
  if (signals.has('time_limit') && facts.limitOn === undefined)
    ask('limit-on', 'Thời hạn cuối cùng là ngày nào?');
  return questions;
}
