import https from 'node:https';
import { connect } from 'node:net';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

// What one function's thread runs. It stands alone (only built-in modules): it is compiled by itself, so that a thread
// starts without the TypeScript loader of the process that made it.

export interface WorkerSettings {
  readonly file: string;
  readonly handler: string;
  readonly name: string;
  readonly arn: string;
  readonly memoryMegabytes: number;
  readonly clockOffset: SharedArrayBuffer;
  /** The port on this machine where hosts of the providers' files are found; left out, the internet is. */
  readonly filesPort?: number;
}

export interface Invocation {
  readonly id: string;
  readonly event: string;
  readonly deadline: number;
}

export type Outcome =
  | { readonly id: string; readonly value: string }
  | {
      readonly id: string;
      readonly error: { readonly type: string; readonly message: string; readonly stack: string };
    };

const settings: WorkerSettings = workerData;
const clockOffset = new BigInt64Array(settings.clockOffset);
const MachineDate = Date;
const now = () => MachineDate.now() + Number(Atomics.load(clockOffset, 0));

// The machine's clock is moved for the function, which knows nothing of it.
globalThis.Date = new Proxy(MachineDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new MachineDate(now()).toString(),
  get: (target, member, receiver) => (member === 'now' ? now : Reflect.get(target, member, receiver)),
});

// Whoever compares constructors finds the one everybody uses.
MachineDate.prototype.constructor = globalThis.Date;

// Zalo's file hosts are looked for on this machine: the function asks for https://….zdn.vn and knows nothing of it.
const { filesPort } = settings;
if (filesPort !== undefined) {
  const overInternet = https.globalAgent.createConnection.bind(https.globalAgent);
  https.globalAgent.createConnection = (options, done) =>
    options.host?.endsWith('.zdn.vn') ? connect(filesPort, '127.0.0.1') : overInternet(options, done);
}

const load = import(pathToFileURL(settings.file).href).then((module) => {
  const handler = module[settings.handler] ?? module.default?.[settings.handler];
  if (typeof handler !== 'function')
    throw new Error(`${settings.file} exports no function ${settings.handler}`);
  return handler;
});
// A module that cannot be loaded is told to each call.
load.catch(() => undefined).then(() => parentPort?.postMessage({ ready: true }));

parentPort?.on('message', async ({ id, event, deadline }: Invocation) => {
  try {
    const handler = await load;
    const value = await handler(JSON.parse(event), {
      awsRequestId: id,
      callbackWaitsForEmptyEventLoop: true,
      functionName: settings.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: settings.arn,
      memoryLimitInMB: String(settings.memoryMegabytes),
      logGroupName: `/aws/lambda/${settings.name}`,
      logStreamName: 'local',
      getRemainingTimeInMillis: () => Math.max(0, deadline - MachineDate.now()),
    });
    answer({ id, value: JSON.stringify(value) ?? 'null' });
  } catch (error) {
    const thrown = error instanceof Error ? error : new Error(String(error));
    answer({ id, error: { type: thrown.name, message: thrown.message, stack: thrown.stack ?? '' } });
  }
});

function answer(outcome: Outcome): void {
  parentPort?.postMessage(outcome);
}
