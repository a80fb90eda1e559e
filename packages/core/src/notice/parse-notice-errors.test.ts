import { expect, test } from 'vitest';
import type { DeliverablesError } from '../errors/deliverables-error.ts';
import type { ErrorCode } from '../errors/error-codes.ts';
import { blocked, cynthia, receipt, roy } from './notice.fixture.ts';
import { parseNotice } from './parse-notice.ts';

const line = JSON.stringify(cynthia);
const without = (...fields: readonly string[]): string =>
  JSON.stringify(
    Object.fromEntries(Object.entries(cynthia).filter(([field]) => !fields.includes(field))),
  );
const yaml = Object.entries(cynthia)
  .map(([field, value]) => `${field}: ${value}`)
  .join('\n');

const faults: readonly (readonly [name: string, text: string, code: ErrorCode, says?: string])[] = [
  ['an empty text', '', 'notice_not_found'],
  ['prose', 'All is done; the status is complete and the agent is happy.', 'notice_not_found'],
  [
    'other JSON',
    '{"name":"app","status":"complete"} {"type":"result","result":"ok"}',
    'notice_not_found',
  ],
  ['a receipt', JSON.stringify(receipt), 'notice_not_found'],
  [
    'a notice in metadata only',
    JSON.stringify({ metadata: { notice: cynthia } }),
    'notice_not_found',
  ],
  ['braces', '{}{{}{"}', 'notice_not_found'],
  ['done', JSON.stringify({ ...cynthia, status: 'done' }), 'invalid_notice', 'status'],
  ['no status', without('status'), 'invalid_notice', 'status'],
  ['no agent', without('agent'), 'invalid_notice', 'agent'],
  ['no task type', without('task_type'), 'invalid_notice', 'task_type'],
  ['no feature', without('feature'), 'invalid_notice', 'feature'],
  ['no summary', without('summary'), 'invalid_notice', 'summary'],
  ['no channel', without('nats_channel'), 'invalid_notice', 'nats_channel'],
  ['no sequence', without('sequence'), 'invalid_notice', 'sequence'],
  ['no tokens', without('tokens'), 'invalid_notice', 'tokens'],
  ['no digest', without('digest'), 'invalid_notice', 'digest'],
  [
    "the guide's older shape",
    without('status', 'task_type', 'sequence', 'digest', 'tokens'),
    'invalid_notice',
    'status',
  ],
  ['a claim without proof', without('sequence', 'digest', 'tokens'), 'invalid_notice', 'sequence'],
  [
    'null for a required field',
    JSON.stringify({ ...cynthia, digest: null }),
    'invalid_notice',
    'digest',
  ],
  [
    'another agent in the channel',
    JSON.stringify({ ...cynthia, agent: 'roy' }),
    'invalid_notice',
    'nats_channel',
  ],
  [
    'another type in the channel',
    JSON.stringify({ ...cynthia, task_type: 'qa' }),
    'invalid_notice',
    'nats_channel',
  ],
  [
    'another feature in the channel',
    JSON.stringify({ ...cynthia, feature: 'x' }),
    'invalid_notice',
    'nats_channel',
  ],
  [
    'another prefix in the channel',
    line.replace('agog.', 'gaga.'),
    'invalid_notice',
    'nats_channel',
  ],
  [
    "the notice's own subject",
    line.replace('deliverables', 'notices'),
    'invalid_notice',
    'nats_channel',
  ],
  [
    'an agent in capitals',
    JSON.stringify({ ...cynthia, agent: 'Cynthia' }),
    'invalid_notice',
    'nats_channel',
  ],
  [
    '__proto__ for an agent',
    JSON.stringify({ ...cynthia, agent: '__proto__' }),
    'invalid_notice',
    'agent',
  ],
  [
    'a feature with a space',
    JSON.stringify({ ...cynthia, feature: 'customer search' }),
    'invalid_notice',
    'feature',
  ],
  ['a sequence of zero', JSON.stringify({ ...cynthia, sequence: 0 }), 'invalid_notice', 'sequence'],
  [
    'a sequence with a fraction',
    JSON.stringify({ ...cynthia, sequence: 4.2 }),
    'invalid_notice',
    'sequence',
  ],
  [
    'a sequence beyond safe integers',
    line.replace('42', '9007199254740993'),
    'invalid_notice',
    'sequence',
  ],
  [
    'a sequence in words',
    JSON.stringify({ ...cynthia, sequence: 'forty-two' }),
    'invalid_notice',
    'sequence',
  ],
  [
    'a whole digest',
    JSON.stringify({ ...cynthia, digest: receipt.digest }),
    'invalid_notice',
    'digest',
  ],
  [
    'an unknown complexity',
    JSON.stringify({ ...cynthia, complexity: 'Huge' }),
    'invalid_notice',
    'complexity',
  ],
  [
    'two sequences in two spellings',
    JSON.stringify({ ...cynthia, taskType: 'qa' }),
    'invalid_notice',
    'task_type',
  ],
  [
    'a key that is there twice',
    line.replace('{', '{"status":"failed",'),
    'invalid_notice',
    'each key once',
  ],
  ['cut off', line.slice(0, -1), 'invalid_notice', 'cut off'],
  ['cut off in the middle', line.slice(0, 120), 'invalid_notice', 'cut off'],
  [
    'cut off in an envelope',
    JSON.stringify({ result: line.slice(0, -20) }),
    'invalid_notice',
    'cut off',
  ],
  ['cut off, escaped', JSON.stringify(line).slice(0, -20), 'invalid_notice', 'cut off'],
  ['YAML', yaml, 'invalid_notice', 'no JSON'],
  ['fenced YAML', `Done:\n\n\`\`\`yaml\n${yaml}\n\`\`\``, 'invalid_notice', 'no JSON'],
  ['single quotes', line.replaceAll('"', "'"), 'invalid_notice', 'no JSON'],
  ['typographic quotes', line.replaceAll(/"(.*?)"/g, '“$1”'), 'invalid_notice', 'no JSON'],
  ['an object literal', line.replaceAll(/"(\w+)":/g, '$1: '), 'invalid_notice', 'no JSON'],
  ['a trailing comma', line.replace('}', ',}'), 'invalid_notice', 'no JSON'],
  ['a comment', line.replace(',', ', // mine\n'), 'invalid_notice', 'no JSON'],
  [
    'a line break in a string',
    line.replace('customer search', 'customer\nsearch'),
    'invalid_notice',
    'no JSON',
  ],
  ['two channels', `${line}\n${JSON.stringify(roy)}`, 'notice_ambiguous', cynthia.nats_channel],
  [
    'two channels, one of them blocked',
    `${JSON.stringify(blocked)}${JSON.stringify(roy)}`,
    'notice_ambiguous',
    roy.nats_channel,
  ],
  [
    'two channels, one in a string',
    `${line} ${JSON.stringify({ text: JSON.stringify(roy) })}`,
    'notice_ambiguous',
  ],
  ['a broken one after a good one', `${line}\n${without('digest')}`, 'invalid_notice', 'digest'],
  [
    'a broken status after a good one',
    `${line}\n${JSON.stringify({ ...cynthia, status: 'done' })}`,
    'invalid_notice',
    'status',
  ],
  ['one cut off after a good one', `${line}\n${line.slice(0, 90)}`, 'invalid_notice', 'cut off'],
  ['one cut off before a good one', `${line.slice(0, 90)}\n${line}`, 'invalid_notice', 'cut off'],
  [
    "another's broken one before a good one",
    `${JSON.stringify({ ...roy, digest: '' })}\n${line}`,
    'invalid_notice',
    'digest',
  ],
  [
    "a broken one around another's",
    JSON.stringify({ ...cynthia, digest: '', metadata: { previous: roy } }),
    'invalid_notice',
    'digest',
  ],
  [
    "one cut off around another's",
    JSON.stringify({ ...cynthia, metadata: { previous: roy } }).slice(0, -1),
    'invalid_notice',
    'cut off',
  ],
  [
    "one cut off around another's as text",
    JSON.stringify({ ...cynthia, summary: JSON.stringify(roy) }).slice(0, -30),
    'invalid_notice',
    'cut off',
  ],
  [
    'a lost quote around an older one',
    JSON.stringify({ metadata: { previous: { ...cynthia, sequence: 41 } }, ...cynthia }).replace(
      '"agent":"cynthia","task_type":"research","feature":"customer-search","nats_channel"',
      '"agent:"cynthia"',
    ),
    'invalid_notice',
    'cut off',
  ],
];

for (const [name, text, code, says = ''] of faults) {
  test(`refuses ${name}`, () => {
    expect(() => parseNotice(text)).toThrow(
      expect.toSatisfy(
        (error: DeliverablesError) =>
          error.code === code && `${error.message} ${error.hint}`.includes(says),
      ),
    );
  });
}

test('what is no text holds no notice', () => {
  // JavaScript may pass what an agent never answered.
  for (const value of [undefined, null, 7] as unknown as string[]) {
    expect(() => parseNotice(value)).toThrow(expect.objectContaining({ code: 'notice_not_found' }));
  }
});

test('ambiguous channels are listed', () => {
  expect(() => parseNotice(`${line} ${JSON.stringify(roy)} ${line}`)).toThrow(
    expect.objectContaining({ details: { channels: [cynthia.nats_channel, roy.nats_channel] } }),
  );
});
