import type { StreamConfig } from '@agog/deliverables-core';
import { openContext, outgoing } from '../context.fixture.ts';
import { createPublisher } from '../publish/publish.ts';
import { createAdmin } from './admin.ts';

/** A stream with nothing limited. */
export const config = (name: string, changes: Partial<StreamConfig> = {}): StreamConfig => ({
  name,
  subjects: [`${name}.>`],
  retention: 'limits',
  discard: 'old',
  description: '',
  maxMessages: null,
  maxBytes: null,
  maxAge: null,
  maxMessageSize: null,
  duplicateWindow: 120_000,
  ...changes,
});

/** An admin, and other ways to the same server. */
export const open = async (
  url: string,
  login?: { readonly user: string; readonly pass: string },
) => {
  const context = await openContext(url, login);
  const publish = createPublisher(context);
  let count = 0;
  return {
    context,
    admin: createAdmin(context),
    publish(...subjects: string[]) {
      return Promise.all(
        subjects.map((subject) => publish(outgoing(subject), { messageId: String(++count) })),
      );
    },
    /** A request as any other program makes it. */
    request: (path: string, body: unknown) =>
      context.api.call<{ readonly config: object }>({
        path,
        body,
        what: path,
        deadline: context.begin(undefined),
        repeatable: true,
      }),
  };
};
