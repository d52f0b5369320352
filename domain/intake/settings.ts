/** Times in milliseconds that decide what belongs together (DESIGN: The conversation, Routing). */
export const SETTINGS = {
  /** A text after a longer silence starts a new talk: somebody else may hold the phone. */
  talkPause: 30 * 60_000,
  /** After a human answered in the provider's chat the machine keeps silent until a pause as long as this. */
  humanPause: 12 * 3_600_000,
  /** A contact within this time is attached to the open request. */
  attachWithin: 72 * 3_600_000,
  /** Without a settled place the national desk takes the request after this silence. */
  placeSilence: 10 * 60_000,
  /** A half-told story is asked after once, after this silence; with a night of quiet hours still within Zalo's 48. */
  reminderAfter: 4 * 3_600_000,
  /** A routed request whose centre has not received it by then is published again. */
  deliveryWithin: 2 * 60_000,
  /** Pause before it is published once more. */
  deliveryAgain: 30 * 60_000,
  /** An event that happened longer ago than this is marked late. */
  lateAfter: 10 * 60_000,
  /** A call cannot last longer (Twilio's limit). */
  callLasts: 4 * 3_600_000,
  /** Two messages to one person within this time may be under way at once. */
  mayOvertake: 60_000,
  /** Wrong codes an address may try within the time below. */
  wrongCodes: 5,
  wrongCodesWithin: 3_600_000,
  /** Wrong codes that all hidden numbers together may try within an hour. */
  hiddenWrongCodes: 20,
  /** Written contacts of one address that are answered; a frightened person writes many short lines, so it is ample. */
  floods: [
    { most: 30, within: 10 * 60_000 },
    { most: 120, within: 24 * 3_600_000 },
  ],
} as const;
