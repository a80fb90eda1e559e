import { expect, test } from 'vitest';
import { cynthia } from './notice.fixture.ts';
import { parseNotice } from './parse-notice.ts';

const megabyteOf = (unit: string): string => unit.repeat(Math.ceil(1_000_000 / unit.length));
const selfContained = (): string => {
  let text = '{"x":1}';
  while (text.length < 500_000) text = JSON.stringify({ result: text });
  return text;
};

test.each([
  ['a log', megabyteOf('2026-11-01T00:00:00Z INFO agent: "x" did {a: 1} at http://x/y?z=1\n')],
  [
    'a log in JSON',
    megabyteOf('{"level":30,"agent":"roy","msg":"{x} \\"y\\"","data":[{"a":1}]}\n'),
  ],
  ['code', megabyteOf("const f = (x) => { if (x) { return { 'a': [`{`] }; } };\n")],
  ['ten thousand opening braces', '{'.repeat(10_000)],
  ['ten thousand pairs of braces', '{}'.repeat(10_000)],
  ['ten thousand nested braces', '{'.repeat(10_000) + '}'.repeat(10_000)],
  ['ten thousand braces with quotes', '{"'.repeat(10_000)],
  ['ten thousand objects that are none', '{"a":}'.repeat(10_000)],
  ['a hundred thousand nested objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
  ['the same, broken inside', `${'{"a":'.repeat(100_000)}x${'}'.repeat(100_000)}`],
  ['nested lists', `{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}`],
  ['escapes', megabyteOf('{\\"')],
  ['backslashes', megabyteOf('\\')],
  ['JSON in JSON in JSON', selfContained()],
])('a notice behind %s is found in less than a second', (_name, text) => {
  // The processor's time: other tests run beside this one.
  const start = process.cpuUsage();
  expect(parseNotice(`${text}\n${JSON.stringify(cynthia)}`)).toEqual(cynthia);
  expect(() => parseNotice(text)).toThrow(expect.objectContaining({ code: 'notice_not_found' }));
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 2).toBeLessThan(1_000_000);
});
