import { expect, test } from 'vitest';
import { encodeDeclaration, readDeclaration } from './declaration.ts';

test('what is declared is read again', () => {
  for (const declaration of [
    { filters: ['a.>', 'b."\\.*'] },
    { since: '2026-11-22T00:00:00.000Z' },
    { id: 'x', filters: ['a'], since: '2026-11-22T00:00:00.000Z' },
  ]) {
    expect(readDeclaration(encodeDeclaration(declaration))).toEqual(declaration);
  }
});

test('what others describe declares nothing', () => {
  for (const text of [undefined, '', 'agog', 'agog ', 'agog {', 'agog 5', 'agog null', '{}']) {
    expect(readDeclaration(text)).toEqual({});
  }
});

test('more than a server keeps is refused', () => {
  const filters = Array.from({ length: 500 }, (_, index) => `subject.${index}`);
  expect(() => encodeDeclaration({ filters })).toThrow(
    expect.objectContaining({ code: 'unsupported' }),
  );
});
