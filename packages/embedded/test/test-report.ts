import type { OutgoingMessage } from '@agog/deliverables-core';
import { encodeUtf8 } from '@agog/deliverables-core/transport';

/** One report of one writer: always the same message and the same id. */
export const testReport = (
  writer: string,
  number: number,
  bytes = 100,
): { readonly message: OutgoingMessage; readonly messageId: string } => ({
  message: {
    subject: `test.${writer}.${number}`,
    headers: [['Writer', writer]],
    body: encodeUtf8(`Report ${number} of ${writer}. `.padEnd(bytes, 'x')),
  },
  messageId: `${writer}-${number}`,
});
