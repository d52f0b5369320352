import file from '../../data/hotline-numbers.json' with { type: 'json' };
import { e164 } from './phone.ts';

/** One of the hotline's own numbers. */
export interface Line {
  /** E.164. */
  readonly number: string;
  readonly name: string;
  /** Code of today's province whose own line it is: offered to the caller, and the place where none is named. */
  readonly province?: string;
  /** Said before the greeting. */
  readonly greeting?: string;
}

/** The numbers of this deployment (data/hotline-numbers.json); the first is shown where no other is known. */
export const LINES: readonly Line[] = file.numbers;

/** A trunk may deliver the number as the user of a SIP address. */
const SIP_USER = /^sips?:([^@;]+)/i;

/** The hotline's number among those a call was sent to, the first that is one, else the first that is a number at all. */
export function lineOf(called: readonly string[], lines: readonly Line[] = LINES): string | null {
  const numbers = called.flatMap((each) => e164(SIP_USER.exec(each)?.[1] ?? each) ?? []);
  return numbers.find((number) => lines.some((line) => line.number === number)) ?? numbers.at(-1) ?? null;
}

export const isOurs = (number: string, lines: readonly Line[] = LINES): boolean =>
  lines.some((line) => line.number === number);

export const lineAt = (number: string | undefined, lines: readonly Line[] = LINES): Line | undefined =>
  lines.find((line) => line.number === number);
