// Fits the table behind `estimateTokens` and writes it: pnpm --filter @agog-internal/benchmarks tokens:fit
import { writeFileSync } from 'node:fs';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { createRandom } from './random.ts';
import { hashing, hashWord, WordModel } from './word-model.ts';
import { coveredWords, proseWords } from './word-samples.ts';

const seed = 20_261_122;
const listSize = 480;
/** What a token charged too little weighs against a token charged too much. */
const caution = 3.5;

/** The words that every notice of the SDK is made of. */
const noticeWords =
  'status complete blocked failed agent task type feature channel sequence summary complexity medium simple complex ' +
  'files modified ready next stage true false tokens digest verdict approved conditions rejected metadata blockers ' +
  'research critique backend frontend statistics _type _channel _modified _for _next _stage _with _conditions _agent ' +
  '.backend .qa .statistics -search';

/** Hashes of the notice's words, those that o200k holds as one token. */
function noticeHashes(): readonly number[] {
  return noticeWords.split(' ').flatMap((word) => {
    const plain = word.replace(/^[_.-]/, '');
    const isPlain = plain === word;
    if (countO200k(isPlain ? ` ${word}` : word) > 1) return [];
    return [hashWord(plain, isPlain ? hashing.start : word.charCodeAt(0))];
  });
}

/** Gaps between the listed hashes: `~` for 85 more, else the gap itself from `$` on; never a double quote. */
function encodeListed(listed: Uint8Array): string {
  let text = '';
  let last = 0;
  listed.forEach((isListed, hash) => {
    if (!isListed) return;
    let gap = hash - last;
    for (; gap > 85; gap -= 85) text += '~';
    text += String.fromCharCode(35 + gap);
    last = hash;
  });
  return text;
}

const random = createRandom(seed);
const model = new WordModel(proseWords(), coveredWords(seed));
const always = noticeHashes();
model.descend(8, 0.03, caution, random);
model.list(listSize, always);
model.descend(6, 0.02, caution, random);
model.list(listSize, always);
model.descend(12, 0.02, caution, random);
model.round();

const target = new URL('../../../packages/core/src/tokens/word-table.ts', import.meta.url);
const weights = [...model.weights].map((weight) => Math.round(weight * 5)).join('');
writeFileSync(
  target,
  `// Written by benchmarks/src/tokens/fit.ts from o200k's vocabulary and two word lists; see docs/decisions/token-counting.md.

/** Words are hashed modulo this. */
export const modulus = ${hashing.modulus};

/** Hashes of ${listSize} words that are one token, as gaps: \`~\` is 85 more, any other character 35 less than its code. */
export const listedWords: string =
  "${encodeListed(model.listed).replaceAll('\\', '\\\\')}";

/** Fifths of a token for each pair of letters, 27 × 27, where 0 is the end of a word. */
export const pairWeights: string =
  '${weights}';
`,
);
process.stdout.write(
  `${JSON.stringify({ prose: model.quality('prose'), covered: model.quality('covered') }, null, 2)}\n`,
);
