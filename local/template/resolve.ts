import { StartFailure } from '../failure.ts';
import type { Assembly, Template } from './assembly.ts';
import { type Identity, identityOf } from './identity.ts';
import type { Places } from './places.ts';

export interface Resource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  readonly identity: Identity;
  /** With every intrinsic function resolved. */
  readonly properties: Readonly<Record<string, unknown>>;
}

/** `AWS::NoValue`: the member that holds it is left out. */
const noValue = Symbol('AWS::NoValue');

type Intrinsic = (argument: unknown, template: Template) => unknown;

/**
 * Every resource of the assembly with its properties as CloudFormation would hand them to the service.
 *
 * @throws StartFailure for a reference to nothing or a function that the local run does not know
 */
export function resolveResources({ templates }: Assembly, places: Places): Resource[] {
  const identities = new Map<string, Identity>();

  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': places.account,
    'AWS::Region': places.region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': noValue,
    'AWS::NotificationARNs': [],
  };

  const intrinsics: Record<string, Intrinsic> = {
    Ref: (argument, template) => reference(text(argument), template),
    'Fn::GetAtt': (argument, template) => {
      const [logicalId = '', ...attribute] =
        typeof argument === 'string' ? argument.split('.') : list(argument, template).map(text);
      return attributeOf(logicalId, attribute.join('.'), template);
    },
    'Fn::Join': (argument, template) => {
      const [separator, parts] = list(argument, template);
      return list(parts, template).map(text).join(text(separator));
    },
    'Fn::Sub': (argument, template) => {
      const [pattern, variables] = Array.isArray(argument) ? argument : [argument, {}];
      const known = record(resolve(variables, template));
      return text(pattern).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
        if (literal) return `\${${name}}`;
        if (name in known) return text(known[name]);
        const [logicalId = '', ...attribute] = name.split('.');
        return text(
          attribute.length > 0
            ? attributeOf(logicalId, attribute.join('.'), template)
            : reference(name, template),
        );
      });
    },
    'Fn::Select': (argument, template) => {
      const [index, values] = list(argument, template);
      return (
        list(values, template)[Number(index)] ??
        fail(template, `Fn::Select finds no element ${String(index)}`)
      );
    },
    'Fn::Split': (argument, template) => {
      const [separator, value] = list(argument, template);
      return text(value).split(text(separator));
    },
    'Fn::ImportValue': (argument, template) => imported(text(resolve(argument, template)), template),
    'Fn::FindInMap': (argument, template) => {
      const [map = '', first = '', second = ''] = list(argument, template).map(text);
      return (
        template.Mappings[map]?.[first]?.[second] ??
        fail(template, `${map}.${first}.${second} is in no mapping`)
      );
    },
    'Fn::If': (argument, template) => {
      const [name, yes, no] = Array.isArray(argument) ? argument : [];
      return resolve(holds(text(name), template) ? yes : no, template);
    },
    'Fn::Equals': (argument, template) => {
      const [one, other] = list(argument, template);
      return String(one) === String(other);
    },
    'Fn::Not': (argument, template) => !truth(list(argument, template)[0]),
    'Fn::And': (argument, template) => list(argument, template).every(truth),
    'Fn::Or': (argument, template) => list(argument, template).some(truth),
    Condition: (argument, template) => holds(text(argument), template),
    'Fn::Base64': (argument, template) => Buffer.from(text(resolve(argument, template))).toString('base64'),
    'Fn::GetAZs': () => [`${places.region}a`, `${places.region}b`, `${places.region}c`],
  };

  function resolve(value: unknown, template: Template): unknown {
    if (Array.isArray(value))
      return value.map((item) => resolve(item, template)).filter((item) => item !== noValue);
    if (typeof value !== 'object' || value === null) return value;
    const [[key, argument] = ['', undefined], ...more] = Object.entries(value);
    const isFunction =
      key === 'Ref' || key.startsWith('Fn::') || (key === 'Condition' && typeof argument === 'string');
    if (more.length === 0 && isFunction) {
      const intrinsic = intrinsics[key] ?? fail(template, `${key} is not known to the local run`);
      return intrinsic(argument, template);
    }
    return Object.fromEntries(
      Object.entries(value)
        .map(([name, member]) => [name, resolve(member, template)] as const)
        .filter(([, member]) => member !== noValue),
    );
  }

  function reference(name: string, template: Template): unknown {
    if (name in pseudo) return pseudo[name];
    if (name === 'AWS::StackName') return template.stack;
    if (name === 'AWS::StackId')
      return `arn:aws:cloudformation:${places.region}:${places.account}:stack/${template.stack}/local`;
    const parameter = template.Parameters[name];
    return parameter ? parameter.Default : identity(name, template).ref;
  }

  function attributeOf(logicalId: string, attribute: string, template: Template): string {
    const found = identity(logicalId, template).attributes[attribute];
    return (
      found ??
      fail(template, `${logicalId} (${template.Resources[logicalId]?.Type}) has no local ${attribute}`)
    );
  }

  function identity(logicalId: string, template: Template): Identity {
    const key = `${template.stack}/${logicalId}`;
    const known = identities.get(key);
    if (known) return known;
    const resource =
      template.Resources[logicalId] ?? fail(template, `it refers to ${logicalId}, which is not there`);
    // Names only: resolving all properties here could run in a circle.
    const naming = Object.entries(resource.Properties).filter(([name]) => /Name$|^FifoQueue$/.test(name));
    const properties = record(resolve(Object.fromEntries(naming), template));
    const made = identityOf(resource.Type, template.stack, logicalId, properties, places);
    identities.set(key, made);
    return made;
  }

  function imported(name: string, importer: Template): unknown {
    for (const template of templates)
      for (const { Value, Export } of Object.values(template.Outputs))
        if (Export && resolve(Export.Name, template) === name) return resolve(Value, template);
    return fail(importer, `it imports ${name}, which no stack exports`);
  }

  function holds(condition: string, template: Template): boolean {
    if (!(condition in template.Conditions)) fail(template, `it has no condition ${condition}`);
    return truth(resolve(template.Conditions[condition], template));
  }

  function list(value: unknown, template: Template): unknown[] {
    const resolved = resolve(value, template);
    return Array.isArray(resolved) ? resolved : fail(template, `${JSON.stringify(value)} is not a list`);
  }

  return templates.flatMap((template) =>
    Object.entries(template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || holds(Condition, template))
      .map(([logicalId, { Type, Properties }]) => ({
        stack: template.stack,
        logicalId,
        type: Type,
        get identity() {
          return identity(logicalId, template);
        },
        // Only what the local run reads is resolved: an alarm may use what has no local counterpart.
        get properties() {
          return record(resolve(Properties, template));
        },
      })),
  );
}

function fail(template: Template, reason: string): never {
  throw new StartFailure(`The template of ${template.stack} cannot be run locally: ${reason}.`);
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : String(value);
}

function truth(value: unknown): boolean {
  return value === true || value === 'true';
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}
