import type { Report, ReportHead } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { type JsonValue, parseJsonText } from '../document/json-value.ts';
import { parseDocument } from '../document/parse-document.ts';
import type { ReportDocument } from '../document/report-document.ts';

/** A report's content as something with parts. */
export interface ReportText {
  /** By blocks and sections; of any text. */
  readonly document: ReportDocument;
  /** The value of a report in JSON. */
  readonly json: JsonValue | null;
}

/** A report without its content. */
export const headOf = ({ content: _content, bytes: _bytes, ...head }: Report): ReportHead => head;

const textType =
  /^(?:text\/|message\/|application\/(?:[\w.-]+\+)?(?:json|xml|yaml|x-yaml|toml|x-ndjson)\b)/i;
/** Whether a report's content is text. */
export const isText = ({ content, contentType }: Report): boolean =>
  textType.test(contentType) || !content.includes('\ufffd');

const jsonType = /^(?:application|text)\/(?:[\w.-]+\+)?json\b/i;

/**
 * Takes a report's content apart. What is not UTF-8 in a text, such as a character that was cut, is U+FFFD.
 *
 * @throws DeliverablesError `unsupported` for bytes that are no text
 */
export const openReportText = (report: Report): ReportText => {
  const { content, contentType, channel, sequence } = report;
  if (!isText(report)) {
    fail(
      'unsupported',
      `The report on ${channel}, revision ${sequence}, is ${contentType}, and no text.`,
      "Take its bytes by the client's fetchReport.",
      { channel, sequence, contentType },
    );
  }
  const json = jsonType.test(contentType) ? parseJsonText(content) : null;
  return { document: parseDocument(content), json };
};
