import { z } from 'zod';
import type { LocalAccounts } from '../signin/accounts.ts';
import { subjectOf } from '../signin/token.ts';
import type { Service } from './endpoint.ts';
import { AwsError } from './error.ts';
import { inputOf } from './input.ts';

const input = z.object({
  UserPoolId: z.string(),
  Username: z.string().min(1).max(128),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]),
});

/**
 * The part of Cognito by which handlers are invited and shut out, over the accounts of the local sign-in.
 * @param arnOf a pool's id → its ARN
 */
export function cognitoService(accounts: LocalAccounts, arnOf: (poolId: string) => string): Service {
  return async ({ operation, input: given, require }) => {
    const { UserPoolId, Username, UserAttributes } = inputOf(input, given);
    require(`cognito-idp:${operation}`, arnOf(UserPoolId));
    // Names of a pool without case sensitivity are one whatever their case.
    const name = Username.toLowerCase();
    switch (operation) {
      case 'AdminCreateUser': {
        if (accounts.has(name)) throw new AwsError('UsernameExistsException', 'User account already exists');
        const centre = UserAttributes.find(({ Name }) => Name === 'custom:centre')?.Value ?? '';
        await accounts.create(name, centre);
        return {
          json: {
            User: {
              Username: name,
              Enabled: true,
              UserStatus: 'FORCE_CHANGE_PASSWORD',
              Attributes: [{ Name: 'sub', Value: subjectOf(name) }, ...UserAttributes],
            },
          },
        };
      }
      case 'AdminDisableUser':
      case 'AdminEnableUser':
        if (!accounts.has(name)) throw new AwsError('UserNotFoundException', 'User does not exist.');
        await accounts.setEnabled(name, operation === 'AdminEnableUser');
        return { json: {} };
      default:
        throw new AwsError(
          'UnknownOperationException',
          `The local run does not serve cognito-idp:${operation}`,
        );
    }
  };
}
