/** How far a message has come: ours until the provider has it, then the provider's word. */
export const SENDING_STATES = [
  'trying',
  'waiting',
  'postponed',
  'refused',
  'sent',
  'delivered',
  'seen',
  'failed',
] as const;
export type SendingState = (typeof SENDING_STATES)[number];

/** What the timeline says of a message of ours; `asked` until the gate has had a word. */
export const MESSAGE_OUTCOMES = [
  'asked',
  'postponed',
  /** Tried so often in vain that only the operator can help. */
  'waiting',
  'refused',
  'sent',
  /** Sent again after an attempt of which nobody knows whether it arrived. */
  'sent-possibly-twice',
  'delivered',
  'seen',
  'failed',
] as const;
export type MessageOutcome = (typeof MESSAGE_OUTCOMES)[number];

/** Receipts come out of order and twice: what may follow what. Everything else is old news. */
const FORWARD: Partial<Record<SendingState, readonly SendingState[]>> = {
  sent: ['delivered', 'seen', 'failed'],
  delivered: ['seen'],
};

/** The state after a receipt, or null where it does not move the message forward. */
export const forward = (state: SendingState, receipt: SendingState): SendingState | null =>
  FORWARD[state]?.includes(receipt) ? receipt : null;

/** Whether nothing is left to be done for the message. */
export const isOver = (state: SendingState): boolean =>
  state !== 'trying' && state !== 'waiting' && state !== 'postponed';
