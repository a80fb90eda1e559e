import {
  type CountTokens,
  createClient,
  defaultRoster,
  estimateTokens,
  type Notice,
} from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { createMemoryTransport } from '@agog/deliverables-embedded/memory';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createReader } from './create-reader.ts';
import type { DeliverFields } from './reader.ts';

const name = { agent: 'cynthia', taskType: 'research', featureName: 'customer-search' } as const;

/** Delivers one report with a fresh reader and client. */
const deliver = async (
  reportContent: string | Uint8Array,
  fields: Partial<DeliverFields> = {},
  counters: { client?: CountTokens; reader?: CountTokens; contentType?: string } = {},
): Promise<Notice> => {
  const { client: countTokens = countO200k, reader = countO200k, contentType } = counters;
  const transport = createMemoryTransport();
  const client = createClient({ transport, roster: defaultRoster, countTokens });
  onTestFinished(() => client.close());
  await client.initialize();
  const report = { ...name, reportContent, contentType };
  const notice = await createReader(client, { countTokens: reader }).deliver(report, {
    summarize: 'report',
    ...fields,
  });
  await client.verifyNotice(notice);
  return notice;
};

const sentence = 'The index of customers is rebuilt every night, and searched by name. ';

describe('a report that is delivered', () => {
  it('says in its own words what it is about', async () => {
    const report = `# Search\n\nAn index.\n\n## Summary\n\n${sentence.repeat(9)}`;
    const notice = await deliver(report, { complexity: 'Medium' });
    expect(notice.summary).toBe((sentence + sentence).trim());
    expect(notice).toMatchObject({ complexity: 'Medium', status: 'complete', sequence: 1 });
  });

  it('says what its author says, where that is something', async () => {
    expect((await deliver('# A\n\nText.', { summary: 'Mine' })).summary).toBe('Mine');
    expect((await deliver('# A\n\nText.', { summary: ' ' })).summary).toBe('Text.');
  });

  it('is never refused for a summary of its own, whoever counts', async () => {
    const conditions = ['Measure again when the index has more than a million customers'];
    const texts = [
      'x'.repeat(5_000),
      'kein Punkt '.repeat(20_000),
      'これは長い報告の長い文であり、'.repeat(2_000),
      '```\ncode\n```\n',
      new Uint8Array([0xff, 0xfe, 0, 65]),
    ];
    const counters = [
      { client: estimateTokens, reader: countO200k },
      { client: countO200k, reader: estimateTokens },
    ];
    for (const counter of counters) {
      for (const text of texts) {
        const notice = await deliver(text, { conditions }, counter);
        expect(countO200k(JSON.stringify(notice))).toBeLessThanOrEqual(200);
        expect(notice.summary).not.toBe('');
      }
    }
    const counter = { client: estimateTokens, reader: estimateTokens };
    expect((await deliver('x'.repeat(1_000_000), {}, counter)).summary).toMatch(/^x+…$/);
  });

  it('is refused where the other fields alone are too long, and nothing is stored', async () => {
    const refusal = deliver('# A\n\nText.', { blockers: [sentence.repeat(30)] });
    await expect(refusal).rejects.toMatchObject({
      code: 'notice_too_long',
      details: { longest: 'blockers' },
    });
  });

  it('may be JSON', async () => {
    const json = JSON.stringify({ status: 'ok', summary: 'Twelve tests **passed**.' });
    const { summary } = await deliver(json, {}, { contentType: 'application/json' });
    expect(summary).toBe('Twelve tests passed.');
  });

  it('needs a summary, or to be asked for one', async () => {
    for (const fields of [{ summarize: undefined }, { summarize: 'model' }]) {
      await expect(deliver('# A', Object(fields))).rejects.toMatchObject({
        code: expect.stringMatching(/^invalid_(notice|argument)$/),
      });
    }
    await expect(deliver('')).rejects.toMatchObject({ code: 'invalid_argument' });
  });
});
