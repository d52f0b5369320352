import * as z from 'zod/mini';
import routesFile from '../../data/routes.json' with { type: 'json' };
import { ELSEWHERE, OPERATIONS, type Operation } from './operations.ts';
import { problem } from './schemas.ts';

const schema = (shape: z.ZodMiniType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(shape, { io, unrepresentable: 'any' });
  return rest;
};

const content = (shape: z.ZodMiniType, io: 'input' | 'output', type = 'application/json') => ({
  content: { [type]: { schema: schema(shape, io) } },
});

/** The OpenAPI 3.1 document of the API, made from the schemas that the calls are checked with. */
export function openApiDocument(publicUrl: string | undefined) {
  const paths: Record<string, Record<string, object>> = {};
  for (const [route, operation] of described()) {
    const [method = '', path = ''] = route.split(' ');
    const pathParameters = [...path.matchAll(/\{(\w+)\}/g)].map((match) => ({
      name: match[1],
      in: 'path',
      required: true,
      schema: { type: 'string' },
    }));
    const query = operation.query ? schema(operation.query, 'input').properties : {};
    const queryParameters = Object.entries(query ?? {}).map(([name, shape]) => ({
      name,
      in: 'query',
      schema: shape,
    }));
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = {
      operationId: route.replace(/[^A-Za-z]+/g, '-').toLowerCase(),
      summary: operation.summary,
      parameters: [...pathParameters, ...queryParameters],
      ...(operation.body ? { requestBody: { required: true, ...content(operation.body, 'input') } } : {}),
      responses: {
        200: { description: 'Done', ...answerOf(operation) },
        ...Object.fromEntries(
          REFUSALS.filter(([status]) => status !== '409' || operation.body).map(([status, description]) => [
            status,
            { description, ...content(problem, 'output', 'application/problem+json') },
          ]),
        ),
      },
      security: [{ token: [] }],
      'x-permission': permissionOf(route),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Legal aid hotline', version: '1' },
    ...(publicUrl ? { servers: [{ url: publicUrl }] } : {}),
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  };
}

type Described = Pick<Operation, 'summary' | 'body' | 'query'> &
  ({ readonly answer: z.ZodMiniType } | { readonly files: readonly string[] });

const described = (): [string, Described][] => [...Object.entries(OPERATIONS), ...Object.entries(ELSEWHERE)];

const answerOf = (operation: Described) =>
  'answer' in operation
    ? content(operation.answer, 'output')
    : {
        content: Object.fromEntries(
          operation.files.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]),
        ),
      };

const REFUSALS = [
  ['400', 'What was sent cannot be read'],
  ['401', 'No valid token'],
  ['403', 'Not allowed'],
  ['404', 'Not there, or not of your centre'],
  ['409', 'Changed meanwhile, or not possible in this state; member `request` is the request as it is now'],
] as const;

function permissionOf(route: string): string | undefined {
  const entry = Object.entries(routesFile.routes).find(([key]) => key === route)?.[1];
  return entry && 'permission' in entry ? entry.permission : undefined;
}
