import type { Contact } from '../contact/contact.ts';
import type { Step, TalkState } from '../conversation/talk.ts';
import type { CallBack, Facts, LegalAidRequest } from '../request/request.ts';

/** What a contact of a call changes of the request's call back: owed after what nobody heard, done after a talk. */
export function callBackAfter(
  { channel, input }: Contact,
  before: LegalAidRequest,
  state: TalkState,
  step: Step,
  facts: Facts,
  at: string,
): Pick<LegalAidRequest, 'callBack'> {
  const known = before.callBack;
  if (channel !== 'voice') return {};
  if (step.effects.includes('talked')) return known ? { callBack: { ...known, owed: false } } : {};
  const reason = reasonOf(input, state, step);
  // Without a number there is nobody to call.
  if (reason === null || facts.phone === undefined) return {};
  const earlier = known?.owed ? known : undefined;
  return {
    callBack: {
      owed: true,
      reason: earlier && STRENGTH[earlier.reason] > STRENGTH[reason] ? earlier.reason : reason,
      since: earlier?.since ?? at,
      attempts: earlier?.attempts ?? 0,
      ...(earlier?.lastOutcome ? { lastOutcome: earlier.lastOutcome } : {}),
      ...(earlier?.lastAt ? { lastAt: earlier.lastAt } : {}),
    },
  };
}

/** The reason that tells the handler more stays. */
const STRENGTH: Readonly<Record<CallBack['reason'], number>> = {
  unanswered: 0,
  missed: 1,
  abandoned: 2,
  voicemail: 3,
  interpreter: 4,
};

function reasonOf(input: Contact['input'], state: TalkState, step: Step): CallBack['reason'] | null {
  if (step.facts.interpreter) return 'interpreter';
  if (input.kind === 'voicemail') return 'voicemail';
  if (state.phase !== 'open') return null;
  if (input.kind === 'hangup') return state.turn <= 1 ? 'missed' : 'abandoned';
  return input.kind === 'silence' && state.asked === 'voicemail' ? 'abandoned' : null;
}
