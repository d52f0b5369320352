import type { Full } from '../api/types.ts';

type NextStep = Full['nextSteps'][number];

/** Done where the terms are: by saying there that it has been done. */
export const TERMS_OF_LAW: readonly NextStep[] = [
  'name-provider',
  'collect-proof',
  'send-advice',
  'replace-provider',
  'answer-citizen',
  'answer-complaint',
  'hand-over-file',
];

/** The heading on the page beneath which a step is done; null where a button does it, or a conversation. */
export const placeOf = (step: NextStep): string | null =>
  TERMS_OF_LAW.includes(step)
    ? 'clocks'
    : step === 'refusal-notice' || step === 'give-notice'
      ? 'papers'
      : null;
