import ts from 'typescript';

/** The files of a repository by path, and their syntax trees. Made from a folder, or in memory by a test. */
export interface Repository {
  readonly paths: readonly string[];
  /** The text of a file, `undefined` when there is none. */
  text(path: string): string | undefined;
  /** The syntax tree of a TypeScript or JavaScript file, parsed once. */
  tree(path: string): ts.SourceFile;
  /** The content of a JSON file, `undefined` when there is none. */
  json(path: string): Record<string, unknown> | undefined;
}

/** A repository of the given files. */
export function createRepository(files: Readonly<Record<string, string>>): Repository {
  const texts = new Map(Object.entries(files));
  const trees = new Map<string, ts.SourceFile>();
  return {
    paths: [...texts.keys()].sort(),
    text: (path) => texts.get(path),
    tree(path) {
      const known = trees.get(path);
      if (known !== undefined) return known;
      const tree = ts.createSourceFile(path, texts.get(path) ?? '', ts.ScriptTarget.Latest, true);
      trees.set(path, tree);
      return tree;
    },
    json(path) {
      const text = texts.get(path);
      return text === undefined ? undefined : JSON.parse(text);
    },
  };
}
