import type { Clauses } from './clauses.ts';

/** Subscriptions and consumptions. */
export const subscriptionClauses: Clauses = {
  Cursor: {
    'How far a reader has come in each stream.': [
      'cursor.resumes',
      'cursor.several-streams',
      'persistent.cursors',
    ],
    'A stream that the cursor does not name begins from its start, and so does one created anew.': [
      'cursor.unnamed-stream',
      'cursor.stream-created-anew',
    ],
  },
  StreamPosition: {
    'A place in one stream: everything up to and with `sequence` is behind it.': [
      'cursor.behind-the-last-handed-out',
      'cursor.removed-messages',
    ],
  },
  'StreamPosition.created': {
    'When the stream was created, in ISO 8601: tells a stream from a later one of the same name.': [
      'cursor.behind-the-last-handed-out',
      'cursor.stream-created-anew',
    ],
  },
  'StreamPosition.sequence': { '': ['cursor.behind-the-last-handed-out'] },
  StartPosition: {
    'Where a subscription begins: with what is stored from now on, with the first message there is, with the first one stored at or after a time, with a sequence (itself included, even if it is still to come), or after a cursor.':
      [
        'subscribe.from-new',
        'subscribe.from-start',
        'subscribe.from-sequence',
        'subscribe.from-removed-sequence',
        'subscribe.from-later-sequence',
        'subscribe.waits-for-later-sequence',
        'subscribe.from-time',
        'subscribe.from-time-outside',
        'cursor.resumes',
      ],
  },
  'StartPosition.time': { '': ['subscribe.from-time'] },
  'StartPosition.sequence': { '': ['subscribe.from-sequence'] },
  'StartPosition.cursor': { '': ['cursor.resumes'] },
  SubscribeQuery: { 'What to listen to.': 'Names the type.' },
  'SubscribeQuery.streams': {
    'No work queues: these are `unsupported`, since what is in them belongs to whoever consumes it.':
      ['work-queue.no-subscription', 'subscribe.several-streams', 'subscribe.refusals'],
  },
  'SubscribeQuery.filters': {
    'As in {@link ReadQuery}.': [
      'subscribe.filters',
      'subscribe.overlapping-filters',
      'cursor.filters',
      'subscribe.refusals',
    ],
  },
  'SubscribeQuery.from': { '': ['subscribe.from-new', 'subscribe.from-start'] },
  Subscription: {
    'Messages as they are stored, each once, in order within each stream.': [
      'subscribe.order',
      'subscribe.several-streams',
      'subscribe.overlapping-filters',
      'subscribe.independent',
      'subscribe.is-its-own-iterator',
      'shared.subscribes',
    ],
    'One busy stream does not keep the others waiting.': ['subscribe.busy-stream-silences-none'],
    'A stream deleted meanwhile is waited for; created anew it goes on from its start.': [
      'subscribe.stream-created-anew',
    ],
    'Waits without end; when it is closed or its `signal` aborts it ends with `done`, not with an error.':
      [
        'subscribe.waits',
        'subscribe.removal-does-not-stall',
        'subscribe.close-ends-a-pending-look',
        'subscribe.close-drops-the-rest',
        'subscribe.abort-ends',
        'subscribe.break-closes',
        'subscribe.dispose-closes',
      ],
    'A reader that falls behind loses nothing and holds no more than a few messages in memory.': [
      'subscribe.slow-reader',
    ],
  },
  'Subscription.cursor': {
    'Behind the last message handed out; pass it as `from` to go on later.': [
      'cursor.behind-the-last-handed-out',
      'cursor.before-the-first-message',
      'cursor.resumes',
    ],
    'A snapshot: it does not move, and can still be read after the close.': [
      'cursor.is-a-snapshot',
    ],
  },
  'Subscription.close': {
    '': [
      'subscribe.close-ends-a-pending-look',
      'subscribe.leaves-nothing-behind',
      'subscribe.many-in-turn',
    ],
  },
  ConsumeOptions: {
    'A durable listener, or a worker on a queue.': [
      'consume.from-start',
      'work-queue.workers-share',
    ],
  },
  'ConsumeOptions.stream': { '': ['consume.refusals'] },
  'ConsumeOptions.name': {
    'The name under which the stream remembers what was acknowledged.': [
      'consume.name-resumes',
      'consume.name-outlives-consumption',
      'consume.names-are-independent',
      'consume.refusals',
      'persistent.durable-names',
    ],
    'Consumers of one name share the messages.': ['consume.shared-name', 'shared.consumes'],
    'In a work queue each message is for one name: a second one with overlapping filters is `consumer_conflict`.':
      ['work-queue.overlapping-names-conflict', 'work-queue.name-comes-free'],
  },
  'ConsumeOptions.filters': {
    'As in {@link ReadQuery}.': ['consume.filters'],
    'Fixed when the name is first used: others are then `consumer_conflict`.': [
      'consume.other-filters-conflict',
      'persistent.durable-names',
    ],
  },
  'ConsumeOptions.from': {
    'Where the name begins, when it is first used.': [
      'consume.from-elsewhere',
      'consume.name-resumes',
    ],
    "Default `'start'`; in a work queue anything else is `unsupported`.": [
      'consume.from-start',
      'work-queue.begins-at-its-start',
    ],
  },
  'ConsumeOptions.acknowledgeWithin': {
    'A delivery not settled within this many milliseconds is delivered again.': [
      'settle.late-is-delivered-again',
      'settle.late-goes-to-another',
    ],
    'Default 30,000.': 'No test waits for half a minute.',
    'Give the same wherever a name is used: a store may keep only the last one given.':
      'Asks something of the caller.',
  },
  'ConsumeOptions.signal': { 'Ends the consumption.': ['consume.abort-ends'] },
  Delivery: {
    'One message, at least once, in the hands of one consumer: until it is settled, its time is over or its consumption ends.':
      [
        'consume.shared-name',
        'settle.late-goes-to-another',
        'consume.close-hands-back',
        'consume.waits',
      ],
    'After that `retry` and `extend` change nothing, `acknowledge` still counts, and none of them is an error.':
      [
        'settle.acknowledged-twice',
        'settle.retried-twice',
        'settle.late-retry-disturbs-none',
        'settle.late-acknowledgement-counts',
        'settle.after-the-close',
      ],
  },
  'Delivery.message': { '': ['publish.same-everywhere'] },
  'Delivery.attempts': {
    '1 on the first delivery.': ['consume.from-start', 'settle.late-is-delivered-again'],
  },
  'Delivery.acknowledge': {
    'Done: never delivered to this name again; in a work queue, removed.': [
      'settle.acknowledged-is-done',
      'work-queue.acknowledged-is-removed',
      'work-queue.makes-room',
    ],
    'Resolves once stored.': ['settle.acknowledgement-is-stored', 'persistent.durable-names'],
  },
  'Delivery.retry': {
    'Not done: deliver it again, after `delay` milliseconds (default 0).': [
      'settle.retry-at-once',
      'settle.retry-after-a-delay',
      'settle.retry-goes-to-any',
    ],
  },
  'Delivery.extend': { 'Still at it: start the acknowledgement time anew.': ['settle.extend'] },
  Consumption: {
    'Deliveries as they come.': ['consume.waits', 'settle.removal-does-not-stall'],
    'When it is closed or its `signal` aborts it ends with `done`; what was handed out and not settled is delivered again at once, not after its time.':
      [
        'consume.close-ends-a-pending-look',
        'consume.close-hands-back',
        'consume.abort-ends',
        'consume.break-closes',
        'work-queue.handed-back',
      ],
    'When its stream or its name is deleted it fails with `stream_not_found` or `consumer_not_found`, so that work does not stop unnoticed.':
      ['consume.stream-deleted', 'consume.name-deleted', 'consume.name-made-anew'],
  },
  'Consumption.close': { '': ['consume.close-ends-a-pending-look', 'consume.dispose-closes'] },
};
