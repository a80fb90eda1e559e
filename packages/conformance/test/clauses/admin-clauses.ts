import type { Clauses } from './clauses.ts';

/** Streams and what manages them. */
export const adminClauses: Clauses = {
  StreamLimits: {
    'How much a stream keeps.': ['limit.messages', 'limit.bytes'],
    '`null` means without limit.': ['limit.none', 'admin.create-unlimited'],
  },
  'StreamLimits.maxMessages': { '': ['limit.messages', 'limit.discard-new-messages'] },
  'StreamLimits.maxBytes': {
    'Counts subjects, headers and bodies.': [
      'limit.bytes',
      'limit.bytes-evict-many',
      'limit.bytes-counted',
    ],
    'A larger message is refused with `message_too_large`.': ['refusal.larger-than-stream'],
  },
  'StreamLimits.maxAge': {
    'In milliseconds.': ['limit.age'],
    'A message goes soon after, never before, and does not come back.': [
      'limit.age',
      'limit.age-is-final',
    ],
    'A server may round it up to 100.': 'Permits something; no test goes below.',
  },
  'StreamLimits.maxMessageSize': {
    'Headers and body of one message, in bytes.': ['refusal.message-size', 'refusal.headers-count'],
  },
  'StreamLimits.duplicateWindow': {
    'How long a message id is remembered, in milliseconds; not longer than `maxAge`.': [
      'message-id.window-ends',
      'admin.create-refusals',
    ],
    'A server may round it up to 100.': 'Permits something; no test goes below.',
  },
  StreamConfig: { 'A stream as data.': ['admin.create', 'admin.create-refusals'] },
  'StreamConfig.name': { '': ['admin.create', 'admin.create-refusals'] },
  'StreamConfig.subjects': {
    'The subjects it takes; filters allowed.': ['admin.create', 'admin.update-subjects'],
    'No two streams may overlap.': ['admin.create-conflicts', 'admin.update-refusals'],
  },
  'StreamConfig.retention': {
    '`limits` keeps messages until a limit evicts them; `workqueue` until one consumer has acknowledged them.':
      [
        'limit.none',
        'limit.messages',
        'work-queue.acknowledged-is-removed',
        'work-queue.kept-until-acknowledged',
      ],
  },
  'StreamConfig.discard': {
    'At a limit: evict the oldest, or refuse the newest with `stream_full`.': [
      'limit.messages',
      'limit.discard-new-messages',
      'limit.discard-new-bytes',
      'limit.discard-new-makes-room',
    ],
  },
  'StreamConfig.description': {
    'What the stream is for, in a sentence; may be empty.': ['admin.create', 'admin.update'],
  },
  StreamInfo: { 'A stream and what is in it.': ['admin.create', 'admin.list'] },
  'StreamInfo.config': { '': ['admin.create'] },
  'StreamInfo.created': { '': ['admin.create', 'admin.create-anew'] },
  'StreamInfo.state': { '': ['admin.state'] },
  'StreamInfo.foreignSettings': {
    "Settings by the store's own names that no stream created here has, such as `{ storage: 'memory' }`.":
      ['admin.create'],
    'Left out where there are none.': ['admin.create'],
  },
  StreamState: {
    'Figures of a stream.': ['admin.state'],
    'An empty stream has `firstSequence === lastSequence + 1`.': [
      'admin.create',
      'admin.state',
      'limit.age',
    ],
  },
  'StreamState.messages': { '': ['admin.state'] },
  'StreamState.bytes': { '': ['admin.state', 'limit.bytes-counted'] },
  'StreamState.firstSequence': { '': ['admin.state', 'limit.messages'] },
  'StreamState.lastSequence': {
    'The highest sequence ever given, or passed over by a purge; 0 before the first message.': [
      'admin.state',
      'admin.purge-beyond-the-end',
      'sequence.never-reused',
    ],
  },
  'StreamState.firstTime': { '': ['admin.state'] },
  'StreamState.lastTime': { '': ['admin.state', 'publish.time'] },
  'StreamState.consumers': {
    'How many durable names consume it.': ['admin.consumers', 'subscribe.leaves-nothing-behind'],
  },
  ConsumerInfo: { 'A durable name on a stream.': ['admin.consumers'] },
  'ConsumerInfo.stream': { '': ['admin.consumers'] },
  'ConsumerInfo.name': { '': ['admin.consumers'] },
  'ConsumerInfo.filters': { '': ['admin.consumers'] },
  'ConsumerInfo.unsettled': { 'Delivered and not yet settled.': ['admin.consumer-figures'] },
  'ConsumerInfo.pending': { 'Matching messages not yet delivered.': ['admin.consumer-figures'] },
  PurgeQuery: {
    'Which messages to remove; the conditions given must all hold, and none given means every message.':
      ['admin.purge-all', 'admin.purge-filter', 'admin.purge-before', 'admin.purge-keep'],
  },
  'PurgeQuery.filter': { 'A subject or filter.': ['admin.purge-filter', 'admin.purge-refusals'] },
  'PurgeQuery.beforeSequence': {
    'Only messages before this sequence.': ['admin.purge-before'],
    "Beyond the stream's end these are all, and the next message may get this sequence.": [
      'admin.purge-beyond-the-end',
    ],
    'Not together with `keep`.': ['admin.purge-refusals'],
  },
  'PurgeQuery.keep': {
    'Keep this many of the newest matching messages.': ['admin.purge-keep'],
    'Not together with `beforeSequence`.': ['admin.purge-refusals'],
  },
  StreamAdmin: {
    'Manages the streams of a store.': ['admin.create', 'shared.admin'],
    'Every call but `list`, `info`, `find`, `create` and `deleteStream` fails with `stream_not_found` for a missing stream.':
      [
        'admin.subjects',
        'admin.update-refusals',
        'admin.purge-refusals',
        'admin.delete-message',
        'admin.consumers',
        'admin.delete-consumer',
        'place.refusals',
      ],
  },
  'StreamAdmin.list': { '': ['admin.list'] },
  'StreamAdmin.info': {
    '`null` when there is no such stream.': ['admin.list', 'admin.delete-stream'],
  },
  'StreamAdmin.find': {
    'The names of the streams that take any subject matched by the filter, sorted.': ['admin.find'],
  },
  'StreamAdmin.subjects': {
    'How many messages each subject holds, for the subjects matched by the filter (default all).': [
      'admin.subjects',
    ],
  },
  'StreamAdmin.create': {
    'Idempotent for an equal config; `stream_conflict` where name or subjects are taken otherwise.':
      ['admin.create-idempotent', 'admin.create-conflicts', 'admin.create-anew'],
  },
  'StreamAdmin.update': {
    'Changes limits, subjects or description; evicts at once what the new limits do not keep.': [
      'admin.update',
      'admin.update-evicts',
      'admin.update-holds-for-publishes',
      'admin.update-subjects',
      'admin.update-refusals',
    ],
    'Any other change is `invalid_argument`.': ['admin.update-what-cannot-change'],
  },
  'StreamAdmin.purge': {
    'Answers how many messages it removed.': ['admin.purge-all', 'admin.purge-filter'],
    'Sequences are never given again.': ['sequence.never-reused'],
  },
  'StreamAdmin.deleteMessage': {
    'False when there was no such message.': ['admin.delete-message'],
  },
  PlacedMessage: {
    'A copy of a message, with the sequence that it has in another store.': ['place.as-it-is'],
  },
  'PlacedMessage.sequence': { '': ['place.as-it-is'] },
  'PlacedMessage.subject': { '': ['place.as-it-is'] },
  'PlacedMessage.headers': { '': ['place.as-it-is'] },
  'PlacedMessage.body': {
    'The caller leaves it as it is until the call is answered.': 'Asks something of the caller.',
  },
  'StreamAdmin.place': {
    'Stores a copy under its sequence, with its headers as they are: with a message id or without, and also with one that was stored before.':
      ['place.as-it-is', 'place.equal-ids'],
    "The sequence has to be the stream's next, or a later one where the capabilities say so; else it is `sequence_conflict`, whose details tell the stream's last one as `actual`.":
      ['place.refusals', 'place.passes-over', 'place.next-only'],
    'Copies placed without waiting are stored in the order of the calls.': ['place.in-order'],
    'Sent once: a `timeout` or `store_unavailable` leaves open whether it is stored.':
      'What is lost on the way depends on the way; the tests of the transport over NATS lose it.',
  },
  'StreamAdmin.deleteStream': { 'False when there was no such stream.': ['admin.delete-stream'] },
  'StreamAdmin.consumers': { '': ['admin.consumers'] },
  'StreamAdmin.deleteConsumer': {
    'False when there was no such consumer.': ['admin.delete-consumer'],
  },
};
