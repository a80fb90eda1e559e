// Measures the estimate and the bound: npm run bench -- tokens:accuracy --corpus DIR
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { estimateTokens } from '@agog/deliverables-core';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { words as popular } from 'popular-english-words';
import wordListPath from 'word-list';
import { attackTexts } from './attack-texts.ts';

const { values } = parseArgs({
  options: {
    corpus: { type: 'string' },
    texts: { type: 'string', default: '2000' },
    seed: { type: 'string', default: '20261122' },
  },
});

const print = (line: string): boolean => process.stdout.write(`${line}\n`);
const quantile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.round(share * (numbers.length - 1))] ?? Number.NaN;

/** Prints how the estimate and the bound do on every Markdown file of a folder. */
function measureCorpus(folder: string): void {
  const texts = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
  const ratios = texts.map((text) => estimateTokens(text) / countO200k(text));
  const errors = ratios.map((ratio) => Math.abs(ratio - 1));
  const bounds = texts.map((text) => estimateTokens.atMost(text) / countO200k(text));
  const percent = (share: number): string => `${(100 * quantile(errors, share)).toFixed(1)} %`;
  print(
    `${texts.length} reports, ${texts.reduce((sum, text) => sum + countO200k(text), 0)} tokens`,
  );
  print(
    `estimate: error ${percent(0.5)} at the median, ${percent(0.95)} at p95, ${percent(1)} most`,
  );
  print(
    `bound: ${[0, 0.5, 1].map((share) => quantile(bounds, share).toFixed(2)).join(' / ')} × exact`,
  );
}

/** Prints the texts of each kind whose exact count exceeds the bound; answers how many there are. */
function attack(seed: number, texts: number): number {
  const kinds = attackTexts(seed, {
    dictionary: readFileSync(wordListPath, 'utf8').split('\n').filter(Boolean),
    frequent: popular.getMostPopular(200_000),
  });
  let broken = 0;
  for (const [kind, make] of Object.entries(kinds)) {
    let exact = 0;
    let most = 0;
    for (let made = 0; made < texts; made++) {
      const text = make();
      const count = countO200k(text);
      const bound = estimateTokens.atMost(text);
      exact += count;
      most += bound;
      if (count <= bound) continue;
      broken++;
      print(`  ${kind}: ${count} > ${bound} in ${JSON.stringify(text.slice(0, 80))}`);
    }
    print(`${kind.padEnd(28)} bound ${(most / exact).toFixed(2)} × exact`);
  }
  print(`${broken} of ${Object.keys(kinds).length * texts} texts cost more than their bound`);
  return broken;
}

if (values.corpus !== undefined) measureCorpus(values.corpus);
attack(Number(values.seed), Number(values.texts));
