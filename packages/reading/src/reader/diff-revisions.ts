import type { ChannelName, Report, Roster } from '@agog/deliverables-core';
import {
  checkArgument,
  checkWholeNumber,
  countLinear,
  fail,
  startDeadline,
} from '@agog/deliverables-core/transport';
import { compareSections } from '../differences/compare-reports.ts';
import type { ComparedSection } from '../differences/match-sections.ts';
import { renderChanges } from '../differences/render-changes.ts';
import type { DiffOptions, Revision, RevisionDiff } from '../differences/revision-diff.ts';
import { membersOf } from '../document/json-value.ts';
import type { ReaderContext } from './reader-context.ts';
import { headOf, openReportText } from './report-text.ts';

const checkRevision = (name: string, revision: Revision): void => {
  const number = typeof revision === 'number' ? revision : Object(revision).sequence;
  const holds = Number.isSafeInteger(number) && number > 0;
  checkArgument(holds, name, revision, 'a place from 1, or { sequence }');
};

/** What is compared of a report: what stands before its first heading, and its sections. */
const sectionsOf = (report: Report): readonly ComparedSection[] => {
  const { document, json } = openReportText(report);
  const { text, everySection } = document;
  const members = json ? membersOf(text, json) : [];
  if (members.length > 0) {
    return members.map(({ pointer, keys, start, end }) => ({
      reference: pointer,
      path: pointer,
      title: keys.join('/'),
      text: text.slice(start, end),
    }));
  }
  const opening = text.slice(0, everySection[0]?.start);
  return [
    ...(opening ? [{ reference: '', path: '', title: '', text: opening }] : []),
    ...everySection.map(({ reference, path, title, start, ownEnd }) => ({
      reference,
      path,
      title,
      text: text.slice(start, ownEnd),
    })),
  ];
};

/** What changed between two revisions of a channel. */
export const diffRevisions = async (
  { client, countTokens, ledger }: ReaderContext,
  channel: ChannelName<Roster>,
  from: Revision,
  to: Revision,
  options: DiffOptions = {},
): Promise<RevisionDiff> => {
  checkRevision('from', from);
  checkRevision('to', to);
  checkArgument(Object(options) === options, 'options', options, 'an object');
  const { maxTokens = Number.POSITIVE_INFINITY } = options;
  checkWholeNumber('maxTokens', options.maxTokens, 1);
  const deadline = startDeadline(options);
  const isPlaced = typeof from === 'number' || typeof to === 'number';
  const held = isPlaced ? await client.history(channel, deadline.next()) : [];
  const fetch = async (revision: Revision): Promise<Report> => {
    const sequence =
      typeof revision === 'number' ? held[revision - 1]?.sequence : revision.sequence;
    if (sequence !== undefined) {
      return client.fetchReportOrThrow({ ...channel, sequence }, deadline.next());
    }
    const sequences = held.map((head) => head.sequence);
    return fail(
      'not_found',
      `There is no revision ${revision}: the stream holds ${held.length}.`,
      held.length > 0
        ? `Pass 1 to ${held.length}, or one of the sequences ${sequences.slice(-20).join(', ')} as { sequence }.`
        : 'Publish a report first.',
      { sequences },
    );
  };
  const [earlier, later] = await Promise.all([fetch(from), fetch(to)]);
  const changes = compareSections(sectionsOf(earlier), sectionsOf(later), countTokens);
  const text = renderChanges(changes, { maxTokens, countTokens });
  const part = `changes from ${earlier.sequence} to ${later.sequence}`;
  ledger?.read({ kind: 'section', part, text, reports: [later] });
  const tokens = { count: countLinear(countTokens, text), counter: countTokens.counter };
  return { from: headOf(earlier), to: headOf(later), changes, text, tokens };
};
