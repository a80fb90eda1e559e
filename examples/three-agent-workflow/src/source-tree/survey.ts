import type { Language } from './languages.ts';

/** One function that has a body. */
export interface FunctionFacts {
  /** `anonymous` where nothing names it. */
  readonly name: string;
  /** Where it begins, from 1. */
  readonly line: number;
  /** From its first to its last line. */
  readonly lines: number;
}

/** What a JavaScript or TypeScript file exports, imports and defines. */
export interface ModuleFacts {
  /** Exported names, each once, sorted; `export * from './x'` is the name `* from ./x`. */
  readonly exports: readonly string[];
  /** What it imports, as written, each once. */
  readonly specifiers: readonly string[];
  readonly functions: readonly FunctionFacts[];
}

/** One file that was read. */
export interface SurveyedFile {
  /** From the top of the tree, with `/`. */
  readonly path: string;
  readonly language: Language;
  readonly test: boolean;
  readonly bytes: number;
  readonly lines: number;
  readonly blankLines: number;
  /** In UTF-16 code units. */
  readonly longestLine: number;
  /** The words TODO and FIXME. */
  readonly openMarks: number;
  /** SHA-256 of its bytes, in hexadecimal. */
  readonly digest: string;
  /** Runs of characters other than white space. */
  readonly words: number;
  readonly differentWords: number;
  /** In UTF-16 code units. */
  readonly characters: number;
  /** Its first line that is not blank, shortened. */
  readonly opensWith: string;
  /** Its last line that is not blank, shortened. */
  readonly closesWith: string;
  /** Rust's tests inside the file itself. */
  readonly inlineTests: boolean;
  /** `null` where the language is not read, or the parser refuses the file. */
  readonly module: ModuleFacts | null;
}

/** A `package.json` of the tree. */
export interface Manifest {
  readonly path: string;
  readonly name: string;
  readonly version: string;
  /** Names under `dependencies`, `peerDependencies` and `optionalDependencies`. */
  readonly dependencies: readonly string[];
  /** Names under `devDependencies`. */
  readonly developmentDependencies: readonly string[];
}

/** What was seen and not read. */
export interface LeftOut {
  readonly binary: number;
  readonly tooLarge: number;
  readonly unreadable: number;
  /** Whether files or folders beyond the bounds were not even looked at. */
  readonly bounded: boolean;
}

/** A tree as it was read. */
export interface TreeSurvey {
  /** When the reading began, in ISO 8601. */
  readonly measuredAt: string;
  readonly files: readonly SurveyedFile[];
  readonly manifests: readonly Manifest[];
  readonly leftOut: LeftOut;
  /** Importing file → files it imports: by relative path, or a `package.json` by its package's name. */
  readonly imports: ReadonlyMap<string, ReadonlySet<string>>;
  /** The inverse of {@link TreeSurvey.imports}. */
  readonly importedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** Package from outside the tree → files that import it. */
  readonly externals: ReadonlyMap<string, ReadonlySet<string>>;
}
