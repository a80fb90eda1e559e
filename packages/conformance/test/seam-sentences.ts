import { readFileSync } from 'node:fs';

const folder = new URL('../../core/src/transport/', import.meta.url);
const files = ['transport.ts', 'stream-admin.ts', 'call-options.ts'];

/** One sentence of a docstring, and the type or member it stands at; a member without any has an empty one. */
export interface SeamSentence {
  readonly place: string;
  readonly sentence: string;
}

const sentencesOf = (comment: string): string[] => {
  const text = comment
    .split('\n')
    .map((line) => line.replace(/^\s*(\/\*\*|\*\/|\*)?\s?/, '').replace(/\s*\*\/\s*$/, ''))
    .join(' ')
    .replace(/\s+/g, ' ')
    .trim();
  return text === '' ? [] : text.split(/(?<=[.!?])\s+(?=[A-Z`])/);
};

/** A docstring, the opening line of a type, or a line with a member's name, in a block or as one of several shapes. */
const piece =
  /(\/\*\*[\s\S]*?\*\/)|^export (?:interface|type) (\w+)|^(?: {2}| {6})(?:readonly )?(\w+)\??[:(]|^ {2}\| \{ readonly (\w+)/gm;

const readFile = (file: string): SeamSentence[] => {
  const source = readFileSync(new URL(file, folder), 'utf8');
  const found: SeamSentence[] = [];
  let comment = '';
  let owner = '';
  const add = (place: string, whenSilent: readonly string[]): void => {
    const sentences = sentencesOf(comment);
    comment = '';
    for (const sentence of sentences.length > 0 ? sentences : whenSilent)
      found.push({ place, sentence });
  };
  for (const [, docstring, type, member, inline] of source.matchAll(piece)) {
    if (docstring !== undefined) {
      // A comment after a comment: the first one was the file's own.
      add('module', []);
      comment = docstring;
    } else if (type !== undefined) {
      owner = type;
      add(owner, []);
    } else {
      add(`${owner}.${member ?? inline}`, ['']);
    }
  }
  return found;
};

/** Every sentence of the seam. */
export const seamSentences = (): SeamSentence[] => files.flatMap(readFile);
