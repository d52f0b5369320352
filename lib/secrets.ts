import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** The secrets the operator creates (docs/deploy.md), and the variable that tells a function the name. */
const SECRETS = {
  TWILIO_SECRET_ID: 'hotline/twilio',
  ZALO_SECRET_ID: 'hotline/zalo',
  SMS_INBOUND_SECRET_ID: 'hotline/sms-inbound',
  ADDRESS_KEY_SECRET_ID: 'hotline/address-key',
} as const;

export type SecretVariable = keyof typeof SECRETS;

/** The environment that names those secrets. */
export function secretNames(variables: readonly SecretVariable[]): Record<string, string> {
  return Object.fromEntries(variables.map((variable) => [variable, SECRETS[variable]]));
}

/** Lets a role read those secrets, and nothing but read. */
export function allowSecrets(
  scope: Construct,
  grantee: IGrantable,
  variables: readonly SecretVariable[],
): void {
  if (variables.length === 0) return;
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      // Secrets Manager adds a dash and six characters of its own to the name.
      resources: variables.map(
        (variable) => `${Secret.fromSecretNameV2(scope, variable, SECRETS[variable]).secretArn}-??????`,
      ),
    }),
  );
}
