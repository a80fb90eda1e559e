import { expect, test } from 'vitest';
import { readReportHead } from './read-report-head.ts';

const subject = 'agog.deliverables.cynthia.research.customer-search';
const time = new Date('2026-11-22T12:00:00.000Z');

test.each([
  ['2025-12-17T10:00:00.123Z', '2025-12-17T10:00:00.123Z'],
  ['yesterday', time.toISOString()],
  ['', time.toISOString()],
])('a copy that was first stored at %j was stored at %s', (told, timestamp) => {
  const headers = new Map([['Agog-Time', told]]);
  const message = { stream: 'any', subject, sequence: 7, time, headers, size: 0 };
  expect(readReportHead(message, 'agog')).toMatchObject({ timestamp, foreign: true });
});
