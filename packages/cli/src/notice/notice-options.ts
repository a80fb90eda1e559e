import type { Complexity, NoticeFields, NoticeStatus, Verdict } from '@agog/deliverables-core';
import { Option } from '@commander-js/extra-typings';
import { parseWholeNumber } from '../program/global-options.ts';
import { collect } from '../reference/collect.ts';

/** What the command line says of a notice, its summary aside. */
export interface NoticeOptions {
  readonly status: NoticeStatus;
  readonly verdict?: Verdict | undefined;
  readonly condition?: readonly string[] | undefined;
  readonly blocker?: readonly string[] | undefined;
  readonly complexity?: Complexity | undefined;
  readonly filesModified?: number | undefined;
  readonly ready?: boolean | undefined;
  readonly notReady?: boolean | undefined;
  readonly nextAgent?: string | undefined;
}

/** The options of every command that makes a notice. What a command then has is {@link NoticeOptions}. */
export const noticeOptions = (): readonly Option[] => [
  new Option('--status <status>', 'how the work ended; blocked and failed need no report')
    .choices(['complete', 'blocked', 'failed'])
    .default('complete'),
  new Option('--verdict <verdict>', 'what a critic makes of the work').choices([
    'approved',
    'approved_with_conditions',
    'rejected',
  ]),
  new Option('--condition <text>', 'what must happen first; again for more').argParser(collect),
  new Option('--blocker <text>', 'what stands in the way; again for more').argParser(collect),
  new Option('--complexity <size>', 'how much work it was').choices([
    'Simple',
    'Medium',
    'Complex',
  ]),
  new Option('--files-modified <n>', 'how many files were changed').argParser(parseWholeNumber(0)),
  new Option('--ready', 'the next stage may start'),
  new Option('--not-ready', 'the next stage has to wait'),
  new Option('--next-agent <name>', 'who goes on'),
];

/** The fields of a notice that the options give. */
export const noticeFields = (
  summary: string,
  { notReady, ready, ...options }: NoticeOptions,
): NoticeFields & { readonly status: NoticeStatus } => ({
  summary,
  status: options.status,
  complexity: options.complexity,
  files_modified: options.filesModified,
  ready_for_next_stage: notReady ? false : ready,
  verdict: options.verdict,
  conditions: options.condition,
  blockers: options.blocker,
  next_agent: options.nextAgent,
});
