/** A line of an event stream that every client passes over. */
const comment = new TextEncoder().encode(':\n\n');

/**
 * A response whose stream begins at once, and ends as soon as the signal does. Node sends no headers before there is
 * something to write, and the SDK's handler notices no sooner that a client has gone: until then, that client could not
 * open its stream of notifications again.
 */
export const endWith = (response: Response, signal: AbortSignal): Response => {
  if (response.body === null) return response;
  const isEvents = response.headers.get('content-type') === 'text/event-stream';
  const through = new TransformStream<Uint8Array, Uint8Array>({
    start: (controller) => {
      if (isEvents) controller.enqueue(comment);
    },
  });
  const { status, headers } = response;
  return new Response(response.body.pipeThrough(through, { signal }), { status, headers });
};
