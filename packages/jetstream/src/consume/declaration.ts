import { fail } from '@agog/deliverables-core/transport';

/** What a server does not keep of a durable name by itself, and the consumer's description therefore holds. */
export interface Declaration {
  /** Tells the consumer from a later one of the same name. */
  readonly id?: string | undefined;
  /** The real filters, where the server's are wider. */
  readonly filters?: readonly string[] | undefined;
  /** The name is for nothing stored before this time, in ISO 8601. */
  readonly since?: string | undefined;
}

const mark = 'agog ';

/** The longest description that a server takes, in characters. */
const longest = 4_096;

/** @throws DeliverablesError `unsupported` where it is too long */
export const encodeDeclaration = (declaration: Declaration): string => {
  const text = `${mark}${JSON.stringify(declaration)}`;
  if (text.length <= longest) return text;
  return fail(
    'unsupported',
    `The filters of a durable name take ${text.length} characters, of which this server keeps ${longest}.`,
    'Use fewer or shorter filters, a wildcard, or a server from 2.10 on and filters that do not overlap.',
  );
};

/** Undoes {@link encodeDeclaration}; empty for whatever other programs write there. */
export const readDeclaration = (description = ''): Declaration => {
  if (!description.startsWith(mark)) return {};
  try {
    const value: unknown = JSON.parse(description.slice(mark.length));
    // Whoever writes our mark writes what stands above.
    return Object(value) === value ? (value as Declaration) : {};
  } catch {
    return {};
  }
};
