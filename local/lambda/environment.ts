import type { FunctionDefinition } from './definition.ts';

export interface EnvironmentSettings {
  readonly region: string;
  readonly awsUrl: string;
  /** Values that replace what the template says, where it says anything: nothing is wired that is not in it. */
  readonly replacements: Readonly<Record<string, string>>;
}

const prefix = 'function:';

/** The access key id by which the local endpoint knows a function, and so its role. */
export function accessKeyOf({ name }: FunctionDefinition): string {
  return `${prefix}${name}`;
}

/** What Lambda and the template put into a function's environment; nothing of the machine's own. */
export function environmentOf(
  definition: FunctionDefinition,
  { region, awsUrl, replacements }: EnvironmentSettings,
): Record<string, string> {
  const { name, handler, memoryMegabytes, environment } = definition;
  const replaced = Object.entries(replacements).filter(([variable]) => variable in environment);
  return {
    ...environment,
    ...Object.fromEntries(replaced),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ACCESS_KEY_ID: accessKeyOf(definition),
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL: awsUrl,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    _HANDLER: `handler.${handler}`,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
  };
}
