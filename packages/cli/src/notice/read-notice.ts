import type { Notice } from '@agog/deliverables-core';
import { parseNotice } from '@agog/deliverables-core/parse-notice';
import { decodeUtf8 } from '@agog/deliverables-core/transport';
import type { CommandContext } from '../program/command-context.ts';
import { readFileOrInput } from '../publish/read-input.ts';

/** The one notice in a file, or in standard input. Throws what `parseNotice` throws. */
export const readNotice = async (
  context: CommandContext,
  file: string | undefined,
): Promise<Notice> => {
  const { prefix } = (await context.settings()).roster;
  return parseNotice(decodeUtf8(await readFileOrInput(context, file, 'notice')), { prefix });
};
