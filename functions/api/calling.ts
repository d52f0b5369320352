import { randomUUID } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod/mini';
import { readSettings } from '../../adapters/dynamodb/centres.ts';
import { changeRequest, readTimeline } from '../../adapters/dynamodb/requests.ts';
import { notFound, problem } from '../../adapters/http/problem.ts';
import { LINES } from '../../domain/contact/lines.ts';
import { e164 } from '../../domain/contact/phone.ts';
import { CALL_REFUSALS, callRequested } from '../../domain/request/calls.ts';
import { maySee } from '../../domain/request/handling.ts';
import { full } from './acting.ts';
import type { Call } from './call.ts';
import type { callBody } from './schemas.ts';
import { fullView } from './view.ts';

/**
 * The handler's telephone rings, then the citizen's. What speaks against it is said, and may be overruled with a reason
 * where the handler is sure.
 */
export async function callCitizen(
  call: Call<z.infer<typeof callBody>>,
): Promise<APIGatewayProxyStructuredResultV2> {
  const { table, handler, path, now, body } = call;
  const { confirmed = false, reason } = body;
  if (confirmed && reason === undefined) return problem(400, 'A call against advice needs its reason.');
  const { roster } = await readSettings(table, handler.centre);
  const own = handler.phone ?? roster.find(({ username }) => username === handler.username)?.phone;
  const changed = await changeRequest(table, path.id ?? '', (request) =>
    request === null || !maySee(handler, request)
      ? { refusal: 'not-found' as const }
      : callRequested(
          request,
          handler,
          {
            id: randomUUID(),
            handlerPhone: own === undefined ? null : e164(own),
            shown: request.facts.calledNumber ?? LINES[0]?.number ?? '',
            confirmed,
            ...(reason === undefined ? {} : { reason }),
          },
          now,
        ),
  );
  if (changed.kind === 'changed') return full(call, changed.request, 200);
  if (changed.kind === 'barred' || changed.refusal.refusal === 'not-found') return notFound();
  const { refusal, request } = changed.refusal;
  return problem(409, CALL_REFUSALS[refusal], {
    refusal,
    request: fullView(request, await readTimeline(table, request.id), now),
  });
}
