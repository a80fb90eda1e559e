/** A language by the ending of a file's name. */
export interface Language {
  readonly name: string;
  /** Program text, as opposed to documents, data and configuration. */
  readonly code: boolean;
  /** Imports, exports and functions are read from it: JavaScript and TypeScript only. */
  readonly modules: boolean;
}

const code = (name: string): Language => ({ name, code: true, modules: false });
const other = (name: string): Language => ({ name, code: false, modules: false });
const typescript: Language = { name: 'TypeScript', code: true, modules: true };
const javascript: Language = { name: 'JavaScript', code: true, modules: true };
const unknown = other('Other text');

const byEnding: ReadonlyMap<string, Language> = new Map([
  ...['ts', 'tsx', 'mts', 'cts'].map((ending) => [ending, typescript] as const),
  ...['js', 'jsx', 'mjs', 'cjs'].map((ending) => [ending, javascript] as const),
  ['py', code('Python')],
  ['go', code('Go')],
  ['rs', code('Rust')],
  ['java', code('Java')],
  ['kt', code('Kotlin')],
  ['swift', code('Swift')],
  ['rb', code('Ruby')],
  ['php', code('PHP')],
  ['cs', code('C#')],
  ['c', code('C')],
  ['h', code('C')],
  ['cc', code('C++')],
  ['cpp', code('C++')],
  ['hpp', code('C++')],
  ['scala', code('Scala')],
  ['ex', code('Elixir')],
  ['exs', code('Elixir')],
  ['lua', code('Lua')],
  ['dart', code('Dart')],
  ['vue', code('Vue')],
  ['svelte', code('Svelte')],
  ['sh', code('Shell')],
  ['bash', code('Shell')],
  ['sql', code('SQL')],
  ['css', other('CSS')],
  ['scss', other('CSS')],
  ['html', other('HTML')],
  ['md', other('Markdown')],
  ['mdx', other('Markdown')],
  ['rst', other('reStructuredText')],
  ['txt', other('Plain text')],
  ['json', other('JSON')],
  ['jsonc', other('JSON')],
  ['yaml', other('YAML')],
  ['yml', other('YAML')],
  ['toml', other('TOML')],
  ['xml', other('XML')],
  ['csv', other('CSV')],
]);

/** The language of a file, by its name alone. */
export function languageOf(path: string): Language {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return (dot > 0 ? byEnding.get(name.slice(dot + 1).toLowerCase()) : undefined) ?? unknown;
}
