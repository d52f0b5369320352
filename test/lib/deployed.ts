import { z } from 'zod';
import type { Templates } from './synthesize.ts';

export const ACCOUNT = '123456789012';
export const REGION = 'ap-southeast-1';

const PSEUDO: Record<string, string> = {
  'AWS::AccountId': ACCOUNT,
  'AWS::Partition': 'aws',
  'AWS::Region': REGION,
  'AWS::URLSuffix': 'amazonaws.com',
};

/** What bears the name it was given; all else is named after its logical id. */
const NAMED: Record<string, string> = {
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
};

export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  /** The properties with every intrinsic function put in, as CloudFormation would. */
  readonly properties: Record<string, unknown>;
}

const arn = (service: string, rest: string) => `arn:aws:${service}:${REGION}:${ACCOUNT}:${rest}`;

const text = z.string();

/** The four templates as if deployed: names and ARNs as long as they will be, cross-stack references put in. */
export function deploy(templates: Templates): readonly Resource[] {
  const exported = new Map<string, { stack: string; value: unknown }>();
  for (const [stack, { Outputs }] of Object.entries(templates)) {
    for (const { Export, Value } of Object.values(Outputs)) {
      if (Export !== undefined) exported.set(text.parse(Export.Name), { stack, value: Value });
    }
  }

  const resourceOf = (stack: string, id: string) => {
    const found = templates[stack]?.Resources[id];
    if (found === undefined) throw new Error(`${stack} has no resource ${id}`);
    return found;
  };
  const nameOf = (stack: string, id: string): string => {
    const { Type, Properties } = resourceOf(stack, id);
    const property = NAMED[Type];
    const name = property === undefined ? undefined : Properties[property];
    return typeof name === 'string' ? name : id;
  };
  const arnOf = (stack: string, id: string): string => {
    const { Type, Properties } = resourceOf(stack, id);
    const name = nameOf(stack, id);
    switch (Type) {
      case 'AWS::SQS::Queue':
        return arn('sqs', name);
      case 'AWS::S3::Bucket':
        return `arn:aws:s3:::${id}`;
      case 'AWS::SNS::Topic':
        return arn('sns', name);
      case 'AWS::DynamoDB::Table':
        return arn('dynamodb', `table/${name}`);
      case 'AWS::KMS::Key':
        return arn('kms', `key/${id}`);
      case 'AWS::Events::EventBus':
        return arn('events', `event-bus/${name}`);
      case 'AWS::Events::Rule': {
        const bus =
          Properties.EventBusName === undefined
            ? ''
            : `${text.parse(value(stack, Properties.EventBusName))}/`;
        return arn('events', `rule/${bus}${name}`);
      }
      case 'AWS::Lambda::Function':
        return arn('lambda', `function:${name}`);
      case 'AWS::Logs::LogGroup':
        return arn('logs', `log-group:${id}:*`);
      default:
        return arn('unknown', id);
    }
  };
  const attribute = (stack: string, id: string, name: string): string => {
    if (name === 'Arn') return arnOf(stack, id);
    if (name === 'StreamArn') return `${arnOf(stack, id)}/stream/2026-11-22T00:00:00.000`;
    if (name === 'QueueName') return nameOf(stack, id);
    return `${id}.${name}`;
  };
  const reference = (stack: string, id: string): string => {
    const pseudo = PSEUDO[id];
    if (pseudo !== undefined) return pseudo;
    const { Type } = resourceOf(stack, id);
    return Type === 'AWS::SNS::Topic' ? arnOf(stack, id) : nameOf(stack, id);
  };

  function value(stack: string, given: unknown): unknown {
    if (Array.isArray(given)) return given.map((one) => value(stack, one));
    if (typeof given !== 'object' || given === null) return given;
    const [[key, argument] = ['', undefined], ...rest] = Object.entries(given);
    if (rest.length === 0) {
      switch (key) {
        case 'Ref':
          return reference(stack, text.parse(argument));
        case 'Fn::GetAtt': {
          const [id, name] = z.tuple([text, text]).parse(argument);
          return attribute(stack, id, name);
        }
        case 'Fn::ImportValue': {
          const found = exported.get(text.parse(value(stack, argument)));
          if (found === undefined)
            throw new Error(`${stack} imports what nobody exports: ${String(argument)}`);
          return value(found.stack, found.value);
        }
        case 'Fn::Join': {
          const [separator, parts] = z.tuple([text, z.array(z.unknown())]).parse(argument);
          return parts.map((part) => text.parse(value(stack, part))).join(separator);
        }
        case 'Fn::Sub':
          return text.parse(argument).replace(/\$\{([^}]+)\}/g, (_, id: string) => reference(stack, id));
        case 'Fn::Select': {
          const [index, list] = z.tuple([z.coerce.number(), z.unknown()]).parse(argument);
          return z.array(z.unknown()).parse(value(stack, list))[index];
        }
        case 'Fn::Split': {
          const [separator, whole] = z.tuple([text, z.unknown()]).parse(argument);
          return text.parse(value(stack, whole)).split(separator);
        }
      }
    }
    return Object.fromEntries(Object.entries(given).map(([name, one]) => [name, value(stack, one)]));
  }

  return Object.entries(templates).flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, { Type, Properties }]) => ({
      stack,
      id,
      type: Type,
      properties: z.record(z.string(), z.unknown()).parse(value(stack, Properties)),
    })),
  );
}
