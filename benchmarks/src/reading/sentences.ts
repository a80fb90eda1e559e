/** English words that say nothing of what a sentence is about. */
const commonWords = new Set(
  (
    'a an the and or but if then of to in on at by for with from as is are was were be been it its this that these ' +
    'those there here not no so than too can could will would shall should may might must do does did have has had ' +
    'we you they he she i our your their who which what when where why how all any each some such only into over ' +
    'about after before between because during through'
  ).split(' '),
);

/** A text without Markdown's marks, in lower case and with single spaces. */
export const normalize = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[*_`#>|~[\]]/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The sentences of a report's prose, lists and tables of eight words or more, normalised. */
export const sentencesOf = (report: string): string[] =>
  report
    .replace(/^(```|~~~)[\s\S]*?^\1.*$/gm, '\n\n')
    .replace(/<!--[\s\S]*?-->/g, '\n\n')
    .split(/\n\s*\n|\n(?=\s*(?:[-*+]|\d+[.)]|\|)\s)|\n(?=#)|(?<=^#.*)\n/m)
    .flatMap((block) => block.split(/(?<=[.!?])\s+/))
    .map(normalize)
    .filter((sentence) => sentence.split(' ').filter((word) => /\p{L}/u.test(word)).length >= 8);

/** Every second one of a sentence's content words. */
export const everySecondWord = (sentence: string): string =>
  sentence
    .split(/[^\p{L}\p{N}_'-]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word) && !commonWords.has(word))
    .filter((_, place) => place % 2 === 0)
    .join(' ');
