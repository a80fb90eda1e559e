import {
  type ClientSubscription,
  DeliverablesError,
  type Notice,
  type Report,
} from '@agog/deliverables-core';
import type { CommandContext } from '../program/command-context.ts';
import { describeRevision } from '../reference/describe-revision.ts';

/** The options of `agog watch`. */
export interface WatchOptions {
  readonly agent?: string | undefined;
  readonly type?: string | undefined;
  readonly feature?: string | undefined;
  readonly only?: 'reports' | 'notices' | undefined;
  readonly all?: boolean | undefined;
  readonly limit?: number | undefined;
}

/** What one message may be wrong with; the next one may be fine. */
const passing = /^(integrity|foreign_message|invalid_notice|unsupported_format|invalid_metadata)$/;

/** Prints every report and notice that the options ask for, in the order in which they come. */
export const watch = async (context: CommandContext, options: WatchOptions): Promise<void> => {
  const { open, output, signal } = context;
  const client = await open({ create: true });
  const query = {
    agent: options.agent,
    taskType: options.type,
    featureName: options.feature,
    from: options.all ? 'start' : 'new',
  } as const;
  const left = { count: options.limit ?? Number.POSITIVE_INFINITY };
  // Not `call()`: a watch has no end, and --timeout is only for opening the store.
  const following: Promise<void>[] = [];
  const stops: (() => Promise<void>)[] = [];
  const stop = () => Promise.all(stops.map((one) => one()));
  const follow = <Item>(
    subscription: ClientSubscription<Item>,
    show: (item: Item) => Promise<void>,
  ): void => {
    stops.push(() => subscription.close());
    following.push(
      each(context, subscription, async (item) => {
        if (left.count <= 0) return;
        left.count -= 1;
        await show(item);
        if (left.count <= 0) await stop();
      }),
    );
  };
  const onlyNotices = options.only === 'notices';
  const onlyReports = options.only === 'reports';
  if (!onlyNotices) {
    follow(await client.subscribeToDeliverables(query, { signal }), (report) =>
      showReport(context, report),
    );
  }
  if (!onlyReports) {
    follow(await client.subscribeToNotices(query, { signal }), (notice) =>
      showNotice(context, notice),
    );
  }
  const { shownUrl } = await context.settings();
  output.note(`Watching ${shownUrl}. Ctrl-C ends it.`);
  try {
    await Promise.all(following);
  } finally {
    await stop();
  }
};

/** Hands over every item; one that cannot be read is said, and passed over. */
const each = async <Item>(
  { output, signal }: CommandContext,
  subscription: ClientSubscription<Item>,
  handle: (item: Item) => Promise<void>,
): Promise<void> => {
  for (;;) {
    try {
      const next = await subscription.next();
      if (next.done) return;
      await handle(next.value);
    } catch (error) {
      const { code, message } = DeliverablesError.from(error);
      if (signal.aborted || !passing.test(code)) throw error;
      output.note(`Passed over: ${message}`);
    }
  }
};

const showReport = ({ output }: CommandContext, report: Report): Promise<void> => {
  const { content: _content, bytes: _bytes, ...head } = report;
  const { style } = output;
  const size = head.tokens ? `${head.tokens.count} tokens` : `${head.size} bytes`;
  return output.answer(
    'report',
    head,
    () =>
      `${timeOf(head.timestamp)} ${style.bold('report')} ${describeRevision(head)} (${size}) ${oneLine(head.title)}`,
  );
};

const showNotice = ({ output }: CommandContext, notice: Notice): Promise<void> => {
  const { status, agent, task_type: type, feature, verdict, summary, blockers = [] } = notice;
  const { style } = output;
  const paint = { complete: style.green, blocked: style.yellow, failed: style.red }[status];
  const more = [verdict, ...blockers.map((blocker) => `blocker: ${blocker}`)].filter(Boolean);
  return output.answer(
    'notice',
    notice,
    () =>
      `${timeOf(new Date().toISOString())} ${style.bold('notice')} ${agent}/${type}/${feature} ${paint(status)}: ${oneLine([summary, ...more].join('; '))}`,
  );
};

const timeOf = (timestamp: string): string => timestamp.slice(11, 19);

/** Nothing that a terminal would act on, whoever wrote it. */
const oneLine = (text: string | null): string =>
  (text ?? '').replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, ' ');
