import type { StreamAdmin, Transport } from '@agog/deliverables-core';
import { fail } from '@agog/deliverables-core/transport';

/** The transport's stream management, or an `unsupported` error that says what needs it. */
export const requireAdmin = ({ admin, name }: Transport, what: string): StreamAdmin =>
  admin ??
  fail(
    'unsupported',
    `${what} needs to manage streams, which this ${name} transport may not.`,
    'Use a connection with the rights of an administrator.',
  );
