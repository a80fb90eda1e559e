import { fail } from '@agog/deliverables-core/transport';
import type { ObjectSchema, ToolSchema, ValueOf } from './tool-schema.ts';

/** Longest text of an argument that is no report, in UTF-16 units. */
const maxText = 8_192;

/** Most entries of a list. */
const maxEntries = 100;

/** The argument that may be as long as a report; the store says how long that is. */
const reportArgument = 'report';

/**
 * The arguments of a call, as a client sent them, held against the tool's schema: types, words, bounds, and no argument
 * that the schema does not name. Texts other than the report have at most 8,192 characters, lists at most 100 entries.
 *
 * @throws DeliverablesError `invalid_argument` with the details `argument` and `expected`
 */
export const checkInput = <const Schema extends ToolSchema>(
  schema: Schema,
  value: unknown,
): ValueOf<Schema> => {
  checkValue(schema, value, '');
  // The value was held against the schema that the type is made from.
  return value as ValueOf<Schema>;
};

const checkValue = (schema: ToolSchema, value: unknown, path: string): void => {
  const expected = expectedInstead(schema, value, path);
  if (expected !== null) {
    fail(
      'invalid_argument',
      `${path === '' ? 'The input' : `"${path}"`} must be ${expected}, not ${describe(value)}.`,
      'Call the tool again with an input that its schema takes.',
      { argument: path, expected },
    );
  }
  if (schema.type === 'object') checkProperties(schema, Object(value), path);
  if (schema.type !== 'array' || !Array.isArray(value)) return;
  value.forEach((entry, index) => {
    checkValue(schema.items, entry, `${path}[${index}]`);
  });
};

/** What the value itself should be and is not; `null` when it is. */
const expectedInstead = (schema: ToolSchema, value: unknown, path: string): string | null => {
  switch (schema.type) {
    case 'string': {
      if (typeof value !== 'string') return 'a string';
      const { enum: words } = schema;
      if (words && !words.includes(value)) return `one of ${words.join(', ')}`;
      const fits = path === reportArgument || value.length <= maxText;
      return fits ? null : `a string of at most ${maxText} characters`;
    }
    case 'integer': {
      const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = schema;
      const holds = Number.isSafeInteger(value) && Number(value) >= minimum;
      return holds && Number(value) <= maximum ? null : `an integer from ${minimum} to ${maximum}`;
    }
    case 'boolean':
      return typeof value === 'boolean' ? null : 'true or false';
    case 'array': {
      const { minItems = 0, maxItems = maxEntries } = schema;
      const holds = Array.isArray(value) && value.length >= minItems && value.length <= maxItems;
      return holds ? null : `a list of ${minItems} to ${maxItems} entries`;
    }
    case 'object':
      return isPlain(value) ? null : 'an object';
  }
};

const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const checkProperties = (
  { properties = {}, required = [], additionalProperties }: ObjectSchema,
  value: object,
  path: string,
): void => {
  const given = new Map<string, unknown>(Object.entries(value));
  const at = (name: string) => (path === '' ? name : `${path}.${name}`);
  const unknown = [...given.keys()].find((name) => !Object.hasOwn(properties, name));
  if (additionalProperties === false && unknown !== undefined) {
    const expected = Object.keys(properties).join(', ');
    fail(
      'invalid_argument',
      `There is no argument ${describe(unknown)}. Known are: ${expected}.`,
      'Leave it out.',
      { argument: at(unknown.slice(0, 60)), expected },
    );
  }
  const missing = required.find((name) => given.get(name) === undefined);
  if (missing !== undefined) {
    const argument = at(missing);
    const details = { argument, expected: 'a value' };
    fail('invalid_argument', `"${argument}" is missing.`, 'Add it.', details);
  }
  for (const [name, schema] of Object.entries(properties)) {
    const entry = given.get(name);
    if (entry !== undefined) checkValue(schema, entry, at(name));
  }
};

/** A value for a message: short, and of an object only what kind it is. */
const describe = (value: unknown): string => {
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'string') {
    return value.length > 60 ? `a string of ${value.length} characters` : JSON.stringify(value);
  }
  return typeof value === 'object' && value !== null ? 'an object' : String(value);
};
