import { z } from 'zod';
import { secretSuffix } from '../template/identity.ts';
import type { Places } from '../template/places.ts';
import type { Service } from './endpoint.ts';
import { AwsError } from './error.ts';
import { inputOf } from './input.ts';

const input = z.object({ SecretId: z.string() });

export function secretArn(name: string, { region, account }: Places): string {
  return `arn:aws:secretsmanager:${region}:${account}:secret:${name}-${secretSuffix}`;
}

/** Secrets Manager over a fixed set of values: the operator of the local run is its environment. */
export function secretsService(values: ReadonlyMap<string, string>, places: Places): Service {
  return async ({ operation, input: given, require }) => {
    if (operation !== 'GetSecretValue')
      throw new AwsError(
        'UnknownOperationException',
        `The local run does not serve secretsmanager:${operation}`,
      );
    const { SecretId } = inputOf(input, given);
    const name = /:secret:(.+?)(-[A-Za-z0-9]{6})?$/.exec(SecretId)?.[1] ?? SecretId;
    require('secretsmanager:GetSecretValue', secretArn(name, places));
    const value = values.get(name);
    if (value === undefined)
      throw new AwsError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.");
    return {
      json: {
        ARN: secretArn(name, places),
        Name: name,
        SecretString: value,
        VersionId: '00000000-0000-4000-8000-000000000000',
        VersionStages: ['AWSCURRENT'],
        CreatedDate: 0,
      },
    };
  };
}
