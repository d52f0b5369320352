import { parseArgs } from 'node:util';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { agreement } from './agreement.ts';

const HELP = `Says whether a table is whole: each request is what its timeline adds up to. Reads only; prints ids.

  npm run verify -- --table NAME                  in AWS, with the credentials and the region of the environment
  npm run verify -- --table NAME --endpoint URL   on another engine
`;

const { values } = parseArgs({
  options: { table: { type: 'string' }, endpoint: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.table === undefined) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const client = new DynamoDBClient(values.endpoint === undefined ? {} : { endpoint: values.endpoint });
  const { requests, entries, faults } = await agreement(client, values.table);
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  process.stdout.write(`${requests} requests, ${entries} entries, ${faults.length} faults\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
