import { expect, test } from 'vitest';
import type { SchemaIssue, StandardSchema } from './standard-schema.ts';
import { validateWithSchema } from './validate-with-schema.ts';

const schemaThatAnswers = (
  answer: ReturnType<StandardSchema['~standard']['validate']>,
): StandardSchema => ({ '~standard': { version: 1, vendor: 'test', validate: () => answer } });

test("answers the schema's value, at once or promised", async () => {
  const value = { changed: true };
  await expect(validateWithSchema(schemaThatAnswers({ value }), {}, 'It')).resolves.toBe(value);
  const promised = schemaThatAnswers(Promise.resolve({ value }));
  await expect(validateWithSchema(promised, {}, 'It')).resolves.toBe(value);
});

test('names every issue with its path', async () => {
  const issues: SchemaIssue[] = [
    { message: 'must be text', path: ['files', 0, { key: 'name' }] },
    { message: 'must be a number', path: [] },
    { message: 'is unknown', path: [Symbol('s')] },
  ];
  await expect(validateWithSchema(schemaThatAnswers({ issues }), {}, 'It')).rejects.toMatchObject({
    code: 'invalid_metadata',
    message:
      'It does not fit its schema: files.0.name: must be text; must be a number; Symbol(s): is unknown.',
  });
});

test('shows five issues and counts the rest', async () => {
  const issues = Array.from({ length: 7 }, (_, index) => ({ message: `issue ${index}` }));
  const promise = validateWithSchema(schemaThatAnswers({ issues }), {}, 'It');
  await expect(promise).rejects.toThrow('issue 4; and 2 more.');
});
