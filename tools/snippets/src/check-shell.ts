const builtInScripts = new Set(['install', 'ci']);

/** What is wrong with a shell command of a document: a script or file that does not exist; `null` when nothing is. */
export function checkShellCommand(
  command: string,
  scripts: ReadonlySet<string>,
  exists: (path: string) => boolean,
): string | null {
  const words = command
    .replace(/^\$ /, '')
    .replace(/\s#.*$/, '')
    .trim()
    .split(/\s+/);
  const [program, first = '', second = ''] = words;
  if (program === 'npm') {
    const script = first === 'run' ? second : first;
    const known = scripts.has(script) || (first !== 'run' && builtInScripts.has(script));
    return known ? null : `there is no script "${script}"`;
  }
  if (program !== 'node') return null;
  const file = words.slice(1).find((word) => !word.startsWith('-'));
  return file === undefined || exists(file) ? null : `there is no file ${file}`;
}
