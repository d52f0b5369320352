/**
 * Everything that may be logged. A message is a code with ids and figures: alarms and tests refer to the codes, and
 * no words of a citizen can get in.
 */
export const LOG_MESSAGES = {
  'signature.refused': 'a webhook came without a valid signature',
  'webhook.malformed': 'a signed webhook could not be read',
  'webhook.foreign': 'an event that names another Official Account of the same app: taken in all the same',
  'webhook.ignored': 'an event that concerns no request',
  'webhook.unknown': 'an event whose name is not in the table of events',
  'webhook.retried': 'a provider sent a webhook again',
  'intake.written': 'a contact was taken in',
  'intake.repeated': 'a provider event came again',
  'intake.spilled': 'the table did not take a webhook: it waits in the spill queue',
  'call.accepted': 'a handler took a call',
  'call.unrecorded': 'what became of a call with a handler could not be written down',
  'call.changed': 'a call that a handler asked for has come further',
  'intake.failed': 'neither table nor spill queue took a webhook',
  'happening.written': 'something that needs no answer was stored',
  'receipt.recorded': 'a provider told how far a message has come',
  'receipt.early': 'a receipt for a message that is not ours, or not known yet',
  'relay.refused': 'the bus did not take an event; it stays in the outbox',
  'relay.failed': 'a stream record could not be relayed',
  'sweep.republished': 'events older than two minutes were published again',
  'timer.fired': 'a timer fired',
  'timer.failed': 'a timer could not be fired; it stays due',
  'send.sent': 'a message was handed to the provider',
  'send.refused': 'a message was not sent',
  'send.postponed': 'a message waits for a better time',
  'send.alarm': 'a provider refused for a reason that the operator has to mend',
  'send.failed': 'a message could not be sent yet',
  'media.stored': "a citizen's file was stored",
  'media.refused': "a citizen's file was not stored",
  'media.failed': "a citizen's file could not be fetched or stored yet",
  'media.lost': "a citizen's file could not be fetched; a dead letter and the timeline say so",
  'media.copy-deleted': "the provider's copy of a stored file was deleted",
  'media.copy-kept': "the provider's copy of a stored file could not be deleted yet",
  'media.transcribed': 'the transcript of a recording has come',
  'deliver.received': 'a centre received a request',
  'deliver.failed': 'a delivery could not be recorded',
  'notice.sent': 'a centre was told of something outside the console',
  'notice.failed': 'a centre could not be told yet',
  'replay.failed': 'a spilled webhook could not be replayed yet',
  'token.refreshed': 'Zalo gave a new pair of tokens',
  'token.failed': 'Zalo gave no new tokens, or they could not be stored',
  'token.missing': 'there is no Zalo token yet',
  'sign-in.failed': 'the user pool did not do what was asked',
  'live.pushed': 'a change was told to the consoles of a centre',
  'live.failed': 'a change could not be told to the consoles',
  'figures.counted': 'a figure was counted',
  'figures.failed': 'a figure could not be counted yet',
  'api.failed': 'an API call failed',
} as const;

export type LogCode = keyof typeof LOG_MESSAGES;

/** Ids, codes and figures only; `code` is the message's own. */
export type LogDetail = Readonly<Record<string, string | number | boolean>> & { readonly code?: never };
