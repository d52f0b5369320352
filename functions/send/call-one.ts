import { setting } from '../../adapters/configuration.ts';
import { directory } from '../../adapters/directory.ts';
import { changeRequest } from '../../adapters/dynamodb/requests.ts';
import { readSending, writeSending } from '../../adapters/dynamodb/sendings.ts';
import type { Table } from '../../adapters/dynamodb/table.ts';
import { log } from '../../adapters/log/log.ts';
import { readSecret, twilioSecret } from '../../adapters/secrets/secrets.ts';
import { ringTelephone } from '../../adapters/twilio/calls.ts';
import { OVERRIDES } from '../../adapters/twilio/overrides.ts';
import { againstCalling, callEnded } from '../../domain/request/calls.ts';
import type { OutgoingCall } from '../../domain/request/request.ts';

const secretId = setting('TWILIO_SECRET_ID');
const apiUrl = setting('TWILIO_API_URL');
const publicUrl = setting('PUBLIC_URL').replace(/\/+$/, '');

/**
 * A call that a handler asked for, through the gate, once: a telephone that may have rung does not ring again by itself.
 * @returns whether the provider refused for a reason that the operator has to mend
 */
export async function callOne(table: Table, requestId: string, call: OutgoingCall): Promise<boolean> {
  const begun = await readSending(table, requestId, call.id);
  if (begun !== null) return false;
  const at = () => new Date().toISOString();
  const trying = { status: 'trying', attempt: 1, leaseUntil: at(), uncertain: false } as const;
  if (!(await writeSending(table, requestId, call.id, null, trying))) return false;
  const gate = await changeRequest(table, requestId, (request) => {
    if (request === null || request.calling?.id !== call.id) return { refusal: 'gone' as const };
    const against = againstCalling(request, call.confirmed === true, Date.now());
    return (
      (against && callEnded(request, call.id, 'canceled', at(), directory, against)) ?? {
        refusal: 'passes' as const,
      }
    );
  });
  if (gate.kind !== 'refused' || gate.refusal.refusal === 'gone') return false;
  const { accountSid, authTokens } = await readSecret(secretId, twilioSecret);
  const about = new URLSearchParams({ request: requestId, call: call.id });
  const sent = await ringTelephone(
    { apiUrl, accountSid, authToken: authTokens[0] ?? '' },
    {
      to: call.handlerPhone,
      from: call.shown,
      url: `${publicUrl}/twilio/voice/outgoing?${about}${OVERRIDES}`,
      statusUrl: `${publicUrl}/twilio/voice/outgoing-status?${about}${OVERRIDES}`,
    },
  );
  await writeSending(table, requestId, call.id, trying, {
    ...trying,
    status: sent.kind === 'sent' ? 'sent' : 'refused',
  });
  if (sent.kind === 'sent') {
    log('info', 'send.sent', { requestId, channel: 'voice', attempt: 1 });
    return false;
  }
  const { code, alarm } = sent.fault;
  await changeRequest(
    table,
    requestId,
    (request) =>
      (request && callEnded(request, call.id, 'canceled', at(), directory, code)) ?? {
        refusal: 'gone' as const,
      },
  );
  log(alarm ? 'error' : 'warn', 'send.refused', { requestId, channel: 'voice', reason: code });
  return alarm;
}
