import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { countOf, type Means, readQueueSet, redrive } from './dead-letters.ts';

const HELP = `Sends dead letters back to where they came from, each once.

  npm run redrive -- --all                        every dead-letter queue of the local run (DATA_DIR, .data/)
  npm run redrive -- --queue hotline-send-dead    one of them
  npm run redrive -- --list                       what lies where, nothing is moved
  … --deployed                                    the queues in AWS, with the credentials and the region of the
                                                  environment (AWS_PROFILE, AWS_REGION)
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      queue: { type: 'string', multiple: true },
      all: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
      deployed: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help || (!values.all && !values.list && values.queue === undefined)) {
    process.stdout.write(HELP);
    return values.help ? 0 : 2;
  }
  const means = values.deployed ? deployed() : local();
  const queues = await readQueueSet(means);
  const unknown = (values.queue ?? []).find((name) => !queues.sources.has(name));
  if (unknown !== undefined) {
    process.stderr.write(
      `${unknown} is no dead-letter queue. There are:\n  ${[...queues.sources.keys()].join('\n  ')}\n`,
    );
    return 2;
  }
  let left = 0;
  for (const name of values.queue ?? queues.sources.keys()) {
    if (values.list) {
      const count = await countOf(means, queues.urls.get(name) ?? '');
      if (count > 0) process.stdout.write(`${name}: ${count}\n`);
      continue;
    }
    const done = await redrive(means, queues, name);
    left += done.left;
    if (done.moved + done.left > 0)
      process.stdout.write(`${name}: ${done.moved} sent back, ${done.left} left\n`);
  }
  return left === 0 ? 0 : 1;
}

const deployed = (): Means => ({ sqs: new SQSClient({}), events: new EventBridgeClient({}) });

function local(): Means {
  const file = join(process.env.DATA_DIR || '.data', 'aws-endpoint');
  const endpoint = readFileSync(file, 'utf8').trim();
  const settings = {
    endpoint,
    region: 'ap-southeast-1',
    credentials: { accessKeyId: 'operator', secretAccessKey: 'local' },
  };
  return { sqs: new SQSClient(settings), events: new EventBridgeClient(settings) };
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
