import { renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { AgentDefinition, AgentDefinitions } from '@agog/deliverables-core';
import { applyEdits, type FormattingOptions, modify } from 'jsonc-parser';

/** How a file is written: what is added to it looks like the rest. */
const formatOf = (text: string): FormattingOptions => {
  const [, indent = '  '] = /\n([ \t]+)\S/.exec(text) ?? [];
  return {
    insertSpaces: !indent.startsWith('\t'),
    tabSize: indent.length,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  };
};

/** A configuration's text with one more agent; everything else in it stays as it is, byte for byte. */
export const withAgent = (
  text: string,
  name: string,
  agent: AgentDefinition,
  agents: AgentDefinitions | null,
): string => {
  const formattingOptions = formatOf(text);
  // Without a roster in the file the agents of the default one counted, and are to count on.
  const [path, value] = agents
    ? ([['roster'], { ...agents, [name]: agent }] as const)
    : ([['roster', name], agent] as const);
  return applyEdits(text, modify(text, [...path], value, { formattingOptions }));
};

/** Writes a file so that whoever reads it sees the old text or the new one, and nothing in between. */
export const replaceFile = (path: string, text: string): void => {
  const draft = join(dirname(path), `.${process.pid}.agog.config.json`);
  writeFileSync(draft, text, { flag: 'wx' });
  renameSync(draft, path);
};
