import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccountRecovery,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  StringAttribute,
  UserPool,
  type UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { type IGrantable, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { CONSOLE_PATH } from './console-routes.ts';
import { acknowledge } from './findings.ts';

/** Lets a role make accounts and switch them on and off; what their people may do is in the table. */
export function allowAccounts(grantee: IGrantable, pool: UserPool): void {
  grantee.grantPrincipal.addToPrincipalPolicy(
    new PolicyStatement({
      actions: ['cognito-idp:AdminCreateUser', 'cognito-idp:AdminDisableUser', 'cognito-idp:AdminEnableUser'],
      resources: [pool.userPoolArn],
    }),
  );
}

/** Who may sign in: people whom a lead invited. A token says who; the Handler item says what they may do. */
export class HandlersPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** Where people sign in, `https://….amazoncognito.com`. */
  readonly signInUrl: string;

  constructor(scope: Construct, id: string, props: { consoleUrl: URL }) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: { centre: new StringAttribute({ minLen: 2, maxLen: 10, mutable: true }) },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      featurePlan: FeaturePlan.ESSENTIALS,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
    });
    acknowledge(this.pool, 'handlersPool');
    for (const [groupName, description] of [
      ['handler', 'Người tiếp nhận: takes and works requests of one centre'],
      ['lead', 'Trưởng trung tâm: leads one centre'],
      ['national', 'Cấp trung ương: what no centre claims, oversight'],
    ] as const) {
      this.pool.addGroup(groupName, { groupName, description });
    }
    this.signInUrl = this.pool
      .addDomain('Domain', { cognitoDomain: { domainPrefix: `legal-aid-hotline-${Aws.ACCOUNT_ID}` } })
      .baseUrl();
    const console = new URL(CONSOLE_PATH, props.consoleUrl).href;
    // Public (no secret), code flow only: Cognito then takes the PKCE challenge the console sends.
    this.client = this.pool.addClient('Console', {
      userPoolClientName: 'console',
      generateSecret: false,
      authFlows: {
        user: false,
        userPassword: false,
        userSrp: false,
        adminUserPassword: false,
        custom: false,
      },
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        scopes: [OAuthScope.OPENID],
        callbackUrls: [console],
        logoutUrls: [console],
      },
      // Cognito demands that required attributes can be written; the centre is not the handler's to choose.
      writeAttributes: new ClientAttributes().withStandardAttributes({ email: true }),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      // One working day with its breaks: nobody stays signed in overnight on an office PC.
      refreshTokenValidity: Duration.hours(12),
    });
  }
}
