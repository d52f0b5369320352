/**
 * Everything that may be logged. A message is a code with ids and figures: alarms and tests refer to the codes, and
 * no words of a citizen can get in.
 */
export const LOG_MESSAGES = {
  'signature.refused': 'a webhook came without a valid signature',
  'webhook.malformed': 'a signed webhook could not be read',
  'webhook.ignored': 'an event that concerns no request',
  'intake.written': 'a contact was taken in',
  'intake.repeated': 'a provider event came again',
  'intake.spilled': 'the table did not answer in time: the webhook waits in the spill queue',
  'intake.failed': 'neither table nor spill queue took a webhook',
  'relay.refused': 'the bus did not take an event; it stays in the outbox',
  'relay.failed': 'a stream record could not be relayed',
  'sweep.republished': 'events older than two minutes were published again',
  'timer.fired': 'a timer fired',
  'timer.failed': 'a timer could not be fired; it stays due',
  'send.sent': 'a message was handed to the provider',
  'send.refused': 'a message was not sent',
  'send.failed': 'a message could not be sent yet',
  'deliver.received': 'a centre received a request',
  'deliver.failed': 'a delivery could not be recorded',
  'replay.failed': 'a spilled webhook could not be replayed yet',
  'api.failed': 'an API call failed',
} as const;

export type LogCode = keyof typeof LOG_MESSAGES;

/** Ids, codes and figures only. */
export type LogDetail = Readonly<Record<string, string | number | boolean>>;
