import type { Gather } from './twiml.ts';

export interface Keyed {
  digits: string;
  finished: boolean;
  finishedOnKey: string;
}

/** One more key of a Gather: the finishing key is no digit, and the last wanted digit ends it by itself. */
export function enterKey(
  gather: Pick<Gather, 'finishOnKey' | 'numDigits'>,
  digits: string,
  key: string,
): Keyed {
  if (gather.finishOnKey.includes(key)) return { digits, finished: true, finishedOnKey: key };
  const entered = digits + key;
  return { digits: entered, finished: entered.length >= gather.numDigits, finishedOnKey: '' };
}

export type Heard = { digits: string; finishedOnKey: string } | { speech: string };

/**
 * What the action of a Gather is sent, or undefined where the call goes on with the verbs after it: nothing was
 * entered, a lone finishing key included, and `actionOnEmptyResult` is not set.
 */
export function gatherParams(
  gather: Pick<Gather, 'actionOnEmptyResult' | 'language'>,
  heard: Heard,
): Record<string, string> | undefined {
  if ('speech' in heard) {
    return { SpeechResult: heard.speech, Confidence: '0.9128386', Language: gather.language };
  }
  if (heard.digits === '' && !gather.actionOnEmptyResult) return undefined;
  return { Digits: heard.digits, FinishedOnKey: heard.finishedOnKey };
}
