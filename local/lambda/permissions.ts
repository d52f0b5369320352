import { z } from 'zod';
import { likeArn } from '../iam/wildcards.ts';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';

/** Whether a service may invoke a function on behalf of a source (a route's or a rule's ARN). */
export type MayInvoke = (service: string, sourceArn: string, functionArn: string) => boolean;

const schema = z.strictObject({
  Action: z.enum(['lambda:InvokeFunction', 'lambda:*']),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

/** The functions' own policies. */
export function readPermissions(resources: readonly Resource[]): MayInvoke {
  const permissions = ofType(resources, 'AWS::Lambda::Permission').map((resource) =>
    propertiesOf(resource, schema),
  );
  return (service, sourceArn, functionArn) =>
    permissions.some(
      ({ Principal, FunctionName, SourceArn }) =>
        Principal === service &&
        (FunctionName === functionArn || functionArn.endsWith(`:function:${FunctionName}`)) &&
        (SourceArn === undefined || likeArn(SourceArn, sourceArn)),
    );
}
