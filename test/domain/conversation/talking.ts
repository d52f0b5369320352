import type { Channel, Input } from '../../../domain/contact/contact.ts';
import { step } from '../../../domain/conversation/step.ts';
import { newTalk, type Step, type TalkState } from '../../../domain/conversation/talk.ts';
import type { Facts } from '../../../domain/request/request.ts';

export const keys = (pressed: string): Input => ({ kind: 'keys', keys: pressed });
export const speech = (text: string): Input => ({ kind: 'speech', text });
export const text = (written: string): Input => ({ kind: 'text', text: written });
export const SILENCE: Input = { kind: 'silence' };
export const ARRIVAL: Input = { kind: 'arrival' };

export interface Line {
  readonly says: readonly string[];
  readonly asked: TalkState['asked'];
  readonly step: Step;
}

/** Plays a talk from its beginning and tells, input by input, what was said by key and what is asked next. */
export function talked(
  channel: Channel,
  inputs: readonly Input[],
  { facts = {}, reachable = true }: { facts?: Facts; reachable?: boolean } = {},
): { lines: Line[]; facts: Facts } {
  let state = newTalk('vi');
  let known = facts;
  const lines = inputs.map((input): Line => {
    const taken = step(state, input, { channel, facts: known, reachable });
    state = taken.state;
    known = { ...known, ...taken.facts };
    return { says: taken.says.map(({ key }) => key), asked: state.asked, step: taken };
  });
  return { lines, facts: known };
}
