import { expect, test } from 'vitest';
import { createRepository } from '../repository.ts';
import { steadyTestsRule } from './steady-tests.ts';

const check = (text: string) =>
  steadyTestsRule.check(createRepository({ 'packages/core/src/a.test.ts': text }));

test.each([
  "test.only('x', () => {});",
  "describe.concurrent.skip('x', () => {});",
  "it.skipIf(true)('x', () => {});",
  "import { setTimeout as delay } from 'node:timers/promises';",
  'await new Promise((resolve) => setTimeout(resolve, 50));',
  'await new Promise((done) => { setTimeout(() => done(), 50); });',
])('refuses %s', (text) => {
  expect(check(text)).toHaveLength(1);
});

test.each([
  "test.fails('a known gap', () => {});",
  'reader.skip(3);',
  'await new Promise((resolve, reject) => { emitter.once("x", resolve); setTimeout(reject, 9); });',
  'setTimeout(() => controller.abort(), 5);',
])('accepts %s', (text) => {
  expect(check(text)).toEqual([]);
});
