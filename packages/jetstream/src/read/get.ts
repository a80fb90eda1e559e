import type { CallOptions, GetQuery, StoredMessage } from '@agog/deliverables-core';
import { checkGetQuery, encodeUtf8 } from '@agog/deliverables-core/transport';
import { attemptTimeout, persist } from '../api/api.ts';
import { checkStreamName } from '../api/stream-info.ts';
import type { Deadline } from '../connection/deadline.ts';
import { featuresOf } from '../connection/features.ts';
import type { Context } from '../context.ts';
import { fromDirectGet } from '../message/stored-message.ts';
import { askLeader, askNewest } from './leader.ts';

const noBody = new Uint8Array();

/** One message: from whichever server has it nearest, and from the stream's leader where that one may lag behind. */
export const get = async (
  context: Context,
  query: GetQuery,
  options: CallOptions | undefined,
): Promise<StoredMessage | null> => {
  checkGetQuery(query);
  const deadline = context.begin(options);
  const { api, known } = context;
  const { stream } = query;
  checkStreamName(stream);
  if (!api.link.isUp) await api.link.online(deadline);
  if (!('subject' in query)) {
    const { sequence } = query;
    const found = await getDirectly(context, stream, '', { seq: sequence }, deadline);
    // A replica that lags knows nothing of it yet.
    return found ?? (await askLeader(api, stream, { seq: sequence }, deadline));
  }

  const { subject, minimumSequence = 0 } = query;
  const own = known.subject(subject);
  const least = Math.max(minimumSequence, own?.stream === stream ? own.lastSequence : 0);
  const found = await getDirectly(context, stream, `.${subject}`, undefined, deadline);
  if (found && found.sequence >= least) return found;
  if (found === null && least === 0) return null;
  const newest = await askNewest(api, stream, subject, deadline);
  // What this transport knew of was removed, then: the next one need not ask the leader for it.
  known.rememberSubject(subject, { stream, lastSequence: newest?.sequence ?? 0 });
  return newest;
};

/** `undefined` where nobody answers: the stream is not there, or lets only its leader read. */
const getDirectly = async (
  { api }: Context,
  stream: string,
  suffix: string,
  body: unknown,
  deadline: Deadline,
): Promise<StoredMessage | null | undefined> => {
  const { link } = api;
  if (!featuresOf(link.info).answersAbsence) return undefined;
  const path = api.subject(`DIRECT.GET.${stream}${suffix}`);
  const payload = body === undefined ? noBody : encodeUtf8(JSON.stringify(body));
  const what = `Reading from the stream ${stream}`;
  const answer = await persist(link, { what, deadline, repeatable: true }, (attempt) =>
    // A large message over a slow line needs longer than the first attempt gives it.
    link.request(path, payload, {
      deadline,
      attempt: attemptTimeout * 2 ** attempt,
      provesSilence: true,
    }),
  );
  if (answer === 'no-responders') return undefined;
  return answer.headers?.get('Nats-Sequence') ? fromDirectGet(answer) : null;
};
