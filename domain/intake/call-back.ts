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
  const reason = reasonOf(input, state, step, facts);
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
  promised: 3,
  voicemail: 4,
  interpreter: 5,
};

/** Questions at which a call stands that has told all and not reached anybody. */
const UNREACHED: readonly TalkState['asked'][] = ['voicemail', 'person'];

function reasonOf(
  input: Contact['input'],
  { phase, asked, turn }: TalkState,
  step: Step,
  facts: Facts,
): CallBack['reason'] | null {
  if (step.facts.interpreter) return 'interpreter';
  if (input.kind === 'voicemail') return 'voicemail';
  const unheard = input.kind === 'silence' && asked === 'voicemail';
  if (input.kind !== 'hangup' && !unheard) return null;
  if (phase === 'open') return turn <= 1 && !unheard ? 'missed' : 'abandoned';
  const told = phase === 'done' && UNREACHED.includes(asked);
  // Who may not be called was told so.
  return told && facts.safeContact !== 'unsafe' ? 'promised' : null;
}
