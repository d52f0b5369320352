import { describe, expect, it } from 'vitest';
import { ofType, only, property } from '../deployment.ts';

describe('the handlers’ pool', () => {
  it('takes only invited people with a second factor', () => {
    expect(only('AWS::Cognito::UserPool').properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      DeletionProtection: 'ACTIVE',
      UsernameConfiguration: { CaseSensitive: false },
      Policies: { PasswordPolicy: { MinimumLength: 12, TemporaryPasswordValidityDays: 3 } },
    });
    expect(JSON.stringify(only('AWS::Cognito::UserPool').properties.Schema)).toContain('"Name":"centre"');
    expect(
      ofType('AWS::Cognito::UserPoolGroup')
        .map((one) => property(one, 'GroupName'))
        .sort(),
    ).toEqual(['handler', 'lead', 'national']);
  });

  it('lets the console in by the code flow alone, and nobody choose a centre', () => {
    const client = only('AWS::Cognito::UserPoolClient').properties;
    expect(client).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      WriteAttributes: ['email'],
      AccessTokenValidity: 60,
      RefreshTokenValidity: 12 * 60,
      TokenValidityUnits: { AccessToken: 'minutes', RefreshToken: 'minutes' },
    });
  });
});
