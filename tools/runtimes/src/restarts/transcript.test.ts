import { expect, test } from 'vitest';
import { createTranscript } from './transcript.ts';

test('resolves once enough lines are there, in however many pieces they came', async () => {
  const transcript = createTranscript();
  const two = transcript.lines(2);
  let early = true;
  two.then(() => {
    early = false;
  });
  transcript.add('one\ntw');
  await transcript.lines(1);
  expect(early).toBe(true);
  transcript.add('o\n');
  await two;
  expect(transcript.text).toBe('one\ntwo\n');
});

test('keeps nobody waiting once it has ended', async () => {
  const transcript = createTranscript();
  const many = transcript.lines(100);
  transcript.end();
  await many;
  await transcript.lines(200);
});
