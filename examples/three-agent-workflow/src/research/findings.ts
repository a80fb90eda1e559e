import { posix } from 'node:path';
import type { FunctionFacts, SurveyedFile, TreeSurvey } from '../source-tree/survey.ts';
import { testedStem, testFolders } from '../source-tree/test-names.ts';
import { comparePaths } from '../source-tree/tree-rules.ts';

/** Whether a file is tested, in the words of the vocabulary. */
export type TestState = 'yes' | 'no' | 'self' | 'none needed';

/** A function with the file it stands in. */
export interface LocatedFunction extends FunctionFacts {
  readonly file: SurveyedFile;
}

/** What a survey comes to: the figures that the sections of the report are written from. */
export interface Findings {
  readonly survey: TreeSurvey;
  /** Code files that are no tests, by path. */
  readonly sources: readonly SurveyedFile[];
  readonly untested: readonly SurveyedFile[];
  /** Functions outside tests, longest first, one for each line that a function begins on. */
  readonly functions: readonly LocatedFunction[];
  readonly importPairs: number;
  testState(file: SurveyedFile): TestState;
  importedBy(path: string): number;
  importsOf(path: string): number;
}

/** Works out what a survey means: who is tested, who is imported, what is long. */
export function deriveFindings(survey: TreeSurvey): Findings {
  const byPath = new Map(survey.files.map((file) => [file.path, file]));
  const tests = survey.files.filter((file) => file.test);
  const testPlaces = new Set(
    tests.map((test) => `${posix.dirname(test.path)}/${testedStem(test.path)}`),
  );
  const testStems = new Set(tests.map((test) => testedStem(test.path)));

  const isTested = (file: SurveyedFile): boolean => {
    const folder = posix.dirname(file.path);
    const stem = testedStem(file.path);
    if (file.inlineTests || (!file.language.modules && testStems.has(stem))) return true;
    const places = [folder, ...testFolders.map((name) => `${folder}/${name}`)];
    if (places.some((place) => testPlaces.has(`${posix.normalize(place)}/${stem}`))) return true;
    const importers = survey.importedBy.get(file.path) ?? [];
    return [...importers].some((importer) => byPath.get(importer)?.test === true);
  };
  const states = new Map<string, TestState>();
  for (const file of survey.files) {
    const bare = !file.language.code || file.module?.functions.length === 0;
    states.set(
      file.path,
      file.test ? 'self' : bare ? 'none needed' : isTested(file) ? 'yes' : 'no',
    );
  }

  const sources = survey.files.filter((file) => file.language.code && !file.test);
  return {
    survey,
    sources: [...sources].sort((left, right) => comparePaths(left.path, right.path)),
    untested: sources.filter((file) => states.get(file.path) === 'no'),
    functions: longestFunctions(sources),
    importPairs: [...survey.imports.values()].reduce((sum, targets) => sum + targets.size, 0),
    testState: (file) => states.get(file.path) ?? 'none needed',
    importedBy: (path) => survey.importedBy.get(path)?.size ?? 0,
    importsOf: (path) => survey.imports.get(path)?.size ?? 0,
  };
}

function longestFunctions(sources: readonly SurveyedFile[]): LocatedFunction[] {
  const longest = new Map<string, LocatedFunction>();
  for (const file of sources) {
    for (const found of file.module?.functions ?? []) {
      const place = `${file.path}:${found.line}`;
      if (found.lines > (longest.get(place)?.lines ?? 0)) longest.set(place, { ...found, file });
    }
  }
  return [...longest.values()].sort(
    (left, right) =>
      right.lines - left.lines ||
      comparePaths(left.file.path, right.file.path) ||
      left.line - right.line,
  );
}

/** Where a value stands among others: 1 + how many are greater. */
export function rankAmong(values: readonly number[]): (value: number) => number {
  const sorted = [...values].sort((left, right) => right - left);
  const ranks = new Map<number, number>();
  for (const [index, value] of sorted.entries()) if (!ranks.has(value)) ranks.set(value, index + 1);
  return (value) => ranks.get(value) ?? sorted.length + 1;
}
