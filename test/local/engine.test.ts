import { execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { connectDynamo } from '../../local/engine/dynamo.ts';
import { startDynoxide } from '../../local/engine/dynoxide.ts';
import { eventually } from './eventually.ts';
import { writeSmallAssembly } from './small-assembly.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** The engine's processes over a folder. */
function engines(folder: string): string[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args=']).toString().split('\n');
  return lines
    .filter((line) => line.includes(folder) && /^ *\d+ \/.*dynoxide serve/.test(line))
    .map((line) => line.trim().split(' ')[0] ?? '');
}

it('is started again when it dies, and keeps what it had acknowledged', async () => {
  const folder = temporaryFolder();
  const lines: string[] = [];
  const engine = await startDynoxide(folder, (line) => lines.push(line));
  onTestFinished(() => engine.stop());
  const dynamo = connectDynamo(engine.url, 'ap-southeast-1');
  await dynamo.call('CreateTable', {
    TableName: 'small',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  });
  await dynamo.call('PutItem', { TableName: 'small', Item: { pk: { S: 'a' } } });

  const [pid = ''] = engines(folder);
  process.kill(Number(pid), 'SIGKILL');
  const found = await eventually(
    () => dynamo.call('GetItem', { TableName: 'small', Key: { pk: { S: 'a' } } }).catch(() => undefined),
    (answer) => answer !== undefined,
  );

  expect(found).toEqual({ Item: { pk: { S: 'a' } } });
  expect(lines.join()).toContain('started again');
});

it('ends with its parent, even when that is killed', async () => {
  const folder = temporaryFolder();
  const assembly = writeSmallAssembly(join(folder, 'assembly'), { functions: {} });
  const script = fileURLToPath(new URL('run-small.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, assembly, join(folder, 'data')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await new Promise((resolve) => createInterface({ input: child.stdout }).once('line', resolve));
  const before = engines(folder);

  child.kill('SIGKILL');
  const after = await eventually(
    () => engines(folder),
    (pids) => pids.length === 0,
    3000,
  );

  expect(before).toHaveLength(1);
  expect(after).toEqual([]);
});
