import { z } from 'zod';
import { StartFailure } from './failure.ts';

/** What the environment may set of the local run; every value has a default. */
const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  DATA_DIR: z.string().min(1).default('.data'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TWILIO_AUTH_TOKEN: z.string().default('local-twilio-auth-token'),
  TWILIO_ACCOUNT_SID: z.string().default('ACffffffffffffffffffffffffffffffff'),
  ZALO_APP_ID: z.string().default('local-zalo-app'),
  ZALO_OA_ID: z.string().default('local-zalo-oa'),
  ZALO_OA_SECRET_KEY: z.string().default('local-zalo-oa-secret-key'),
  SMS_INBOUND_SECRET: z.string().default('local-sms-secret'),
  TWILIO_API_URL: z.url().optional(),
  ZALO_API_URL: z.url().optional(),
  ZALO_OAUTH_URL: z.url().optional(),
  /** Whether centres' webhooks may be on this machine; otherwise as deployed. */
  WEBHOOK_REACH: z.enum(['public', 'anywhere']).default('public'),
  AWS_ENDPOINT_URL_DYNAMODB: z.url().optional(),
});

export type Settings = z.infer<typeof schema>;

/**
 * Reads the settings from an environment; an empty variable counts as left out.
 *
 * @throws StartFailure naming the first variable that cannot be used
 */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])),
  );
  const read = schema.safeParse(given);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const name = String(issue?.path[0]);
  throw new StartFailure(`${name} cannot be "${given[name]}": ${issue?.message}.`);
}

/** The secrets by the names under which the template refers to them. */
export function secretsOf(settings: Settings, addressKey: string): ReadonlyMap<string, string> {
  const values = {
    'hotline/twilio': {
      accountSid: settings.TWILIO_ACCOUNT_SID,
      authTokens: [settings.TWILIO_AUTH_TOKEN],
      from: '+84900000000',
    },
    'hotline/zalo': {
      appId: settings.ZALO_APP_ID,
      oaId: settings.ZALO_OA_ID,
      secretKeys: [settings.ZALO_OA_SECRET_KEY],
      appSecret: 'local-zalo-app-secret',
    },
    'hotline/sms-inbound': { secrets: [settings.SMS_INBOUND_SECRET] },
    'hotline/address-key': { key: addressKey },
  };
  return new Map(Object.entries(values).map(([name, value]) => [name, JSON.stringify(value)]));
}
