import { expectTypeOf, test } from 'vitest';
import type { ReportReceipt } from '../report/report.ts';
import { createNotice, createUnfinishedNotice } from './create-notice.ts';
import type { CompleteNotice, Notice, UnfinishedNotice } from './notice.ts';

declare const receipt: ReportReceipt;
declare const notice: Notice;

test('a complete notice always has its proof', () => {
  expectTypeOf(createNotice(receipt, { summary: 'x' })).toEqualTypeOf<CompleteNotice>();
  expectTypeOf(createNotice(receipt, { summary: 'x' }).sequence).toEqualTypeOf<number>();
  expectTypeOf(createNotice(receipt, { summary: 'x', status: 'blocked' })).toEqualTypeOf<Notice>();
  if (notice.status === 'complete') expectTypeOf(notice.digest).toEqualTypeOf<string>();
  else expectTypeOf(notice.digest).toEqualTypeOf<string | undefined>();
});

test('work that stopped is not complete', () => {
  const input = { agent: 'roy', task_type: 'backend', feature: 'x', summary: 'y' };
  expectTypeOf(
    createUnfinishedNotice({ ...input, status: 'failed' }),
  ).toEqualTypeOf<UnfinishedNotice>();
  // @ts-expect-error a complete notice is made from a receipt
  createUnfinishedNotice({ ...input, status: 'complete' });
});
