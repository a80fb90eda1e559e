import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AgentDefinition, AgentDefinitions } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';

/** A value on one line: `{ "stream": "plans", "taskTypes": ["plan"], "purpose": "Plans" }`. */
const onOneLine = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, held]) => `"${name}": ${onOneLine(held)}`);
  return `{ ${fields.join(', ')} }`;
};

/** A text with one more property at the end of an object in it; nothing else in the text is touched. */
const withProperty = (text: string, object: Node, property: string): string => {
  const last = object.children?.at(-1);
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const at = (offset: number, added: string): string =>
    text.slice(0, offset) + added.replaceAll('\n', end) + text.slice(offset);
  if (!last) {
    const [outer = ''] =
      /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', object.offset) + 1)) ?? [];
    const inner = property.replaceAll('\n', `\n${outer}  `);
    return at(object.offset + 1, `\n${outer}  ${inner}\n${outer}`);
  }
  const lineStart = text.lastIndexOf('\n', last.offset) + 1;
  const before = text.slice(lineStart, last.offset);
  const after = last.offset + last.length;
  // On a line of its own where the others have one.
  if (/\S/.test(before)) return at(after, `, ${property.replace(/\n\s*/g, ' ')}`);
  return at(after, `,\n${before}${property.replaceAll('\n', `\n${before}`)}`);
};

/** A configuration's text without a roster, and then with this one, an agent a line. */
export const withRoster = (text: string, agents: AgentDefinitions): string => {
  const root = parseTree(text);
  if (!root) return fail('invalid_argument', 'The configuration is not JSON.', 'Mend it.');
  const lines = Object.entries(agents).map(([name, agent]) => `  "${name}": ${onOneLine(agent)}`);
  return withProperty(text, root, `"roster": {\n${lines.join(',\n')}\n}`);
};

/**
 * A configuration's text with one more agent; everything else stays as it is, byte for byte.
 *
 * @param others - The agents that counted until now, where the file has no roster: they are to count on.
 */
export const withAgent = (
  text: string,
  name: string,
  agent: AgentDefinition,
  others: AgentDefinitions,
): string => {
  const root = parseTree(text);
  const roster = root && findNodeAtLocation(root, ['roster']);
  if (!roster) return withRoster(text, { ...others, [name]: agent });
  return withProperty(text, roster, `"${name}": ${onOneLine(agent)}`);
};

/** Writes a file so that whoever reads it sees the old text or the new one, and nothing in between. */
export const replaceFile = (path: string, text: string): void => {
  const draft = join(dirname(path), `.${process.pid}.agog.config.json`);
  writeFileSync(draft, text, { flag: 'wx' });
  renameSync(draft, path);
};
