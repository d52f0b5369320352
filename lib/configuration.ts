import { join } from 'node:path';
import { z } from 'zod';
import { readRetention } from './read-retention.ts';

const DATA = join(import.meta.dirname, '../data');

/** What a deployment may set, each as CDK context (`-c name=value`) or in cdk.json. Everything has a default. */
const schema = z
  .strictObject({
    /** What the deployment is for; `dev` may be deleted, keeps logs for a week and shares the centres' dead letters. */
    stage: z.enum(['dev', 'prod']).default('prod'),
    /** The account and region of the stacks; left out, the CLI's profile decides. */
    account: z.stringFormat('account', /^\d{12}$/).optional(),
    region: z.stringFormat('region', /^[a-z]{2}-[a-z]+-\d$/).optional(),
    /** The address providers know us by, over which Twilio signs; left out, the API's own address. */
    publicUrl: z.url({ protocol: /^https$/ }).optional(),
    /** After a disaster: the name of the restored table that takes the place of the stack's own, and its stream. */
    restoredTable: z.stringFormat('table name', /^[A-Za-z0-9_.-]{3,255}$/).optional(),
    restoredTableStreamArn: z.string().startsWith('arn:').optional(),
    /** A certificate for that address in the stacks' region; with it the API answers there. */
    publicCertificateArn: z.string().startsWith('arn:').optional(),
    /** Where the handlers' console is served; sign-in returns there. */
    consoleUrl: z.url().default('http://localhost:3000'),
    /** A certificate for that address in us-east-1; with it CloudFront answers there. */
    consoleCertificateArn: z.string().startsWith('arn:').optional(),
    /** The code of Zalo's verification file, `zalo_verifier<code>.html`; with it the API serves that page. */
    zaloVerifier: z.stringFormat('code', /^[A-Za-z0-9_-]{1,100}$/).optional(),
    /** From which address centres are told by mail: verified in SES, itself or its domain; left out, no mail leaves. */
    mailFrom: z.email().optional(),
    /** Who hears the alarms; left out, the topic has no subscriber. */
    alarmEmail: z.email().optional(),
    /** Whether the synthetic citizen calls and writes every quarter of an hour; left out, in `prod`. */
    synthetic: z.stringbool().or(z.boolean()).optional(),
    /** A dead-letter queue and an alarm for each centre, or one of each for all centres together. */
    centreDeadLetters: z.enum(['each', 'shared']).optional(),
    centresFile: z.string().default(join(DATA, 'centres.json')),
    routesFile: z.string().default(join(DATA, 'routes.json')),
    /** One of the retentions CloudWatch Logs knows, in days. */
    logRetentionDays: z.coerce
      .number()
      .pipe(z.literal([7, 14, 30, 60, 90, 180, 365]))
      .optional(),
    /** The periods; the functions know those of data/retention.json only, so another file is for tests. */
    retentionFile: z.string().default(join(DATA, 'retention.json')),
    /** Whether recordings are written out by Amazon Transcribe (vi-VN): their content then passes through that service. */
    transcripts: z.stringbool().or(z.boolean()).default(false),
    /** Centres closed on or before this day get no rule any more; left out, today in Vietnam. */
    today: z.iso.date().optional(),
  })
  .refine(
    ({ publicUrl, publicCertificateArn }) => publicUrl !== undefined || publicCertificateArn === undefined,
    {
      error: 'publicCertificateArn needs publicUrl',
    },
  )
  .refine(
    ({ restoredTable, restoredTableStreamArn }) =>
      (restoredTable === undefined) === (restoredTableStreamArn === undefined),
    { error: 'restoredTable and restoredTableStreamArn go together' },
  )
  .transform(({ today, publicUrl, consoleUrl, retentionFile, ...rest }) => ({
    ...rest,
    retention: readRetention(retentionFile),
    centreDeadLetters: rest.centreDeadLetters ?? (rest.stage === 'dev' ? 'shared' : 'each'),
    synthetic: rest.synthetic ?? rest.stage === 'prod',
    logRetentionDays: rest.logRetentionDays ?? (rest.stage === 'dev' ? 7 : 30),
    publicUrl: publicUrl === undefined ? undefined : new URL(publicUrl),
    consoleUrl: new URL(consoleUrl),
    today: today ?? new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date()),
  }));

const NAMES = Object.keys(schema.in.shape);

export type Configuration = z.infer<typeof schema>;

/**
 * Reads the configuration from what `get` knows (CDK context).
 * @throws Error naming every setting that does not fit
 */
export function readConfiguration(get: (name: string) => unknown): Configuration {
  const known = NAMES.flatMap((name) => {
    const value = get(name);
    return value === undefined || value === '' ? [] : [[name, value] as const];
  });
  const parsed = schema.safeParse(Object.fromEntries(known));
  if (!parsed.success) throw new Error(`Configuration: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
