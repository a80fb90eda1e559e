import type {
  ChannelReference,
  Notice,
  ParsedSubject,
  Report,
  ReportHead,
} from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import type { ReportPart } from '@agog/deliverables-reading';
import type { CommandContext } from '../program/command-context.ts';
import { openReading } from '../reading/open-reading.ts';
import { enterWhole } from '../reading/run-ledger.ts';
import { describeRevision } from '../reference/describe-revision.ts';
import { channelIn, parseChannel, parseReference } from '../reference/parse-reference.ts';

/** The options of `agog get`. */
export interface GetOptions {
  readonly outline?: boolean | undefined;
  readonly levels?: number | undefined;
  readonly section?: readonly string[] | undefined;
  readonly subsections: boolean;
  readonly lines?: readonly [number, number] | undefined;
  readonly pointer?: readonly string[] | undefined;
  readonly maxTokens?: number | undefined;
  readonly revision?: number | undefined;
  readonly forPrompt?: boolean | undefined;
}

/** Prints what the options ask for of a report. */
export const getReport = async (
  context: CommandContext,
  words: readonly string[],
  options: GetOptions,
): Promise<void> => {
  const named = await parseReference(context, words);
  const { roster } = await context.settings();
  const { revision } = options;
  const reference =
    revision === undefined ? named : { channel: channelIn(roster, named), sequence: revision };
  const { outline, section, lines, pointer, maxTokens } = options;
  if (outline) return printOutline(context, reference, options);
  const isPart = section ?? lines ?? pointer ?? maxTokens;
  return isPart === undefined
    ? printWhole(context, reference, options)
    : printPart(context, reference, options);
};

const printWhole = async (
  context: CommandContext,
  reference: ChannelReference | Notice,
  { forPrompt = false }: GetOptions,
): Promise<void> => {
  const { open, output, call } = context;
  const client = await open({ orEmpty: true });
  const report = (await client.fetchReport(reference, call())) ?? failMissing(reference);
  await enterWhole(context, report);
  if (output.json) {
    const { content, bytes: _bytes, ...head } = report;
    return output.answer(
      'report',
      { ...head, content: await shown(report, content, forPrompt) },
      () => '',
    );
  }
  if (forPrompt) return output.text(await shown(report, report.content, true));
  // Byte for byte, so that what was published can be compared with it.
  return output.bytes(report.bytes);
};

const printOutline = async (
  context: CommandContext,
  reference: ChannelReference | Notice,
  { levels, maxTokens, forPrompt = false }: GetOptions,
): Promise<void> => {
  const { output } = context;
  const { featureName } = await partsOf(context, reference);
  await using reading = await openReading(context, featureName);
  const found = await reading.reader.outline(reference, { ...context.call(), levels, maxTokens });
  const outline = found ?? failMissing(reference);
  const text = await shown(outline.head, outline.text, forPrompt);
  await output.answer('outline', { ...outline, text }, () => text);
};

const printPart = async (
  context: CommandContext,
  reference: ChannelReference | Notice,
  { section, subsections, lines, pointer, maxTokens, forPrompt = false }: GetOptions,
): Promise<void> => {
  const { output, call } = context;
  const { featureName } = await partsOf(context, reference);
  await using reading = await openReading(context, featureName);
  const query = {
    sections: section?.map(sectionOf),
    subsections,
    lines,
    pointers: pointer,
    maxTokens,
  };
  const found = await reading.reader.fetchReport({ ...reference, ...query }, call());
  const part = found ?? failMissing(reference);
  const text = await shown(part.head, part.text, forPrompt);
  if (output.json) return output.answer('part', { ...part, text }, () => '');
  output.note(describePart(part));
  return output.text(text);
};

const describePart = ({ head, tokens, omitted, whole }: ReportPart): string => {
  const of = head.tokens ? ` of ${head.tokens.count}` : '';
  const left = omitted.map(
    ({ reference, title, tokens: cost }) => `${reference} ${title} (${cost})`,
  );
  const rest = left.length > 0 ? `; did not fit: ${left.join(', ')}` : '';
  return `${describeRevision(head)}: ${whole ? 'all' : tokens.count}${of} tokens${rest}`;
};

/** A pattern where it is written as one, between slashes; else what it is. */
const sectionOf = (text: string): string | RegExp => {
  const [, pattern, flags] = /^\/(.+)\/([a-z]*)$/.exec(text) ?? [];
  if (pattern === undefined) return text;
  try {
    return new RegExp(pattern, flags || 'iu');
  } catch (error) {
    const hint = 'Escape what is special, or write the title without slashes.';
    return fail('invalid_argument', `--section ${text} is no pattern.`, hint, undefined, error);
  }
};

const partsOf = async (
  { settings }: CommandContext,
  reference: ChannelReference | Notice,
): Promise<ParsedSubject> => {
  const { roster } = await settings();
  return parseChannel(roster, channelIn(roster, reference));
};

const shown = async (
  head: ReportHead | Report,
  text: string,
  forPrompt: boolean,
): Promise<string> => {
  if (!forPrompt) return text;
  const { fenceReport } = await import('@agog/deliverables-reading');
  return fenceReport(text, head);
};

const failMissing = (reference: ChannelReference | Notice): never => {
  const channel = 'channel' in reference ? reference.channel : reference.nats_channel;
  return fail(
    'not_found',
    `There is no report on ${channel ?? 'the channel of this notice'}${reference.sequence ? `, revision ${reference.sequence}` : ''}.`,
    'agog ls lists what there is, and agog wait waits for it.',
  );
};
