import { createRandom } from './random.ts';

/** Words to build texts of: a dictionary, and frequent words with names and foreign ones among them. */
export interface WordSources {
  readonly dictionary: readonly string[];
  readonly frequent: readonly string[];
}

/** Makes one text of a kind at each call. */
export type TextMaker = () => string;

const small = 'abcdefghijklmnopqrstuvwxyz';
const capital = small.toUpperCase();
const digits = '0123456789';
const marks = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const finnish =
  'epä järjes telmä llis tyttä mättö myydel lään sä kään kö hän talo kauppa lento kone suihku apu ali oppilas';

/** Kinds of text that try to cost more than they are charged, by name; repeatable for a seed. */
export function attackTexts(seed: number, words: WordSources): Readonly<Record<string, TextMaker>> {
  const random = createRandom(seed);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  const pick = (items: ArrayLike<string>): string => items[upTo(items.length - 1)] ?? '';
  const code = (from: number, to: number): string => String.fromCodePoint(from + upTo(to - from));
  const some = (make: TextMaker, most: number, between = ''): string =>
    Array.from({ length: 1 + upTo(most - 1) }, make).join(between);
  const of = (letters: ArrayLike<string>, most: number): string => some(() => pick(letters), most);
  const codes = (from: number, to: number, most: number): string =>
    some(() => code(from, to), most);
  const rare = (): string => pick(words.dictionary);
  const name = (): string => pick(words.frequent);
  const capitalised = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);
  const again = (unit: string): string => unit.repeat(1 + upTo(60));
  return {
    'printable ASCII': () => codes(32, 126, 200),
    'any ASCII': () => codes(0, 127, 200),
    'small letters': () => of(small, 200),
    'capital letters': () => of(capital, 200),
    'both cases': () => of(small + capital, 200),
    'random words': () => some(() => of(small, 9), 40, ' '),
    'random words, capitals': () => some(() => of(capital, 9), 40, ' '),
    'random words, both cases': () => some(() => of(small + capital, 9), 40, ' '),
    'hard letters': () => of('qxzjvkw', 100),
    'hard capitals': () => of('QXZJYVKW', 100),
    consonants: () => of('bcdfghjklmnpqrstvwxz', 100),
    base64: () => of(`${small}${capital}${digits}+/`, 200),
    base64url: () => of(`${small}${capital}${digits}-_`, 200),
    base36: () => of(small + digits, 150),
    hexadecimal: () => of(`${digits}abcdef`, 200),
    digits: () => some(() => of(digits, 8), 40, pick(' .,-:\n')),
    emoji: () => codes(0x1f300, 0x1faff, 60),
    Chinese: () => codes(0x4e00, 0x9fff, 100),
    Korean: () => codes(0xac00, 0xd7a3, 100),
    Arabic: () => codes(0x600, 0x6ff, 100),
    Hindi: () => codes(0x900, 0x97f, 100),
    Thai: () => codes(0xe00, 0xe7f, 100),
    Cyrillic: () => codes(0x400, 0x4ff, 100),
    'any plane': () => codes(0x10000, 0x10ffff, 50),
    'any code unit': () => some(() => String.fromCharCode(upTo(0xffff)), 80),
    'white space': () => of(' \n\r\t\v', 100),
    'runs of white space': () => some(() => pick(' \n\t\r').repeat(1 + upTo(100)), 12),
    punctuation: () => of(marks, 100),
    'runs of punctuation': () => some(() => pick(marks).repeat(1 + upTo(40)), 10),
    'punctuation and letters': () => of(`${marks}${small}\n `, 100),
    'one rare word': rare,
    'two rare words': () => `${rare()} ${rare()}`,
    'rare words': () => some(rare, 40, ' '),
    'rare words, capitalised': () => some(() => capitalised(rare()), 40, ' '),
    'rare words, capitals': () => some(() => rare().toUpperCase(), 40, '_'),
    'rare words, glued': () => some(rare, 40),
    'rare words, camel case': () => some(() => capitalised(rare()), 40),
    'rare words, kebab case': () => some(rare, 40, '-'),
    'rare words, lines': () => some(rare, 40, '\n'),
    'rare words, marks': () => some(rare, 40, pick(marks)),
    'one rare word again': () => again(`${rare()}${pick(' ,-_.')}`),
    'some rare words again': () => again(some(rare, 12, ' ')),
    'frequent words': () => some(name, 40, ' '),
    'one frequent word again': () => again(`${name()} `),
    'names, capitalised': () => some(() => capitalised(name()), 40, ' '),
    'Finnish compounds': () => some(() => some(() => pick(finnish.split(' ')), 8), 15, ' '),
    'two characters again': () => again(codes(32, 126, 2)),
    'three characters again': () => again(codes(32, 126, 3)),
    'one character again': () => again(code(0, 0xd7ff)),
    'JSON of rare words': () => JSON.stringify({ [rare()]: [upTo(1e9), some(rare, 20, ' ')] }),
    'escapes of JSON': () => JSON.stringify(codes(0, 63, 80)),
  };
}
