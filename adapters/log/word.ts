/**
 * A provider's own word (a status, the name of an event, an account's id) as it may stand in the log: whatever does not
 * have the shape of one could be a citizen's and is told as `other`.
 */
export const providerWord = (text: string): string =>
  /^(?:[a-z]+(?:_[a-z]+)+|\d{1,30}|accepted|scheduled|queued|sending|sent|receiving|received|canceled|read|delivered|undelivered|failed)$/.test(
    text,
  ) && text.length <= 40
    ? text
    : 'other';
