import { expect, test } from 'vitest';
import { blocked, cynthia, receipt, roy } from './notice.fixture.ts';
import type { Notice } from './notice.ts';
import { parseNotice } from './parse-notice.ts';

const line = JSON.stringify(cynthia);
const pretty = JSON.stringify(cynthia, null, 2);
const fenced = `\`\`\`json\n${pretty}\n\`\`\``;
const older = JSON.stringify({ ...cynthia, sequence: 41 });
const { task_type, feature, nats_channel, files_modified, ready_for_next_stage, ...rest } = cynthia;
const camelCase = {
  ...rest,
  taskType: task_type,
  featureName: feature,
  natsChannel: nats_channel,
  filesModified: files_modified,
  readyForNextStage: ready_for_next_stage,
};
const red = (text: string): string => `\u001b[1;31m${text}\u001b[0m`;
const tool = (result: string): string =>
  JSON.stringify({ type: 'result', is_error: false, result });

interface Shape {
  readonly name: string;
  readonly text: string;
  readonly notice?: Notice;
}

const shapes: readonly Shape[] = [
  { name: 'one line', text: line },
  { name: 'indented', text: pretty },
  { name: 'indented with tabs', text: JSON.stringify(cynthia, null, '\t') },
  { name: 'a fence', text: fenced },
  { name: 'a fence without a language', text: `\`\`\`\n${line}\n\`\`\`` },
  { name: 'a fence of tildes', text: `~~~json\n${pretty}\n~~~` },
  { name: 'a fence that is not closed', text: `\`\`\`json\n${pretty}\n` },
  {
    name: 'prose before and after',
    text: `Done! Here it is:\n\n${fenced}\n\nTell me if {more} is needed.`,
  },
  { name: 'prose in the same line', text: `My notice is ${line}, as agreed.` },
  { name: 'backticks', text: `The notice: \`${line}\`` },
  { name: 'quotation marks', text: `"${line}"` },
  { name: 'typographic quotation marks', text: `“${line}”` },
  { name: 'a stray quotation mark before', text: `A 5" screen and a 'single one\n${line}` },
  { name: 'a stray opening brace before', text: `Use { to open. ${line}` },
  { name: 'a quoted brace before', text: `I replaced "{" by "(" and \\{ by \\(.\n${pretty}` },
  { name: 'stray closing braces around', text: `}} ${line} }}` },
  { name: 'code around', text: `if (done) { console.log('x'); report(${line}); }` },
  { name: 'CRLF', text: `Done.\r\n\`\`\`json\r\n${pretty.replaceAll('\n', '\r\n')}\r\n\`\`\`\r\n` },
  { name: 'a byte order mark', text: `\ufeff${line}` },
  { name: 'colours around', text: red(line) },
  { name: 'colours inside', text: pretty.replaceAll(/"\w+":/g, red) },
  { name: 'tags around', text: `<thinking>short {}</thinking>\n<notice>${line}</notice>` },
  { name: 'quoted as in a mail', text: fenced.replaceAll(/^/gm, '> ') },
  { name: 'a container log', text: pretty.replaceAll(/^/gm, 'cynthia-1  | ') },
  { name: 'a log prefix', text: `2026-11-01T10:00:00Z [cynthia] INFO notice=${line}` },
  { name: 'a stream of server-sent events', text: `event: message\ndata: ${line}\n\n` },
  { name: 'a JSON string', text: JSON.stringify(line) },
  { name: 'escaped, without the quotation marks', text: JSON.stringify(pretty).slice(1, -1) },
  { name: 'escaped line breaks only', text: pretty.replaceAll('\n', '\\n') },
  { name: "a tool's result", text: tool(`Done.\n${fenced}`) },
  {
    name: "a tool's result with the object itself",
    text: JSON.stringify({ type: 'result', result: cynthia }),
  },
  { name: "a tool's result that is cut off", text: tool(line).slice(0, -2) },
  { name: 'a result in a result in a result', text: tool(`ok ${tool(tool(fenced))}`) },
  {
    name: 'blocks of content, line by line',
    text: [
      { type: 'system', subtype: 'init', tools: ['Bash'] },
      { type: 'assistant', message: { content: [{ type: 'text', text: 'I begin {now}.' }] } },
      { type: 'assistant', message: { content: [{ type: 'text', text: fenced }] } },
      { type: 'result', result: fenced, usage: { output_tokens: 812 } },
    ]
      .map((event) => JSON.stringify(event))
      .join('\n'),
  },
  {
    name: 'an envelope with a status of its own',
    text: JSON.stringify({
      agent: 'cynthia',
      feature: 'customer-search',
      status: 'completed',
      output: fenced,
    }),
  },
  {
    name: 'other JSON around',
    text: `{"name":"app","version":"1.0.0"}\n${line}\n{"exit":0,"status":"complete"}`,
  },
  { name: 'a list', text: `[1, ${line}]` },
  {
    name: 'the receipt before and after',
    text: `${JSON.stringify(receipt)}\n${line}\n${JSON.stringify(receipt)}`,
  },
  {
    name: 'a chain before and after',
    text: [1, 2]
      .map(() =>
        JSON.stringify([
          {
            agent: 'roy',
            taskType: 'backend',
            channel: 'agog.x',
            sequence: 1,
            status: 'complete',
            verdict: null,
          },
        ]),
      )
      .join(line),
  },
  {
    name: 'a schema',
    text: `${JSON.stringify({ type: 'object', properties: Object.fromEntries(Object.keys(cynthia).map((key) => [key, { type: 'string' }])) })}\n${line}`,
  },
  {
    name: 'a template before',
    text: `Answer with ${JSON.stringify({ ...cynthia, agent: '<you>', task_type: '<type>', feature: '<feature>', nats_channel: 'agog.deliverables.<you>.<type>.<feature>' })}\n${line}`,
  },
  {
    name: 'a template that is no JSON before',
    text: `Answer with {"status": "complete", "agent": "<you>", "sequence": <n>, "summary": "<text>"}\n${line}`,
  },
  { name: 'an older notice for the channel before', text: `${older}\n${line}` },
  {
    name: 'a broken one for the channel before',
    text: `${JSON.stringify({ ...cynthia, digest: undefined })}\nSorry: ${line}`,
  },
  {
    name: 'blocked after a broken claim',
    text: `${JSON.stringify({ ...cynthia, digest: null })}\nNo: ${JSON.stringify(blocked)}`,
    notice: blocked,
  },
  { name: 'blocked after complete', text: `${line}\n${JSON.stringify(blocked)}`, notice: blocked },
  { name: 'complete after blocked', text: `${JSON.stringify(blocked)}\n${line}` },
  {
    name: 'failed, without a report',
    text: JSON.stringify({ ...blocked, status: 'failed' }),
    notice: { ...blocked, status: 'failed' },
  },
  {
    name: "another's in its metadata",
    text: JSON.stringify({ ...cynthia, metadata: { previous: roy } }),
    notice: { ...cynthia, metadata: { previous: roy } },
  },
  {
    name: "another's in an envelope's metadata",
    text: JSON.stringify({ result: line, metadata: { given: JSON.stringify(roy) } }),
  },
  {
    name: 'a summary with braces, quotes and a notice',
    text: JSON.stringify({ ...cynthia, summary: `{"{ \\" ${older}` }),
    notice: { ...cynthia, summary: `{"{ \\" ${older}` },
  },
  { name: 'COMPLETE', text: JSON.stringify({ ...cynthia, status: 'COMPLETE' }) },
  { name: 'Completed', text: JSON.stringify({ ...cynthia, status: 'Completed' }) },
  {
    name: 'other cases of the words',
    text: JSON.stringify({ ...cynthia, complexity: 'MEDIUM', verdict: 'Approved with conditions' }),
    notice: { ...cynthia, verdict: 'approved_with_conditions' },
  },
  { name: 'camelCase', text: JSON.stringify(camelCase) },
  {
    name: 'numbers and truth values in strings',
    text: JSON.stringify({
      ...cynthia,
      sequence: '42',
      tokens: ' 8051',
      files_modified: '0',
      ready_for_next_stage: 'True',
    }),
  },
  {
    name: 'a URL for a channel',
    text: JSON.stringify({ ...cynthia, nats_channel: `nats://${nats_channel}` }),
  },
  {
    name: 'null for what is not there',
    text: JSON.stringify({ ...cynthia, verdict: null, blockers: null }),
  },
  {
    name: 'unknown fields',
    text: JSON.stringify({ duration: 12, ...cynthia, nested: { a: [1] } }),
  },
  {
    name: '__proto__',
    text: `{"__proto__":{"agent":"roy","status":"failed"},"constructor":{"prototype":1},${line.slice(1)}`,
  },
];

test.each(shapes)('finds it: $name', ({ text, notice = cynthia }) => {
  const found = parseNotice(text);
  expect(found).toEqual(notice);
  expect(Object.getPrototypeOf(found)).toBe(Object.prototype);
});

test('reads channels under another prefix', () => {
  const notice = { ...cynthia, nats_channel: nats_channel.replace('agog', 'lab') };
  expect(parseNotice(JSON.stringify(notice), { prefix: 'lab' })).toEqual(notice);
  expect(() => parseNotice(line, { prefix: 'a b' })).toThrow(
    expect.objectContaining({ code: 'invalid_name' }),
  );
});

test('there are the shapes that were promised', () => {
  expect(new Set(shapes.map(({ name }) => name)).size).toBe(shapes.length);
  expect(shapes.length).toBeGreaterThanOrEqual(45);
});
