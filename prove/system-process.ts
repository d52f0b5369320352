import { startHotline } from '../local/hotline.ts';
import { diceOf } from './dice.ts';

/**
 * The system under test in a process of its own, to be killed:
 * `system-process.ts <port> <data folder> <assembly> <seed> <aws> <providers> <engine>`, the
 * last three being the addresses that stand before the real ones.
 * It says where its real endpoints are (`aws …`, `providers …`, `engine …`), that it is ready, and each line it logs (`log …`).
 */
process.env.TZ = 'UTC';
const [, , port = '0', dataDir = '', assembly = '', seed = '', aws = '', providers = '', engine = ''] =
  process.argv;
const say = (line: string) => process.stdout.write(`${line}\n`);
const dice = diceOf(seed);

const told = new Set<string>();

interface Batch {
  readonly Records?: readonly unknown[];
}

/** How often a batch comes twice, comes again after it was taken, or comes in another order: 0 to 1 each. */
const RATE = 0.05;

const { tableName } = await startHotline({
  port: Number(port),
  dataDir,
  assembly,
  warm: true,
  log: (line) => say(`log ${line}`),
  env: process.env,
  between: {
    addresses(real) {
      say(`aws ${real.aws}`);
      say(`providers ${real.providers}`);
      say(`engine ${real.engine}`);
      return { aws, providers, engine };
    },
    used({ role, action, resource }) {
      const use = `${role} ${action} ${resource}`;
      if (!told.has(use)) say(`use ${use}`);
      told.add(use);
    },
    async handOn(name, event, invoke) {
      const chance = dice.next(`batch ${name}`);
      const batch: Batch = event !== null && typeof event === 'object' ? event : {};
      const isFifo = JSON.stringify(batch.Records?.[0] ?? '').includes('MessageGroupId');
      const isStream = JSON.stringify(batch.Records?.[0] ?? '').includes('aws:dynamodb');
      if (chance < RATE) {
        say(`fault batch twice at once ${name}`);
        const [first] = await Promise.all([invoke(name, event), invoke(name, event).catch(() => undefined)]);
        return first;
      }
      if (chance < 2 * RATE) {
        say(`fault batch again after it was taken ${name}`);
        await invoke(name, event);
        throw new Error('the answer of the function was lost');
      }
      // Lambda keeps the order of a stream's shard and of a FIFO group, and of nothing else.
      if (chance < 3 * RATE && !isFifo && !isStream && (batch.Records?.length ?? 0) > 1) {
        say(`fault batch in another order ${name}`);
        return invoke(name, { ...batch, Records: [...(batch.Records ?? [])].reverse() });
      }
      return invoke(name, event);
    },
  },
});
say(`ready ${tableName}`);
