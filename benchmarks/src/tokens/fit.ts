// Fits the table behind `estimateTokens` and writes it: npm run bench tokens:fit
import { writeFileSync } from 'node:fs';
import { countO200k } from '@agog/deliverables-core/gpt-tokenizer';
import { groupLetters } from './group-letters.ts';
import { createRandom } from './random.ts';
import { hashing, hashWord, letterCount, WordModel } from './word-model.ts';
import { coveredWords, proseWords } from './word-samples.ts';

const seed = 20_261_122;
const listSize = 440;
const classCount = 9;
/** What a token charged too little weighs against a token charged too much. */
const caution = 1.7;

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
    return [hashWord(plain, isPlain ? 0 : word.charCodeAt(0))];
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
const prose = proseWords();
const covered = coveredWords(seed);
const everyLetter = Array.from({ length: letterCount }, (_, letter) => letter);
const always = noticeHashes();
const detailed = new WordModel(prose, covered, everyLetter);
detailed.descend(8, 0.06, caution, random);
detailed.list(listSize, always, caution);
detailed.descend(8, 0.05, caution, random);
const classes = groupLetters(classCount, detailed.weights, detailed.frequencies(), random);
const model = new WordModel(prose, covered, classes);
model.descend(5, 0.03, caution, random);
model.list(listSize, always, caution);
model.descend(4, 0.02, caution, random);
model.list(listSize, always, caution);
model.descend(8, 0.02, caution, random);
model.round();

const target = new URL(
  process.env.AGOG_TABLE ?? '../../../packages/core/src/tokens/word-table.ts',
  import.meta.url,
);
const weights = [...model.weights].map((weight) => Math.round(weight * 10)).join('');
writeFileSync(
  target,
  `// Written by benchmarks/src/tokens/fit.ts from o200k's vocabulary and two word lists; see docs/decisions/token-counting.md.

/** Words are hashed modulo this. */
export const modulus = ${hashing.modulus};

/** Hashes of ${listSize} words that are one token, as gaps: \`~\` is 85 more, any other character 35 less than its code. */
export const listedWords: string =
  "${encodeListed(model.listed).replaceAll('\\', '\\\\')}";

/** The class of each letter; first that of the end of a word, which is 0. */
export const letterClasses: string = '${classes.join('')}';

/** How many classes there are. */
export const classCount = ${classCount};

/** Tenths of a token for each pair of classes. */
export const pairWeights: string =
  '${weights}';
`,
);
process.stdout.write(
  `${JSON.stringify({ prose: model.quality('prose'), covered: model.quality('covered') }, null, 2)}\n`,
);
