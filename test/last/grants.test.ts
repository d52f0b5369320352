import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { readGrants } from '../../local/iam/grants.ts';
import { unused } from '../../local/iam/uses.ts';
import { readAssembly } from '../../local/template/assembly.ts';
import { resolveResources } from '../../local/template/resolve.ts';

/**
 * What is granted and no journey uses, each with its reason; everything else that is granted was used by the suite. That
 * nothing is used that is not granted is the guard's: it refuses, as AWS would, and the journey fails.
 */
const KEPT: readonly (readonly [RegExp, string])[] = [
  [/ kms:/, 'asked of the key by DynamoDB, SQS, S3 and the bus for the role, never by the function itself'],
  [/ logs:/, 'the local run keeps the log lines without asking'],
  [
    / dynamodb:(ListStreams|DescribeStream|GetRecords|GetShardIterator) /,
    'Lambda reads the stream with the role',
  ],
  [/retentionRole\w+ s3:DeleteObject /, 'files of what is over: as the erasure, whose journey has files'],
  [
    /sendRole\w+ secretsmanager:GetSecretValue .*zalo/,
    'only when Zalo refuses a token: test/functions/outbound.test.ts',
  ],
  [/zalotokenRole\w+ dynamodb:PutItem /, 'the first pair of tokens: test/functions/zalo-token.test.ts'],
  [
    /timersRole\w+ dynamodb:Query .*by-centre$/,
    'what a closed centre has left: test/functions/timers.test.ts',
  ],
  [
    /deliverRole\w+ ses:SendEmail .*identity\/[^@]+$/,
    'SES asks for the address or its domain; here the address',
  ],
];

/** What is used only where something is late or fails, on a busy machine without being asked to. */
const SOMETIMES: typeof KEPT = [
  [
    /erasureRole\w+ s3:DeleteObject /,
    'files of what an erasure did not reach in its time: the same steps as at once, where the journey has files',
  ],
  [
    /(twilio\w+|smsinbound|zalowebhook|replay|reconcile)Role\w+ dynamodb:DeleteItem /,
    'a corrected name leaves the search: done by whichever takes the contact in, the webhook or the replay of its queue',
  ],
  [
    /(twiliovoice|twiliosms|smsinbound|zalowebhook)Role\w+ sqs:SendMessage .*spill\.fifo$/,
    'a table that fails: test/functions/webhooks.test.ts, and for SMS test/journeys/removal.test.ts',
  ],
  [
    /sweepRole\w+ (dynamodb:UpdateItem|events:PutEvents) /,
    'what the relay left: test/functions/outbox.test.ts',
  ],
];

// Some of the tests use some of the grants.
it.skipIf(inject('filtered'))('what the roles are granted is what the journeys used', () => {
  const files = readdirSync(inject('uses')).map((name) => readFileSync(join(inject('uses'), name), 'utf8'));
  const lines = new Set(files.flatMap((file) => file.split('\n')).filter(Boolean));
  const uses = [...lines].map((line) => {
    const [role = '', action = '', resource = ''] = line.split(' ');
    return { role, action, resource };
  });
  const places = {
    account: '000000000000',
    region: 'ap-southeast-1',
    awsUrl: 'http://127.0.0.1',
    publicUrl: 'http://127.0.0.1',
    issuer: 'http://127.0.0.1',
  };
  const grants = readGrants(resolveResources(readAssembly(inject('assembly')), places));
  const idle = unused(grants, uses).map(
    ({ role, action, resource }) => `${role.split('/').at(-1)} ${action} ${resource}`,
  );
  expect(idle.filter((line) => ![...KEPT, ...SOMETIMES].some(([pattern]) => pattern.test(line)))).toEqual([]);
  const stale = KEPT.filter(([pattern]) => !idle.some((line) => pattern.test(line)));
  expect(stale, 'no longer needed in the table').toEqual([]);
});
