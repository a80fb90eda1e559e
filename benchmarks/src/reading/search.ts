// Measures whether a search finds a sentence again: npm run bench reading:search -- --corpus DIR
import { parseArgs } from 'node:util';
import { estimateTokens } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { createReader } from '@agog/deliverables-reading';
import { readChains } from '../token-economy/chains.ts';
import { createRandom } from '../tokens/random.ts';
import { publishChains } from './published-chains.ts';
import { everySecondWord, normalize, sentencesOf } from './sentences.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    passages: { type: 'string', default: '500' },
    budget: { type: 'string', default: '500' },
    seed: { type: 'string', default: '20261122' },
    misses: { type: 'boolean', default: false },
  },
});
if (values.corpus === undefined) throw new Error('Say which reports: --corpus DIR');

const chains = readChains(values.corpus);
const everySentence = chains.flatMap(({ feature, reports }) =>
  reports.flatMap(({ content }) => sentencesOf(content).map((sentence) => ({ feature, sentence }))),
);
const random = createRandom(Number(values.seed));
const asked = Array.from({ length: Number(values.passages) }, () => {
  const one = everySentence[Math.floor(random() * everySentence.length)];
  return one ?? { feature: '', sentence: '' };
}).toSorted((one, other) => one.feature.localeCompare(other.feature));

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const quantile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.round(share * (numbers.length - 1))] ?? Number.NaN;
const maxTokens = Number(values.budget);
const client = await publishChains(chains, countO200k);
print(
  `${asked.length} of ${everySentence.length} sentences, ${chains.length} chains, ${maxTokens} tokens each`,
);
for (const countTokens of [countO200k, estimateTokens]) {
  const reader = createReader(client, { countTokens });
  let found = 0;
  const tokens: number[] = [];
  const first: number[] = [];
  const again: number[] = [];
  let feature = '';
  for (const { sentence, ...scope } of asked) {
    const query = everySecondWord(sentence);
    const start = performance.now();
    const { text } = await reader.searchReports(query, { ...scope, maxTokens });
    (scope.feature === feature ? again : first).push(performance.now() - start);
    feature = scope.feature;
    tokens.push(countO200k(text));
    if (normalize(text).includes(sentence)) found++;
    else if (values.misses) print(`  ${query}\n    ${sentence}`);
  }
  const mean = tokens.reduce((sum, count) => sum + count, 0) / tokens.length;
  const over = tokens.filter((count) => count > maxTokens).length;
  print(
    `${countTokens.counter.padEnd(9)} found ${((100 * found) / asked.length).toFixed(1)} %; ` +
      `${mean.toFixed(0)} tokens on average, ${Math.max(...tokens)} most, ${over} over the budget; ` +
      `${quantile(first, 0.5).toFixed(0)} ms the first time, then ${quantile(again, 0.5).toFixed(1)} ms`,
  );
}
await client.close();
