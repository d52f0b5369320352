import {
  AdminCreateUserCommand,
  AdminDisableUserCommand,
  AdminEnableUserCommand,
  CognitoIdentityProviderClient,
  InvalidParameterException,
  UserNotFoundException,
  UsernameExistsException,
} from '@aws-sdk/client-cognito-identity-provider';
import { errorKind, log } from '../log/log.ts';

export interface Accounts {
  /** Makes the account; the pool mails the first password. One that is there already will do: an earlier try made it. */
  create(person: {
    readonly username: string;
    readonly centre: string;
    readonly email?: string;
  }): Promise<'made' | 'mail-needed' | 'failed'>;
  /** Lets somebody sign in, or no longer; false when the sign-in could not be reached. */
  setEnabled(username: string, enabled: boolean): Promise<boolean>;
}

/** The accounts that handlers sign in with, in the user pool. */
export function accounts(poolId: string): Accounts {
  const client = new CognitoIdentityProviderClient({
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 1000, requestTimeout: 4000, throwOnRequestTimeout: true },
  });
  return {
    async create({ username, centre, email }) {
      try {
        await client.send(
          new AdminCreateUserCommand({
            UserPoolId: poolId,
            Username: username,
            DesiredDeliveryMediums: ['EMAIL'],
            UserAttributes: [
              { Name: 'custom:centre', Value: centre },
              ...(email === undefined
                ? []
                : [
                    { Name: 'email', Value: email },
                    { Name: 'email_verified', Value: 'true' },
                  ]),
            ],
          }),
        );
        return 'made';
      } catch (error) {
        if (error instanceof UsernameExistsException) return 'made';
        // Whatever else could be wrong with the parameters, our own schema has refused before.
        if (error instanceof InvalidParameterException && email === undefined) return 'mail-needed';
        log('error', 'sign-in.failed', { error: errorKind(error) });
        return 'failed';
      }
    },
    async setEnabled(username, enabled) {
      const input = { UserPoolId: poolId, Username: username };
      try {
        await (enabled
          ? client.send(new AdminEnableUserCommand(input))
          : client.send(new AdminDisableUserCommand(input)));
        return true;
      } catch (error) {
        // Handlers of the very first days may have been entered without an account.
        if (error instanceof UserNotFoundException) return true;
        log('error', 'sign-in.failed', { error: errorKind(error) });
        return false;
      }
    },
  };
}
