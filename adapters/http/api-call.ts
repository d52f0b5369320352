import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import type { Handler } from '../../domain/request/handling.ts';
import { readHandler } from '../dynamodb/handlers.ts';
import type { Table } from '../dynamodb/table.ts';

/** A call of the API: the gateway has checked its token, where the route asks for one. */
export type ApiEvent = Omit<APIGatewayProxyEventV2WithJWTAuthorizer, 'requestContext'> & {
  readonly requestContext: {
    readonly authorizer?: { readonly jwt?: { readonly claims: Record<string, unknown> } };
  };
};

/**
 * Who calls, as the table knows them now: a token only says who. Null for the unknown and the disabled, and for any
 * token but an access token: the gateway lets an ID token of the same client pass, which is for the console's eyes and
 * may bear attributes that its owner can change.
 */
export async function callerOf(
  table: Table,
  { requestContext }: Pick<ApiEvent, 'requestContext'>,
): Promise<Handler | null> {
  const { username, token_use: use } = requestContext.authorizer?.jwt?.claims ?? {};
  return use === 'access' && typeof username === 'string' ? readHandler(table, username) : null;
}

/** The call's JSON, undefined where it is none. */
export function jsonBody({ body, isBase64Encoded }: Pick<ApiEvent, 'body' | 'isBase64Encoded'>): unknown {
  try {
    const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
    // Halves of characters are taken by no store.
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'string' ? value.toWellFormed() : value,
    );
  } catch {
    return undefined;
  }
}
