import { fail } from '../errors/fail.ts';
import type { SchemaIssue, StandardSchema } from './standard-schema.ts';

const mostIssuesShown = 5;

/** `files.0.name: must be text`, or the message alone where the whole value is wrong. */
const describeIssue = ({ message, path = [] }: SchemaIssue): string => {
  const keys = path.map((segment) => String(typeof segment === 'object' ? segment.key : segment));
  return keys.length > 0 ? `${keys.join('.')}: ${message}` : message;
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
  const issues = result.issues.slice(0, mostIssuesShown).map(describeIssue);
  const more = result.issues.length - issues.length;
  return fail(
    'invalid_metadata',
    `${what} does not fit its schema: ${issues.join('; ')}${more ? `; and ${more} more` : ''}.`,
    'Correct the metadata, or the schema in the roster.',
    { issues },
  );
};
