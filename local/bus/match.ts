import { BlockList, isIP } from 'node:net';

/**
 * EventBridge event patterns, as AWS's own engine (Event Ruler) reads them: the event is flattened into its leaves,
 * each with the array elements it stands in, and a pattern matches when every one of its fields finds a leaf while no
 * array is entered by two different elements.
 */

interface Leaf {
  value: string | number | boolean | null;
  /** Array path → index of the element that holds this leaf. */
  within: ReadonlyMap<string, number>;
}

type Test = (value: Leaf['value']) => boolean;

interface Condition {
  path: string;
  /** Any of them; `absent` holds when the field is not there. */
  tests: Test[];
  absent: boolean;
}

class InvalidPattern extends Error {
  override name = 'InvalidPattern';
}

/**
 * Whether an event matches a pattern.
 *
 * @throws InvalidPattern for an operator that is not known
 */
export function matches(pattern: unknown, event: unknown): boolean {
  return compile(pattern)(event);
}

/** @throws InvalidPattern for an operator that is not known, or a form that AWS refuses */
export function validatePattern(pattern: unknown): void {
  alternativesOf(pattern, '');
}

/** The pattern as a function of the event, to be used many times. */
export function compile(pattern: unknown): (event: unknown) => boolean {
  const alternatives = alternativesOf(pattern, '').map((conditions) =>
    conditions.toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)),
  );
  return (event) => {
    const leaves = new Map<string, Leaf[]>();
    flatten(event, '', new Map(), leaves);
    return alternatives.some((conditions) => satisfied(conditions, 0, new Map(), leaves));
  };
}

function satisfied(
  conditions: Condition[],
  next: number,
  within: ReadonlyMap<string, number>,
  leaves: ReadonlyMap<string, Leaf[]>,
): boolean {
  const condition = conditions[next];
  if (!condition) return true;
  const consistent = (leaves.get(condition.path) ?? [])
    .map((leaf) => ({ leaf, joined: joinedElements(within, leaf.within) }))
    .filter(({ joined }) => joined !== undefined);
  if (condition.absent && consistent.length === 0 && satisfied(conditions, next + 1, within, leaves))
    return true;
  return consistent.some(
    ({ leaf, joined }) =>
      joined !== undefined &&
      condition.tests.some((test) => test(leaf.value)) &&
      satisfied(conditions, next + 1, joined, leaves),
  );
}

function joinedElements(
  one: ReadonlyMap<string, number>,
  other: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> | undefined {
  for (const [array, index] of other) {
    const taken = one.get(array);
    if (taken !== undefined && taken !== index) return undefined;
  }
  return other.size === 0 ? one : new Map([...one, ...other]);
}

function flatten(
  value: unknown,
  path: string,
  within: ReadonlyMap<string, number>,
  leaves: Map<string, Leaf[]>,
): void {
  if (Array.isArray(value)) {
    const nested = [...within.keys()].filter((key) => key.startsWith(`${path}[`)).length;
    for (const [index, element] of value.entries())
      flatten(element, path, new Map([...within, [`${path}[${nested}`, index]]), leaves);
  } else if (isPlain(value)) {
    const others = leaves.get(path);
    if (others) others.push({ value, within });
    else leaves.set(path, [{ value, within }]);
  } else if (isRecord(value)) {
    for (const [key, member] of Object.entries(value))
      flatten(member, path ? `${path}.${key}` : key, within, leaves);
  }
}

/** Every way of satisfying the pattern: `$or` multiplies, everything else is a condition of each way. */
function alternativesOf(pattern: unknown, path: string): Condition[][] {
  if (!isRecord(pattern)) throw new InvalidPattern(`"${path}" must be an object or an array of values`);
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new InvalidPattern(`"${path}" is empty`);
  let alternatives: Condition[][] = [[]];
  for (const [key, member] of entries) {
    const place = path ? `${path}.${key}` : key;
    const ways =
      key === '$or' && isChoice(member)
        ? member.flatMap((choice) => alternativesOf(choice, path))
        : Array.isArray(member)
          ? [[conditionOf(place, member)]]
          : alternativesOf(member, place);
    alternatives = alternatives.flatMap((one) => ways.map((way) => [...one, ...way]));
  }
  return alternatives;
}

/** A field may itself be called `$or`: it is the operator only over two or more objects that are no operators. */
function isChoice(member: unknown): member is Record<string, unknown>[] {
  return (
    Array.isArray(member) &&
    member.length >= 2 &&
    member.every((choice) => isRecord(choice) && !Object.keys(choice).some((key) => operators.has(key)))
  );
}

function conditionOf(path: string, values: unknown[]): Condition {
  if (values.length === 0) throw new InvalidPattern(`"${path}" has no values`);
  const condition: Condition = { path, tests: [], absent: false };
  for (const value of values) {
    if (isPlain(value)) condition.tests.push((found) => found === value);
    else if (isRecord(value)) {
      const [[operator, operand] = ['', undefined], ...more] = Object.entries(value);
      if (more.length > 0) throw new InvalidPattern(`"${path}" has two operators in one value`);
      if (operator === 'exists' && operand === false) condition.absent = true;
      else condition.tests.push(testOf(path, operator, operand));
    } else throw new InvalidPattern(`"${path}" has an array as a value`);
  }
  return condition;
}

const operators = new Set([
  'anything-but',
  'cidr',
  'equals-ignore-case',
  'exactly',
  'exists',
  'numeric',
  'prefix',
  'suffix',
  'wildcard',
]);

function testOf(path: string, operator: string, operand: unknown): Test {
  const refused = new InvalidPattern(
    `"${path}": ${operator || 'an empty operator'} with ${JSON.stringify(operand)} is not known`,
  );
  switch (operator) {
    case 'exists':
      if (operand !== true) throw refused;
      return () => true;
    case 'numeric':
      return numericTest(operand, refused);
    case 'cidr':
      return cidrTest(operand, refused);
    case 'anything-but':
      return anythingBut(operand, refused);
    case 'exactly':
    case 'equals-ignore-case':
    case 'prefix':
    case 'suffix':
    case 'wildcard':
      return textTest(operator, operand, refused);
    default:
      throw refused;
  }
}

function anythingBut(operand: unknown, refused: InvalidPattern): Test {
  if (isRecord(operand)) {
    const [[operator, texts] = ['', undefined], ...more] = Object.entries(operand);
    if (more.length > 0 || !['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(operator))
      throw refused;
    const tests = listOf(texts, refused).map((text) => textTest(operator, text, refused));
    return (value) => !tests.some((test) => test(value));
  }
  const values = listOf(operand, refused);
  if (!values.every((value) => typeof value === 'string' || typeof value === 'number')) throw refused;
  return (value) => !values.some((unwanted) => unwanted === value);
}

function listOf(operand: unknown, refused: InvalidPattern): unknown[] {
  const list = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0) throw refused;
  return list;
}

function textTest(operator: string, operand: unknown, refused: InvalidPattern): Test {
  const sameCase = isRecord(operand) && Object.keys(operand).join() === 'equals-ignore-case';
  const text = sameCase && ['prefix', 'suffix'].includes(operator) ? operand['equals-ignore-case'] : operand;
  if (typeof text !== 'string') throw refused;
  const ofText =
    (test: (value: string) => boolean): Test =>
    (value) =>
      typeof value === 'string' && test(value);
  switch (operator) {
    case 'exactly':
      return (value) => value === text;
    case 'equals-ignore-case':
      return ofText((value) => sameIgnoringCase(value, text));
    case 'prefix':
      return ofText((value) =>
        sameCase ? sameIgnoringCase(value.slice(0, text.length), text) : value.startsWith(text),
      );
    case 'suffix':
      return ofText((value) =>
        sameCase ? text === '' || sameIgnoringCase(value.slice(-text.length), text) : value.endsWith(text),
      );
    default: {
      const wildcard = wildcardOf(text, refused);
      return ofText((value) => wildcard.test(value));
    }
  }
}

/** Character by character, so that no letter changes the length (ß, İ). */
function sameIgnoringCase(one: string, other: string): boolean {
  if (one.length !== other.length) return false;
  for (let i = 0; i < one.length; i++) {
    const [a, b] = [one.charAt(i), other.charAt(i)];
    if (a !== b && a.toLowerCase() !== b.toLowerCase() && a.toUpperCase() !== b.toUpperCase()) return false;
  }
  return true;
}

function wildcardOf(text: string, refused: InvalidPattern): RegExp {
  let source = '';
  let previousStar = false;
  for (let i = 0; i < text.length; i++) {
    let character = text.charAt(i);
    if (character === '*') {
      if (previousStar) throw refused;
      previousStar = true;
      source += '[^]*';
      continue;
    }
    previousStar = false;
    if (character === '\\') {
      character = text.charAt(++i);
      if (character !== '*' && character !== '\\') throw refused;
    }
    source += character.replace(/[$()*+.?[\\\]^{|}]/, '\\$&');
  }
  return new RegExp(`^${source}$`);
}

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numericTest(operand: unknown, refused: InvalidPattern): Test {
  if (!Array.isArray(operand) || ![2, 4].includes(operand.length)) throw refused;
  const bounds: ((value: number) => boolean)[] = [];
  for (let i = 0; i < operand.length; i += 2) {
    const compare = comparisons[String(operand[i])];
    const bound: unknown = operand[i + 1];
    if (!compare || typeof bound !== 'number') throw refused;
    bounds.push((value) => compare(value, bound));
  }
  return (value) => typeof value === 'number' && bounds.every((holds) => holds(value));
}

function cidrTest(operand: unknown, refused: InvalidPattern): Test {
  const [network = '', length = ''] = typeof operand === 'string' ? operand.split('/') : [];
  const family = isIP(network);
  if (family === 0 || !/^\d{1,3}$/.test(length) || Number(length) > (family === 4 ? 32 : 128)) throw refused;
  const block = new BlockList();
  const kind = family === 4 ? 'ipv4' : 'ipv6';
  block.addSubnet(network, Number(length), kind);
  return (value) => typeof value === 'string' && isIP(value) === family && block.check(value, kind);
}

function isPlain(value: unknown): value is Leaf['value'] {
  return (
    value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
