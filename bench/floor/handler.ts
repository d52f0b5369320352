import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { parseForm } from '../../adapters/http/form.ts';
import { isFromAggregator } from '../../adapters/sms/signature.ts';
import { isFromTwilio } from '../../adapters/twilio/signature.ts';
import { isFromZalo } from '../../adapters/zalo/signature.ts';

/**
 * The bare floor: the signature check and one conditional put, nothing else. What a webhook takes longer is what the
 * hotline does with the message.
 */
const client = new DynamoDBClient({});
const { TABLE_NAME = '', PUBLIC_URL = '' } = process.env;

export async function handler(event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> {
  const { body = '', isBase64Encoded, rawPath, headers } = event;
  const raw = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  if (!isSigned(rawPath, headers, raw)) return { statusCode: 403 };
  const id = headers['x-floor-id'] ?? '';
  await client.send(
    new PutItemCommand({
      TableName: TABLE_NAME,
      Item: { pk: { S: `FLOOR#${id}` }, sk: { S: 'FLOOR' }, body: { S: raw } },
      ConditionExpression: 'attribute_not_exists(pk)',
    }),
  );
  return { statusCode: 200, body: '' };
}

function isSigned(path: string, headers: Record<string, string | undefined>, rawBody: string): boolean {
  switch (path) {
    case '/floor/zalo':
      return isFromZalo({
        appId: 'local-zalo-app',
        secretKeys: ['local-zalo-oa-secret-key'],
        rawBody,
        signature: headers['x-zevent-signature'],
      });
    case '/floor/sms':
      return isFromAggregator({
        secrets: ['local-sms-secret'],
        timestamp: headers['x-timestamp'],
        rawBody,
        signature: headers['x-signature'],
      });
    default:
      return isFromTwilio({
        authTokens: ['local-twilio-auth-token'],
        url: PUBLIC_URL + path,
        params: parseForm(rawBody),
        signature: headers['x-twilio-signature'],
        rawBody,
      });
  }
}
