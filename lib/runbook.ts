/** Headings of docs/operations.md that an alarm sends its reader to. */
export const RUNBOOK = {
  deadLetters: 'A dead-letter queue has messages',
  notRead: 'A queue is not read',
  failures: 'A function fails or is throttled',
  silence: 'A scheduled function is silent',
  relayBehind: 'The relay is behind',
  relayGaveUp: 'The relay gave records up',
  unclaimed: 'A request was routed to nobody',
  spillWaits: 'Spilled webhooks wait',
  serverErrors: 'The API answers with server errors',
  errorLines: 'An error was logged',
  synthetic: 'A synthetic citizen did not arrive',
  retention: 'What should be gone is kept',
  erasureStuck: 'An erasure did not come to its end',
  other: 'Any other alarm',
} as const;

export type RunbookSection = keyof typeof RUNBOOK;

/** The address of a section: its heading as GitHub makes it into an anchor. */
export const runbook = (section: RunbookSection): string =>
  `docs/operations.md#${RUNBOOK[section]
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-')}`;
