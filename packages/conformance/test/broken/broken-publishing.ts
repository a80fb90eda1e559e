import { DeliverablesError, type PublishReceipt, type StreamAdmin } from '@agog/deliverables-core';
import { adminOf, type BrokenTransport, changed } from './broken-transport.ts';

/** Faults on the way in. */
export const brokenPublishing: readonly BrokenTransport[] = [
  {
    name: 'adds a header to copies',
    breaks: { 'place.as-it-is': /The headers should be/ },
    breakIt: (transport) => {
      const admin = adminOf(transport);
      const place: StreamAdmin['place'] = (stream, message, options) => {
        const headers = [...message.headers, ['X-Placed', 'yes'] as const];
        return admin.place(stream, { ...message, headers }, options);
      };
      return changed(transport, { admin: changed(admin, { place }) });
    },
  },
  {
    name: 'takes a copy for any publish',
    breaks: {
      'place.equal-ids': /message_id_conflict|third copy should be/,
      'place.refusals': /should fail with sequence_conflict/,
      'place.passes-over': /first sequence should be 7, but is 1/,
    },
    breakIt: (transport) => {
      const place: StreamAdmin['place'] = async (_stream, message, options) => {
        const [, messageId = `${message.sequence}`] =
          message.headers.find(([name]) => name === 'Nats-Msg-Id') ?? [];
        await transport.publish(message, { ...options, messageId });
      };
      return changed(transport, { admin: changed(adminOf(transport), { place }) });
    },
  },
  {
    name: 'acknowledges before it has stored',
    breaks: { 'publish.acknowledged-is-stored': /newest by subject should be there, but null/ },
    breakIt: (transport) =>
      changed(transport, {
        async publish(message, options) {
          const [stream = ''] = await adminOf(transport).find(message.subject);
          const info = await adminOf(transport).info(stream);
          setTimeout(() => transport.publish(message, options).catch(() => undefined), 20);
          return { stream, sequence: (info?.state.lastSequence ?? 0) + 1, duplicate: false };
        },
      }),
  },
  {
    name: 'forgets the message ids',
    breaks: {
      'message-id.second-is-duplicate': /should be \[false,true\], but is \[false,false\]/,
      'message-id.other-body-conflicts': /should fail with message_id_conflict, but answered/,
      'message-id.concurrent-retries': /different sequences should be 1, but is 10/,
    },
    breakIt: (transport) => {
      let count = 0;
      return changed(transport, {
        publish(message, options) {
          count += 1;
          return transport.publish(message, {
            ...options,
            messageId: `${options.messageId}-${count}`,
          });
        },
      });
    },
  },
  {
    name: 'remembers the message ids for ever',
    breaks: { 'message-id.window-ends': /in vain until the id was forgotten/ },
    breakIt: (transport) => {
      const receipts = new Map<string, PublishReceipt>();
      return changed(transport, {
        async publish(message, options) {
          const earlier = receipts.get(options.messageId);
          if (earlier) return { ...earlier, duplicate: true };
          const receipt = await transport.publish(message, options);
          receipts.set(options.messageId, receipt);
          return receipt;
        },
      });
    },
  },
  {
    name: 'calls a duplicate what is not there',
    breaks: {
      'message-id.deleted-conflicts': /message_id_conflict, but answered .*"duplicate":true/,
      'message-id.evicted-conflicts': /message_id_conflict, but answered .*"duplicate":true/,
      'message-id.other-subject-conflicts': /message_id_conflict, but answered .*"duplicate":true/,
    },
    breakIt: (transport) =>
      changed(transport, {
        publish: (message, options) =>
          transport.publish(message, options).catch((error: unknown) => {
            const { code, details } = DeliverablesError.from(error);
            if (code !== 'message_id_conflict') throw error;
            return { stream: String(details.stream), sequence: 1, duplicate: true };
          }),
      }),
  },
  {
    name: 'accepts conflicting sequences',
    breaks: {
      'sequence.expected-none': /should fail with sequence_conflict, but answered/,
      'sequence.expected-wrong': /should fail with sequence_conflict, but answered/,
      'sequence.one-wins': /The answers should be/,
    },
    breakIt: (transport) =>
      changed(transport, {
        publish: (message, { messageId }) => transport.publish(message, { messageId }),
      }),
  },
  {
    name: 'compares the expected sequence with the whole stream',
    breaks: {
      'sequence.expected-per-subject':
        /^sequence\.expected-per-subject: sequence_conflict: The stream/,
    },
    breakIt: (transport) =>
      changed(transport, {
        async publish(message, { expectedSubjectSequence, ...options }) {
          const [stream = ''] = await adminOf(transport).find(message.subject);
          const last = (await adminOf(transport).info(stream))?.state.lastSequence;
          if (expectedSubjectSequence !== undefined && expectedSubjectSequence !== last) {
            const text = `The stream is at ${last}.`;
            throw new DeliverablesError({ code: 'sequence_conflict', message: text });
          }
          return transport.publish(message, options);
        },
      }),
  },
  {
    name: 'keeps the body it was given, and copies it later',
    breaks: { 'publish.outgoing-body-is-copied': /changed while the publish was under way/ },
    breakIt: (transport) =>
      changed(transport, {
        async publish(message, options) {
          await Promise.resolve();
          return transport.publish(message, options);
        },
      }),
  },
  {
    name: 'cuts large bodies',
    breaks: {
      'publish.megabyte': /length of the body should be 1000000, but is 65536/,
    },
    breakIt: (transport) =>
      changed(transport, {
        publish: (message, options) =>
          transport.publish({ ...message, body: message.body.subarray(0, 65_536) }, options),
      }),
  },
  {
    name: 'writes header names in lower case',
    breaks: {
      'headers.case-sensitive': /header NAME should be "upper", but is undefined/,
      'headers.kept-in-order': /The headers should be \[\["Zeta"/,
    },
    breakIt: (transport) =>
      changed(transport, {
        publish(message, options) {
          const headers = message.headers.map(
            ([name, value]) => [name.toLowerCase(), value] as const,
          );
          return transport.publish({ ...message, headers }, options);
        },
      }),
  },
  {
    name: 'makes a legal subject of an illegal one',
    breaks: { 'refusal.subject': /should fail with invalid_subject, but answered/ },
    breakIt: (transport) =>
      changed(transport, {
        publish(message, options) {
          const subject = message.subject.replace(/[^!-~]|[*>]/gu, '_');
          return transport.publish({ ...message, subject }, options);
        },
      }),
  },
  {
    name: 'does what was aborted',
    breaks: { 'call.aborted-before': /publish should fail with aborted, but answered/ },
    breakIt: (transport) =>
      changed(transport, {
        publish: (message, options) =>
          transport.publish(message, { ...options, signal: undefined }),
      }),
  },
];
