import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { deploy } from './deployed.ts';
import { statements } from './policy-document.ts';
import { synthesize } from './synthesize.ts';

/** The periods of data/retention.json with others in their place. */
function retention(days: Readonly<Record<string, number>>): string {
  const { kinds, ...rest } = z
    .looseObject({ kinds: z.array(z.looseObject({ kind: z.string() })) })
    .parse(JSON.parse(readFileSync('data/retention.json', 'utf8')));
  const file = join(mkdtempSync(join(tmpdir(), 'hotline-retention-')), 'retention.json');
  const changed = kinds.map((row) => (days[row.kind] === undefined ? row : { ...row, days: days[row.kind] }));
  writeFileSync(file, JSON.stringify({ ...rest, kinds: changed }));
  return file;
}

const parts = (configuration: Record<string, unknown>) => {
  const resources = deploy(synthesize(configuration));
  return {
    actions: resources
      .filter(({ type }) => type === 'AWS::IAM::Policy')
      .flatMap(({ properties }) => statements(properties.PolicyDocument).flatMap(({ Action }) => Action)),
    rule: resources.find(({ properties }) => properties.Name === 'hotline-transcripts')?.properties,
    lifecycle: JSON.stringify(
      resources.find(({ type, stack }) => type === 'AWS::S3::Bucket' && stack === 'HotlineData')?.properties
        .LifecycleConfiguration,
    ),
    environment: z
      .object({ Variables: z.record(z.string(), z.string()) })
      .parse(
        resources.find(({ properties }) => properties.FunctionName === 'hotline-media')?.properties
          .Environment,
      ).Variables,
  };
};

it('nobody may write recordings out, and files stay, until the deployment says so', () => {
  const { actions, rule, lifecycle, environment } = parts({});
  expect(actions.filter((action) => action.startsWith('transcribe:'))).toEqual([]);
  expect(rule).toBeUndefined();
  // But for the working copies of transcripts, whose words are in the timeline.
  expect(lifecycle?.match(/"Prefix":"[^"]*"/g)).toEqual(['"Prefix":"transcript/"']);
  expect(environment).not.toHaveProperty('TRANSCRIPT_KEY_ID');
});

it('with transcripts and a retention, exactly that', () => {
  const { actions, rule, lifecycle, environment } = parts({
    transcripts: 'true',
    retentionFile: retention({ recording: 400 }),
  });
  expect(actions.filter((action) => action.startsWith('transcribe:'))).toEqual([
    'transcribe:StartTranscriptionJob',
  ]);
  expect(rule).toMatchObject({
    EventPattern: {
      source: ['aws.transcribe'],
      'detail-type': ['Transcribe Job State Change'],
      detail: { TranscriptionJobName: [{ prefix: 'hotline-' }] },
    },
  });
  expect(lifecycle).toContain('"ExpirationInDays":400,"Id":"recording","Prefix":"recording/"');
  expect(lifecycle).not.toContain('"Prefix":"attachment/"');
  expect(environment).toMatchObject({ TRANSCRIPT_KEY_ID: expect.any(String) });
});
