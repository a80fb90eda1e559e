import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A Markdown file that was found. */
export interface MarkdownFile {
  /** Below the folder, its parts separated by `/`. */
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  /** When it was written last, in milliseconds since 1970. */
  readonly modified: number;
}

/** What was found and is left where it is. */
export interface LeftOut {
  readonly path: string;
  readonly reason: string;
}

/** The Markdown files below a folder. */
export interface FoundFiles {
  readonly files: readonly MarkdownFile[];
  readonly leftOut: readonly LeftOut[];
}

const markdown = /\.(md|markdown)$/i;
const notReports = new Set(['.git', '.agog', 'node_modules']);

/**
 * Finds every Markdown file below a folder, in the order of their paths. Hidden folders and files are left out, and links
 * are not followed: so none leads out of the folder, and none in a circle.
 *
 * @throws what `readdir` throws where the folder itself cannot be read
 */
export const findMarkdown = async (folder: string): Promise<FoundFiles> => {
  const files: MarkdownFile[] = [];
  const leftOut: LeftOut[] = [];
  const look = async (below: string): Promise<void> => {
    const entries = await readdir(join(folder, below), { withFileTypes: true });
    entries.sort((one, other) => (one.name < other.name ? -1 : 1));
    for (const entry of entries) {
      const path = below ? `${below}/${entry.name}` : entry.name;
      const isReport = markdown.test(entry.name);
      if (notReports.has(entry.name)) continue;
      if (entry.isSymbolicLink()) {
        if (isReport || (await leadsToFolder(join(folder, path)))) {
          leftOut.push({ path, reason: 'a link, and links are not followed' });
        }
      } else if (entry.isDirectory() && entry.name.startsWith('.')) {
        leftOut.push({ path, reason: 'a hidden folder: import it by its name' });
      } else if (entry.isDirectory()) {
        await look(path).catch((error: NodeJS.ErrnoException) =>
          leftOut.push({ path, reason: `cannot be read: ${error.code}` }),
        );
      } else if (isReport && entry.name.startsWith('.')) {
        leftOut.push({ path, reason: 'a hidden file' });
      } else if (isReport && entry.isFile()) {
        const { size, mtimeMs } = await stat(join(folder, path));
        files.push({ path, size, modified: mtimeMs });
      }
    }
  };
  // Not caught: what was named must be there.
  await look('');
  return { files, leftOut };
};

const leadsToFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    // It leads nowhere, or in a circle.
    () => false,
  );
