import { z } from 'zod';
import { ofType, propertiesOf } from '../template/inventory.ts';
import type { Resource } from '../template/resolve.ts';

export interface SignInClient {
  readonly clientId: string;
  readonly redirectUris: readonly string[];
  readonly logoutUris: readonly string[];
}

const schema = z.object({
  CallbackURLs: z.array(z.string()).default([]),
  LogoutURLs: z.array(z.string()).default([]),
});

/** The user pool's client of the template, which may also lead back to the local pages. */
export function readClient(resources: readonly Resource[], localUrl: string): SignInClient {
  const [client] = ofType(resources, 'AWS::Cognito::UserPoolClient');
  const { CallbackURLs, LogoutURLs } = client ? propertiesOf(client, schema) : schema.parse({});
  const here = [`${localUrl}/`, `${localUrl}/console/`];
  return {
    clientId: client?.identity.ref ?? 'local',
    redirectUris: [...new Set([...CallbackURLs, ...here])],
    logoutUris: [...new Set([...LogoutURLs, ...here])],
  };
}
