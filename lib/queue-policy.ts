import { Aws } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IQueue, QueuePolicy } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** In the policy of a queue, `*` is that queue. */
const ITSELF = ['*'];

/**
 * One policy over many queues (one each would cost the centres' stack two resources more per centre): only over
 * TLS, and EventBridge may send on behalf of what `filledBy` names.
 * @param props `filledBy`: patterns of the ARNs of rules and buses of this account
 */
export function queuePolicy(
  scope: Construct,
  id: string,
  props: { queues: readonly IQueue[]; filledBy?: readonly string[] },
): void {
  const { document } = new QueuePolicy(scope, id, { queues: [...props.queues] });
  document.addStatements(
    new PolicyStatement({
      sid: 'OnlyOverTls',
      effect: Effect.DENY,
      principals: [new AnyPrincipal()],
      actions: ['sqs:*'],
      resources: ITSELF,
      conditions: { Bool: { 'aws:SecureTransport': 'false' } },
    }),
  );
  if (props.filledBy === undefined) return;
  document.addStatements(
    new PolicyStatement({
      sid: 'TheBusFillsIt',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: ITSELF,
      conditions: {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        ArnLike: { 'aws:SourceArn': [...props.filledBy] },
      },
    }),
  );
}
