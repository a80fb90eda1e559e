import { createHash } from 'node:crypto';
import { DeliverablesError } from '@agog/deliverables-core';
import { createMessageId, fail } from '@agog/deliverables-core/transport';
import { exitCodeOf, exitCodes } from '../exit-codes.ts';
import { type NoticeOptions, noticeFields } from '../notice/notice-options.ts';
import { type Outbox, openOutbox } from '../outbox/outbox.ts';
import type { OutboxEntry, OutboxReport } from '../outbox/outbox-entry.ts';
import { type Sent, sendEntry } from '../outbox/send-entry.ts';
import { showSent } from '../outbox/show-sent.ts';
import type { CommandContext } from '../program/command-context.ts';
import { enterAnswer } from '../reading/run-ledger.ts';
import { resolveTaskType } from '../reference/resolve-task-type.ts';
import type { Settings } from '../settings/settings.ts';
import { parseMetadata } from './parse-metadata.ts';
import { binary, contentTypeOf, readFileOrInput } from './read-input.ts';
import { tryOut } from './try-out.ts';

/** The options of `agog publish`. */
export interface PublishOptions extends NoticeOptions {
  readonly agent: string;
  readonly type?: string | undefined;
  readonly feature: string;
  readonly file?: string | undefined;
  readonly summary?: string | undefined;
  readonly meta?: readonly string[] | undefined;
  readonly title?: string | undefined;
  readonly contentType?: string | undefined;
  readonly expectRevision?: number | undefined;
}

/**
 * Publishes what the options say. It is written to the outbox before the store is asked for anything, and taken out once
 * the store has acknowledged all of it: whenever this process ends, nothing is lost.
 */
export const publish = async (context: CommandContext, options: PublishOptions): Promise<void> => {
  const settings = await context.settings();
  // Work that stopped may have nothing to show; waiting for standard input would then never end.
  const hasReport = options.status === 'complete' || options.file !== undefined;
  const body = hasReport
    ? await readFileOrInput(context, options.file, 'report')
    : new Uint8Array();
  if (hasReport && body.length === 0) {
    const hint =
      'Name the file with --file, or pipe the report into it. What stopped needs none: --status blocked.';
    fail('invalid_argument', 'The report is empty.', hint);
  }
  const drafted = draftEntry(settings, options, hasReport ? body : null);
  if (drafted.report?.contentType === binary && !options.summary) {
    fail('invalid_argument', 'A report that is no text has no summary.', 'Give it by --summary.');
  }
  const draft = await tryOut(settings.roster, drafted, body);

  const outbox = openOutbox(settings.home);
  const earlier = findSame(outbox, draft);
  // The first attempt may have been stored after all: the same id makes both of them one.
  const entry = earlier ? { ...draft, id: earlier.id } : draft;
  const keeping = outbox.keep(entry, body);
  // The disk has its time while the store is opened; nothing is sent before the entry is safe.
  const opening = context.open({ create: true });
  opening.catch(() => {});
  const kept = await keeping.then(
    () => outbox,
    (error) => {
      const { message } = DeliverablesError.from(error);
      context.output.note(`Without the outbox, which cannot be written: ${message}`);
      return null;
    },
  );
  let sent: Sent;
  try {
    const again = earlier !== undefined;
    const sending = { call: context.call(), again, force: true };
    sent = await sendEntry(await opening, entry, body, sending);
  } catch (error) {
    throw afterFailure(context, kept, entry, DeliverablesError.from(error));
  }
  letGo(context, kept, entry);
  await showSent(context, entry, sent);
  if (sent.outcome === 'published') await enterAnswer(context, sent.notice, body);
  const left = outbox.list().filter(({ busy }) => !busy).length;
  if (left > 0) context.output.note(`${left} more in the outbox: agog outbox`);
};

/** A message id that a command line takes for a name, and not for an option. */
const createEntryId = (): string => {
  const id = createMessageId();
  return id.startsWith('-') ? createEntryId() : id;
};

const draftEntry = (
  { roster, shownUrl }: Settings,
  options: PublishOptions,
  body: Uint8Array | null,
): OutboxEntry => ({
  id: createEntryId(),
  store: shownUrl,
  created: new Date().toISOString(),
  process: process.pid,
  agent: options.agent,
  taskType: resolveTaskType(roster, options.agent, options.type),
  featureName: options.feature,
  report: body && describeReport(options, body),
  notice: noticeFields(options.summary ?? '', options),
});

const describeReport = (options: PublishOptions, body: Uint8Array): OutboxReport => ({
  metadata: parseMetadata(options.meta ?? []),
  contentType: options.contentType ?? contentTypeOf(options.file, body),
  title: options.title,
  expectedRevision: options.expectRevision,
  digest: createHash('sha256').update(body).digest('base64url'),
  size: body.length,
});

/** Takes an entry out. One that stays is no failure: flushed, it is found to be stored. */
const letGo = ({ output }: CommandContext, kept: Outbox | null, { id }: OutboxEntry): void => {
  try {
    kept?.remove(id);
  } catch (error) {
    output.note(`${id} stays in the outbox: ${DeliverablesError.from(error).message}`);
  }
};

/** An entry of an earlier attempt to publish the very same; what another process is at is its own. */
const findSame = (outbox: Outbox, entry: OutboxEntry): OutboxEntry | undefined => {
  const same = ({ store, agent, taskType, featureName, report, notice }: OutboxEntry): string => {
    const { metadata, contentType, digest } = report ?? {};
    const content = report ? { metadata, contentType, digest } : { notice };
    return JSON.stringify({ store, agent, taskType, featureName, ...content });
  };
  return outbox.list().find((kept) => !kept.busy && same(kept.entry) === same(entry))?.entry;
};

/** Keeps what may still be published, and lets go of what the store will never take. */
const afterFailure = (
  { output, signal }: CommandContext,
  kept: Outbox | null,
  entry: OutboxEntry,
  error: DeliverablesError,
): DeliverablesError => {
  const { code, message, hint, details } = error;
  const exit = signal.aborted ? exitCodes.interrupted : exitCodeOf(code);
  const isFinal = exit === exitCodes.usage || (exit === exitCodes.failed && code !== 'unexpected');
  if (isFinal) {
    kept?.remove(entry.id);
    return error;
  }
  const claim = kept
    ? `Nothing is claimed: it is kept in the outbox (${entry.id}), and agog outbox flush publishes it.`
    : 'Nothing is claimed, and nothing is kept: publish it again.';
  if (signal.aborted) output.note(claim);
  return new DeliverablesError({
    // A store that does not answer in time is as good as none.
    code: code === 'timeout' ? 'store_unavailable' : code,
    message,
    hint: `${claim} ${hint}`.trim(),
    cause: error,
    details: { ...details, outbox: kept ? entry.id : null },
  });
};
