/** A fenced block of a document. */
export interface Fence {
  /** The first word after the fence: `ts`, `sh`; empty without one. */
  readonly language: string;
  /** The line of the document that the text begins on, counted from 1. */
  readonly line: number;
  readonly text: string;
}

/** Every fenced block of a Markdown document. */
export function fencesOf(markdown: string): Fence[] {
  const fences: Fence[] = [];
  let open: { fence: string; language: string; line: number; text: string[] } | null = null;
  for (const [index, line] of markdown.split(/\r?\n/).entries()) {
    const [, fence = '', language = ''] = /^\s*(`{3,}|~{3,})\s*([\w-]*)/.exec(line) ?? [];
    if (open === null) {
      if (fence !== '') open = { fence, language, line: index + 2, text: [] };
    } else if (fence.startsWith(open.fence) && language === '') {
      fences.push({ language: open.language, line: open.line, text: open.text.join('\n') });
      open = null;
    } else {
      open.text.push(line);
    }
  }
  return fences;
}
