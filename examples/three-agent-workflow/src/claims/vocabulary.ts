/**
 * What a report can claim, and how each claim is checked: kinds of subject, and for each its measures. The meaning is
 * printed in the report, so that a checker who has only the report and the tree can measure the same.
 */
export const vocabulary = {
  Tree: {
    Files: 'text files read',
    Lines: 'line breaks, and a last line without one',
    Bytes: 'sizes of the files, added',
    Languages: 'different languages, by file name endings',
    'Code files': 'files in a programming language',
    'Test files': 'code files that are tests by their name or folder',
    'Untested files': 'code files with the test mark `no`',
    Exports: 'exported names of all JavaScript and TypeScript files, added',
    Functions: 'functions with a body',
    Imports: 'pairs of a file and another that it imports',
    Packages: '`package.json` files with a name',
    Dependencies: 'packages from outside the tree that a file imports',
    'Open marks': 'the words TODO and FIXME',
  },
  Language: { Files: '', Lines: '', Bytes: '' },
  Folder: {
    Files: 'everything beneath the folder',
    Lines: '',
    'Code files': '',
    'Test files': '',
    'Untested files': '',
  },
  Package: {
    Name: 'as its `package.json` says',
    Version: 'as its `package.json` says, else `none`',
    'Runtime dependencies': 'names under dependencies, peer and optional ones included',
    'Development dependencies': 'names under devDependencies',
  },
  Dependency: {
    'Importing files': 'files that import it',
    'Declaring packages': '`package.json` files that list it in any dependency field',
  },
  Link: { Imports: 'imports by files beneath the left folder of files beneath the right one' },
  File: {
    Lines: '',
    Bytes: '',
    'Blank lines': 'lines of white space only',
    'Longest line': 'in UTF-16 code units',
    Exports: 'exported names, types included, each once',
    'Exported names': 'the first six in order, then how many more',
    'Imported by': 'other files that import it; a `package.json` by its name',
    'Imports files': 'other files of the tree that it imports',
    Functions: 'functions with a body, at any depth',
    'Longest function': 'in lines',
    'Open marks': 'the words TODO and FIXME',
    Test: '`yes` where a test of its name stands beside it or in a test folder beside it (for languages other than JavaScript and TypeScript: anywhere), where a test imports it, or with Rust tests inside; `self` for a test; `none needed` without code or functions; else `no`',
    'Rank by lines': '1 + how many code files outside tests have more',
    'Rank by imported by': '1 + how many files are imported by more',
    'Rank by exports': '1 + how many files export more',
    Fingerprint: 'the first 12 digits of its SHA-256',
    'Opens with': 'its first line that is not blank, at most 60 characters',
    'Closes with': 'its last line that is not blank, at most 60 characters',
    Words: 'runs of characters other than white space',
    'Different words': 'the same, each once',
    Characters: 'UTF-16 code units',
    'SHA-256': 'of its bytes, in hexadecimal',
  },
  Function: {
    Name: 'of the longest function that begins on that line, the first of equals',
    Lines: 'from its first to its last line',
    'Rank by lines': '1 + how many functions outside tests are longer',
  },
} as const;

/** A kind of thing that is claimed about. */
export type SubjectKind = keyof typeof vocabulary;

/** What can be claimed about one kind of subject. */
export type Measure<Kind extends SubjectKind = SubjectKind> = Kind extends SubjectKind
  ? Extract<keyof (typeof vocabulary)[Kind], string>
  : never;

/** Whether a table column heads subjects of a known kind. */
export function isSubjectKind(text: string): text is SubjectKind {
  return Object.hasOwn(vocabulary, text);
}

/** The meaning of a measure, or `null` where the vocabulary does not have it. */
export function meaningOf(kind: SubjectKind, measure: string): string | null {
  // The vocabulary is read by a name that may not be in it.
  const meanings: Readonly<Record<string, string>> = vocabulary[kind];
  return Object.hasOwn(meanings, measure) ? (meanings[measure] ?? null) : null;
}
