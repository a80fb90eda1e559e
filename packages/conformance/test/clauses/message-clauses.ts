import type { Clauses } from './clauses.ts';

/** Messages, and how they are stored. */
export const messageClauses: Clauses = {
  HeaderEntry: {
    'One header: a name of visible ASCII without colon, and a value of visible ASCII and inner spaces, or an empty one.':
      ['refusal.header', 'headers.values'],
    'Equal names keep their order among themselves.': ['headers.repeated'],
  },
  MessageHeaders: {
    'The headers of a stored message: names are case-sensitive, `get` answers the first of equal names.':
      ['headers.case-sensitive', 'headers.repeated', 'headers.kept-in-order'],
    'A `Map` is one.': 'A remark on the type.',
  },
  'MessageHeaders.get': { '': ['headers.case-sensitive', 'headers.repeated'] },
  OutgoingMessage: { 'A message on its way in.': 'Names the type.' },
  'OutgoingMessage.subject': { '': ['refusal.subject', 'refusal.no-stream'] },
  'OutgoingMessage.headers': {
    '': ['headers.kept-in-order', 'headers.nothing-added', 'headers.values'],
  },
  'OutgoingMessage.body': {
    'Copied when `publish` is called: the caller may change it at once.': [
      'publish.outgoing-body-is-copied',
      'publish.part-of-a-buffer',
    ],
  },
  PublishOptions: { 'How to store a message.': ['refusal.options'] },
  'PublishOptions.messageId': {
    "Names this publish in its stream: a second publish with the same id within the stream's duplicate window stores nothing and answers the first one's receipt.":
      [
        'message-id.second-is-duplicate',
        'message-id.window-ends',
        'message-id.per-stream',
        'message-id.concurrent-retries',
      ],
    'Used again for another subject or body, or after its message was removed, an id is `message_id_conflict`.':
      [
        'message-id.other-body-conflicts',
        'message-id.other-subject-conflicts',
        'message-id.deleted-conflicts',
        'message-id.purged-conflicts',
        'message-id.evicted-conflicts',
      ],
    'Stored as the header `Nats-Msg-Id`.': ['headers.message-id', 'headers.nothing-added'],
  },
  'PublishOptions.expectedSubjectSequence': {
    'Refuse with `sequence_conflict` unless the newest message on the subject has this sequence; 0 means that there is none.':
      [
        'sequence.expected-none',
        'sequence.expected-right',
        'sequence.expected-wrong',
        'sequence.expected-per-subject',
        'sequence.expected-after-delete',
        'sequence.one-wins',
        'shared.one-wins',
      ],
    "The error's details tell `expected` and `actual`.": [
      'sequence.expected-none',
      'sequence.expected-wrong',
    ],
    'A retry of a publish that did arrive is answered with its receipt: it is no conflict with itself.':
      ['message-id.retry-with-expectation'],
  },
  PublishReceipt: {
    'Proof that a message is stored.': ['publish.acknowledged-is-stored', 'publish.receipt'],
  },
  'PublishReceipt.stream': { '': ['publish.receipt', 'publish.stream-follows-subject'] },
  'PublishReceipt.sequence': {
    "The message's place in its stream, from 1, never given twice.": [
      'sequence.counts-up',
      'sequence.never-reused',
      'publish.concurrent',
      'persistent.sequences',
    ],
  },
  'PublishReceipt.duplicate': {
    "True when this message id was stored before, with this subject and these bytes; the receipt is then the first one's.":
      [
        'message-id.second-is-duplicate',
        'message-id.other-body-conflicts',
        'message-id.other-subject-conflicts',
        'message-id.deleted-conflicts',
        'persistent.message-ids',
      ],
  },
  MessageHead: { 'A stored message without its body.': ['heads.all-but-the-body'] },
  'MessageHead.stream': { '': ['publish.same-everywhere'] },
  'MessageHead.subject': { '': ['publish.same-everywhere'] },
  'MessageHead.sequence': { '': ['publish.same-everywhere'] },
  'MessageHead.time': {
    "When the stream stored it, by the stream's clock.": [
      'publish.time',
      'publish.same-everywhere',
    ],
  },
  'MessageHead.headers': { '': ['publish.same-everywhere', 'headers.kept-in-order'] },
  'MessageHead.size': {
    'Bytes in the body.': ['heads.all-but-the-body', 'publish.bodies-are-byte-exact'],
  },
  StoredMessage: {
    'A stored message.': ['publish.acknowledged-is-stored'],
    'The body belongs to the receiver, who may change it.': [
      'get.body-belongs-to-receiver',
      'subscribe.body-belongs-to-receiver',
      'settle.body-belongs-to-receiver',
    ],
  },
  'StoredMessage.body': { '': ['publish.bodies-are-byte-exact', 'publish.megabyte'] },
  GetQuery: {
    'One message: the newest on a subject, or the one with a sequence.': [
      'get.newest-on-subject',
      'get.by-sequence',
      'get.after-delete',
      'get.illegal-query',
    ],
  },
  'GetQuery.stream': { '': ['get.missing-stream'] },
  'GetQuery.subject': { '': ['get.newest-on-subject', 'get.illegal-query'] },
  'GetQuery.minimumSequence': {
    'Answer as the store was at this sequence or later: a replica that lags is not asked.': [
      'get.minimum-sequence',
    ],
    'If that message was removed since, what is left is answered.': [
      'get.minimum-sequence-removed',
    ],
  },
  ReadQuery: {
    'Many messages of one stream, as they are when the read begins, in the order of their sequences.':
      ['read.all', 'read.snapshot', 'read.many', 'read.gaps', 'read.empty', 'read.several-at-once'],
    'What is removed while the read goes on may be missing.': ['read.removed-meanwhile'],
  },
  'ReadQuery.stream': { '': ['read.refusals'] },
  'ReadQuery.filters': {
    'Subjects, or filters with `*` and `>`; a message matches when any does.': [
      'read.filters',
      'read.overlapping-filters',
      'read.last-filters',
      'read.refusals',
    ],
    'Default: all.': ['read.all'],
  },
  'ReadQuery.select': {
    'Every message of the range, or only the newest of each subject within it.': [
      'read.all',
      'read.last',
      'read.last-range',
    ],
  },
  'ReadQuery.fromSequence': {
    'The first sequence wanted.': ['read.range', 'read.last-range'],
    'Default 1.': ['read.all'],
  },
  'ReadQuery.toSequence': {
    'The last sequence wanted.': ['read.range', 'read.last-range'],
    "Default: the stream's last when the read begins.": ['read.snapshot'],
  },
};
