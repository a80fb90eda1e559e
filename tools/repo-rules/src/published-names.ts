const prefix = '@agog/deliverables';

/** The folder under `packages/` of a published package that a specifier names; `null` for any other module. */
export function packageFolderOf(specifier: string): string | null {
  const name = specifier.split('/').slice(0, 2).join('/');
  if (name === prefix) return 'cli';
  return name.startsWith(`${prefix}-`) ? name.slice(prefix.length + 1) : null;
}

/** The npm package that a specifier names: `@scope/name` or `name`, without a path inside it. */
export function packageNameOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}
