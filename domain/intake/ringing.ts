import type { Contact } from '../contact/contact.ts';
import { LINES, type Line, lineAt } from '../contact/lines.ts';
import type { Question } from '../conversation/talk.ts';
import type { Person } from '../person/person.ts';
import { type Directory, NATIONAL } from '../routing/directory.ts';
import { placed } from './routing.ts';

/** Questions after whose answer a call may be put through; `0` and a wish in words may come at any. */
const LATE: readonly (Question | null)[] = ['safe', 'forWhom', 'inNeed', 'name', 'phone', 'person', 'more'];

/**
 * The centres whose rosters this turn of a call may ask for: read together with the request, for no call more. A guess
 * from what the talk has told; one that is missing is read after all.
 */
export function centresToRing(
  { channel, conversation, input, line }: Contact,
  person: Person,
  now: number,
  directory: Directory,
  lines: readonly Line[] = LINES,
): readonly string[] {
  const talk = person.talks[conversation];
  if (channel !== 'voice' || input.kind === 'hangup' || input.kind === 'recording') return [];
  const wished = (input.kind === 'keys' && input.keys === '0') || input.kind === 'speech';
  if (!wished && input.kind !== 'dialled' && !LATE.includes(talk?.state.asked ?? null)) return [];
  const { centre } = placed(talk?.facts ?? {}, 0, now, directory, lineAt(line, lines)?.province);
  return [...new Set([centre, NATIONAL])];
}
