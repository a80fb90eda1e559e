import { DeliverablesError } from '../errors/deliverables-error.ts';
import type { SchemaIssue, StandardSchema } from './standard-schema.ts';

const mostIssuesShown = 5;

/** `files[0].name: must be text`, or the message alone where the whole value is wrong. */
const describeIssue = ({ message, path = [] }: SchemaIssue): string => {
  let where = '';
  for (const segment of path) {
    const key = typeof segment === 'object' ? segment.key : segment;
    if (typeof key === 'number') where += `[${key}]`;
    else where += (where && '.') + String(key);
  }
  return where ? `${where}: ${message}` : message;
};

/**
 * Validates a value with a schema of any library and answers what the schema makes of it; `what` says whose value it
 * is.
 *
 * @throws DeliverablesError `invalid_metadata` that names the first five issues, each with its path
 */
export const validateWithSchema = async <Input, Output>(
  schema: StandardSchema<Input, Output>,
  value: unknown,
  what: string,
): Promise<Output> => {
  const result = await schema['~standard'].validate(value);
  if (result.issues === undefined) return result.value;
  const issues = result.issues.map(describeIssue);
  const shown = issues.slice(0, mostIssuesShown).join('; ');
  const more = issues.length - mostIssuesShown;
  throw new DeliverablesError({
    code: 'invalid_metadata',
    message: `${what} does not fit its schema: ${shown}${more > 0 ? `; and ${more} more` : ''}.`,
    hint: 'Correct what is named, or the schema in the roster.',
    details: { issues: issues.slice(0, mostIssuesShown) },
  });
};
