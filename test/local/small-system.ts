import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Hotline, startHotline } from '../../local/hotline.ts';
import { type SmallAssembly, writeSmallAssembly } from './small-assembly.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface SmallSystem extends Hotline {
  readonly folder: string;
  readonly assembly: string;
  readonly lines: string[];
}

/** Runs a hand-made assembly until the test has ended. */
export async function smallSystem(
  made: SmallAssembly,
  { folder = temporaryFolder(), env = {} }: { folder?: string; env?: Record<string, string> } = {},
): Promise<SmallSystem> {
  const assembly = writeSmallAssembly(join(temporaryFolder(), 'assembly'), made);
  const lines: string[] = [];
  const hotline = await startHotline({
    port: 0,
    dataDir: join(folder, 'data'),
    assembly,
    env,
    seeds: [],
    log: (line) => lines.push(line),
  });
  onTestFinished(() => hotline.stop());
  return { ...hotline, folder, assembly, lines };
}

/** What an SDK client needs to speak to the local endpoint, as the operator or as a function of the assembly. */
export function clientSettings({ awsUrl }: { awsUrl: string }, functionName?: string) {
  return {
    endpoint: awsUrl,
    region: 'ap-southeast-1',
    maxAttempts: 1,
    credentials: {
      accessKeyId: functionName === undefined ? 'operator' : `function:${functionName}`,
      secretAccessKey: 'local',
    },
  };
}
