/** Names of folders that hold tests of the folder they stand in. */
export const testFolders: readonly string[] = ['test', 'tests', '__tests__', 'spec'];

const mark = /(?:[._-](?:test|tests|spec|test-d)|Tests?|Spec)$/;
const leadingMark = /^test_/;

function stemOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** Whether a code file is a test, by its name (`x.test.ts`, `test_x.py`, `x_test.go`, `XTest.java`) or its folder. */
export function isTestPath(path: string): boolean {
  const stem = stemOf(path);
  if (mark.test(stem) || leadingMark.test(stem)) return true;
  return path
    .split('/')
    .slice(0, -1)
    .some((folder) => testFolders.includes(folder));
}

/** The stem of the file that a test is named for, or of any other file its own stem. */
export function testedStem(path: string): string {
  return stemOf(path).replace(mark, '').replace(leadingMark, '');
}
