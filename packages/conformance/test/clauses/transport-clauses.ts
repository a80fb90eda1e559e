import type { Clauses } from './clauses.ts';

/** Transports, their capabilities and their calls. */
export const transportClauses: Clauses = {
  module: {
    'The seam.': 'Names the file.',
    'An adapter moves `{ subject, headers, body }` in and out of named streams and knows nothing of reports: digests, notices, encodings and rosters are all above it.':
      ['publish.same-everywhere'],
    'Factories return these interfaces.': ['lifecycle.describes-itself'],
    'What every adapter must do, sentence by sentence, is written as data in `@agog/deliverables-conformance`.':
      'This is it.',
  },
  CallOptions: { 'On every call that waits.': ['call.aborted-before', 'call.timeout-ample'] },
  'CallOptions.signal': {
    'Ends the wait with an `aborted` error.': [
      'call.aborted-before',
      'call.abort-in-flight',
      'read.abort',
    ],
  },
  'CallOptions.timeout': {
    'Ends the wait with a `timeout` error.': ['call.timeout-then-retry'],
    "In milliseconds; the default is the transport's own, 5,000 where it says nothing.": [
      'call.timeout-ample',
    ],
    'The way of a write that timed out is unknown: repeat it with the same message id.': [
      'call.timeout-then-retry',
      'call.abort-in-flight',
    ],
  },
  TransportCapabilities: { 'What an adapter can do, as data.': ['lifecycle.describes-itself'] },
  'TransportCapabilities.persistent': {
    'What was stored is there after everything was closed and opened again.': [
      'persistent.messages',
      'persistent.sequences',
      'persistent.message-ids',
      'persistent.durable-names',
      'persistent.work-queues',
      'persistent.cursors',
      'lifecycle.close-keeps-what-was-acknowledged',
    ],
  },
  'TransportCapabilities.shared': {
    'Other processes can open the same store at the same time.': [
      'shared.publishes',
      'shared.subscribes',
      'shared.message-ids',
      'shared.one-wins',
      'shared.consumes',
      'shared.admin',
      'shared.close-is-its-own',
    ],
  },
  'TransportCapabilities.workQueues': {
    "Streams with `retention: 'workqueue'`.": [
      'work-queue.acknowledged-is-removed',
      'work-queue.kept-until-acknowledged',
      'work-queue.workers-share',
    ],
  },
  'TransportCapabilities.skipsSequences': {
    '`admin.place` may pass over sequences, which then stay empty.': ['place.passes-over'],
  },
  Transport: { 'An open way to streams.': ['lifecycle.describes-itself'] },
  'Transport.specificationVersion': { '': ['lifecycle.describes-itself'] },
  'Transport.name': {
    'For messages to people: `memory`, `sqlite`, …': ['lifecycle.describes-itself'],
  },
  'Transport.capabilities': { '': ['lifecycle.describes-itself'] },
  'Transport.publish': {
    'Stores a message; resolves once it is stored as durably as the store can.': [
      'publish.acknowledged-is-stored',
      'publish.concurrent',
      'shared.publishes',
      'lifecycle.close-keeps-what-was-acknowledged',
    ],
    'Which stream follows from the subject.': [
      'publish.stream-follows-subject',
      'refusal.no-stream',
    ],
  },
  'Transport.get': {
    'One message, or `null` when there is none.': [
      'get.newest-on-subject',
      'get.by-sequence',
      'get.absent',
    ],
  },
  'Transport.read': {
    'Many messages, bodies included.': ['read.all', 'read.many', 'read.early-break', 'read.abort'],
  },
  'Transport.readHeads': {
    'As {@link Transport.read}, without fetching any body.': [
      'heads.all-but-the-body',
      'read.filters',
      'read.range',
      'read.early-break',
      'read.abort',
    ],
  },
  'Transport.subscribe': {
    'Resolves once the start is fixed: whatever is stored from then on is handed out.': [
      'subscribe.nothing-missed',
      'subscribe.from-new',
    ],
    '`signal` then ends the subscription.': ['subscribe.abort-ends'],
  },
  'Transport.consume': {
    'Resolves once the name is known to the stream.': ['consume.name-is-known-at-once'],
  },
  'Transport.admin': {
    'What manages the streams, or `null` for a connection that may not.': [
      'admin.create',
      'shared.admin',
    ],
  },
  'Transport.close': {
    'Ends every subscription and consumption, and releases what this transport opened.': [
      'lifecycle.close-ends-subscriptions',
      'lifecycle.close-meets-opening',
      'lifecycle.close-twice',
      'shared.close-is-its-own',
    ],
    'Every later call fails with `closed`.': ['lifecycle.closed-calls'],
  },
};
