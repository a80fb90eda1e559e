import {
  createNotice,
  createUnfinishedNotice,
  type Notice,
  type NoticeFields,
  type ReportReceipt,
} from '@agog/deliverables-core';
import { buildReportSubject, fail, streamName } from '@agog/deliverables-core/transport';
import type { AgentTool, ToolCallOptions } from './agent-tool.ts';
import { defineTool } from './define-tool.ts';
import { noticeSchema } from './notice-schema.ts';
import { channelOf, type NamedChannel, type ToolDesk } from './tool-desk.ts';
import type { ObjectSchema, ValueOf } from './tool-schema.ts';

const inputSchema = {
  type: 'object',
  properties: {
    feature: { type: 'string' },
    summary: { type: 'string', description: '1-2 sentences' },
    report: { type: 'string', description: 'Whole, Markdown; optional unless complete' },
    status: { type: 'string', enum: ['complete', 'blocked', 'failed'] },
    verdict: { type: 'string', enum: ['approved', 'approved_with_conditions', 'rejected'] },
    conditions: { type: 'array', items: { type: 'string' } },
    blockers: { type: 'array', items: { type: 'string' } },
    files_modified: { type: 'integer' },
    complexity: { type: 'string', enum: ['Simple', 'Medium', 'Complex'] },
    next_agent: { type: 'string' },
    task_type: { type: 'string' },
    metadata: { type: 'object' },
  },
  required: ['feature', 'summary'],
  additionalProperties: false,
} as const satisfies ObjectSchema;

type PublishInput = ValueOf<typeof inputSchema>;

/** A sequence of as many digits as a stream reaches in years: the draft's notice is then as long as the real one. */
const draftSequence = 999_999_999;

/** Publishes as one agent: the report, then its notice. */
export const publishTool = (desk: ToolDesk): AgentTool =>
  defineTool({
    name: 'publish_report',
    description:
      `Finish your work as ${desk.agent}: stores the report and publishes its notice. ` +
      'Hand on the notice returned, never the report.',
    timeout: desk.timeout,
    inputSchema,
    outputSchema: noticeSchema,
    annotations: { destructiveHint: false, idempotentHint: true },
    guard: (input) => refuseOtherAgents(desk.agent, input),
    run: async (input, options) => ({ structured: { ...(await publish(desk, input, options)) } }),
  });

/** Whatever a schema lets through: nobody publishes under another's name. */
const refuseOtherAgents = (own: string, input: unknown): void => {
  const claimed: unknown = Object(input).agent;
  if (claimed === undefined || claimed === own) return;
  fail(
    'permission_denied',
    `These tools publish as ${own}, and as nobody else.`,
    'Leave "agent" out.',
    { own },
  );
};

/** A bad notice is found before anything is stored; the same call again stores nothing twice. */
const publish = async (
  desk: ToolDesk,
  { report, feature, task_type, status = 'complete', metadata, ...given }: PublishInput,
  { signal }: ToolCallOptions,
): Promise<Notice> => {
  const { client, agent } = desk;
  const name = channelOf(desk, agent, { feature, task_type });
  const fields: NoticeFields = given;
  const write = (receipt: ReportReceipt | undefined): Notice => {
    if (receipt) return createNotice(receipt, { ...fields, status }, desk);
    const subject = { agent, task_type: name.taskType, feature };
    if (status !== 'complete')
      return createUnfinishedNotice({ ...fields, ...subject, status }, desk);
    return fail(
      'invalid_argument',
      'Work that is complete has a report, and "report" is missing.',
      'Pass the whole report, or the status "blocked" or "failed".',
      { argument: 'report' },
    );
  };
  write(report === undefined ? undefined : draftReceipt(desk, name));
  if (report === undefined) return announce(desk, write(undefined), name, signal);
  const content = { ...name, reportContent: report, metadata };
  const receipt = await client.publishReport(content, { ifChanged: true, signal });
  return announce(desk, write(receipt), name, signal);
};

/** Publishes a notice, unless it is what was said last. */
const announce = async (
  { client }: ToolDesk,
  notice: Notice,
  name: NamedChannel,
  signal: AbortSignal | undefined,
): Promise<Notice> => {
  const last = await client.fetchNotice(name, { signal });
  if (JSON.stringify(last) === JSON.stringify(notice)) return notice;
  return client.publishNotice(notice, { signal });
};

/** A receipt as long as the real one will be, to try a notice on. */
const draftReceipt = (
  { client: { roster }, countTokens }: ToolDesk,
  name: NamedChannel,
): ReportReceipt => ({
  ...name,
  channel: buildReportSubject({ prefix: roster.prefix, ...name }),
  stream: streamName(roster, name.agent),
  sequence: draftSequence,
  messageId: '',
  digest: 'A'.repeat(43),
  size: 0,
  tokens: { count: draftSequence, counter: countTokens.counter },
  title: null,
  duplicate: false,
});
