import { z } from 'zod';

const list = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.union([z.literal('*'), z.record(z.string(), list)]).optional(),
  Action: list,
  Resource: list.default([]),
  Condition: z.record(z.string(), z.record(z.string(), list)).default({}),
});

const document = z.object({ Statement: z.array(statement) });

export type Statement = z.infer<typeof statement>;

/** The statements of an IAM, queue, topic or key policy. */
export function statements(policy: unknown): readonly Statement[] {
  return document.parse(policy).Statement;
}

const like = (pattern: string, given: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replace(/\*/g, '.*')
      .replace(/\?/g, '.')}$`,
  ).test(given);

/**
 * Whether a service may do an action under a resource's policy, with the request's context as it would be.
 * A condition that is not known here holds for nothing.
 */
export function serviceMay(
  policy: unknown,
  request: { service: string; action: string; context: Record<string, string> },
): boolean {
  const holds = ({ Condition }: Statement) =>
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, wanted]) => {
        const given = request.context[key];
        if (given === undefined) return false;
        if (operator === 'StringEquals' || operator === 'Bool') return wanted.includes(given);
        if (operator === 'ArnLike') return wanted.some((pattern) => like(pattern, given));
        return false;
      }),
    );
  const names = ({ Principal }: Statement) =>
    Principal === '*' || Principal?.AWS?.includes('*') || Principal?.Service?.includes(request.service);
  const applies = statements(policy).filter(
    (one) => names(one) && one.Action.some((pattern) => like(pattern, request.action)) && holds(one),
  );
  return (
    applies.some(({ Effect }) => Effect === 'Allow') && applies.every(({ Effect }) => Effect === 'Allow')
  );
}
