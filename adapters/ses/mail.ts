import { SESv2Client, SESv2ServiceException, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Told } from '../webhook/post.ts';

let client: SESv2Client | undefined;

export interface Mail {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

/** Sends a plain mail through SES; a failure is its kind, never an address. */
export async function sendMail({ from, to, subject, text }: Mail): Promise<Told> {
  client ??= new SESv2Client({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 5000, throwOnRequestTimeout: true },
  });
  try {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        Destination: { ToAddresses: [to] },
        Content: {
          Simple: {
            Subject: { Data: subject, Charset: 'UTF-8' },
            Body: { Text: { Data: text, Charset: 'UTF-8' } },
          },
        },
      }),
    );
    return { done: true };
  } catch (error) {
    return { done: false, cause: error instanceof SESv2ServiceException ? error.name : 'no answer' };
  }
}
