import { expect, it } from 'vitest';
import { z } from 'zod';
import { deploy } from './deployed.ts';
import { statements } from './policy-document.ts';
import { synthesize } from './synthesize.ts';

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
  expect(lifecycle).not.toContain('ExpirationInDays');
  expect(environment).not.toHaveProperty('TRANSCRIPT_KEY_ID');
});

it('with transcripts and a retention, exactly that', () => {
  const { actions, rule, lifecycle, environment } = parts({ transcripts: 'true', mediaRetentionDays: '400' });
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
  expect(lifecycle).toContain('"ExpirationInDays":400');
  expect(environment).toMatchObject({ MEDIA_RETENTION_DAYS: '400', TRANSCRIPT_KEY_ID: expect.any(String) });
});
