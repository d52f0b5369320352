import fc from 'fast-check';
import { z } from 'zod';

/** One call of the API with what its own description says it takes. */
export interface Described {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

const operation = z.looseObject({
  parameters: z.array(z.looseObject({ name: z.string(), in: z.string(), schema: z.unknown() })).default([]),
  requestBody: z
    .looseObject({ content: z.record(z.string(), z.looseObject({ schema: z.unknown() })) })
    .optional(),
});
const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

/**
 * Calls made from the published OpenAPI document: bodies that pass the schema and reach what stands behind it, and the
 * same with a member of another kind or one too many.
 * @param anything what is put where it does not belong
 * @param ids what stands in the place of a path's parameters
 */
export function describedCases(
  openApi: unknown,
  anything: fc.Arbitrary<unknown>,
  ids: fc.Arbitrary<string>,
): fc.Arbitrary<Described> {
  const all = Object.entries(document.parse(openApi).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters, requestBody }]) => {
      const query = Object.fromEntries(
        parameters.flatMap((one) => (one.in === 'query' ? [[one.name, fits(one.schema, anything)]] : [])),
      );
      const schema = Object.values(requestBody?.content ?? {})[0]?.schema;
      const body = schema === undefined ? fc.constant(undefined) : fits(schema, anything);
      return fc
        .tuple(
          ids,
          ids,
          fc.record(query, { requiredKeys: [] }),
          fc.oneof({ weight: 2, arbitrary: body }, { weight: 1, arbitrary: spoiled(body, anything) }),
        )
        .map(([one, other, asked, sent]): Described => {
          let place = 0;
          return {
            method: method.toUpperCase(),
            path: path.replace(/\{\w+\}/g, () => encodeURIComponent(place++ === 0 ? one : other) || 'x'),
            query: asked,
            body: sent,
          };
        });
    }),
  );
  return fc.oneof(...all);
}

/** One member replaced, or one more than there are. */
const spoiled = (body: fc.Arbitrary<unknown>, anything: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.tuple(body, anything, fc.nat(), fc.boolean()).map(([whole, odd, place, more]) => {
    if (typeof whole !== 'object' || whole === null) return odd;
    const names = Object.keys(whole);
    return { ...whole, [more ? 'constructor' : (names[place % Math.max(1, names.length)] ?? 'x')]: odd };
  });

const shape = z.looseObject({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  anyOf: z.array(z.unknown()).optional(),
  oneOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
  maxLength: z.number().optional(),
});

/** Words, days, hours, numbers and names that pass the patterns of the API's texts. */
const TEXTS = [
  'Hỏi về đất đai',
  '0912 345 678',
  '+84912345678',
  '2026-03-01',
  '2026-03-01T08:00:00Z',
  '07:30',
  '01',
  'handler.01',
  '4821-7735',
  'application',
  'x@y.vn',
] as const;

/** What fits a JSON schema as zod writes it, as far as fuzzing needs it. */
function fits(schema: unknown, anything: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const read = shape.safeParse(schema);
  if (!read.success) return anything;
  const { type, properties, required = [], items, additionalProperties, anyOf, oneOf, maxLength } = read.data;
  if (read.data.const !== undefined) return fc.constant(read.data.const);
  if (read.data.enum) return fc.constantFrom(...read.data.enum);
  const choices = anyOf ?? oneOf;
  if (choices) return fc.oneof(...choices.map((choice) => fits(choice, anything)));
  switch (Array.isArray(type) ? type[0] : type) {
    case 'object':
      return properties
        ? fc.record(
            Object.fromEntries(Object.entries(properties).map(([name, one]) => [name, fits(one, anything)])),
            { requiredKeys: required },
          )
        : fc.dictionary(fc.constantFrom(...TEXTS), fits(additionalProperties, anything), { maxKeys: 3 });
    case 'array':
      return fc.array(fits(items, anything), { maxLength: 3 });
    case 'string':
      return fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
        { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: Math.min(maxLength ?? 200, 2000) }) },
      );
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer());
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return anything;
  }
}
