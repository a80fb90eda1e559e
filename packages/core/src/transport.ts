// What authors of transports call, and of packages beside this one; the types are in the main entry.

export { encodeBase64url } from './bytes/base64url.ts';
export { equalBytes } from './bytes/equal-bytes.ts';
export { createMessageId } from './bytes/message-id.ts';
export { sha256 } from './bytes/sha256.ts';
export { decodeUtf8, encodeUtf8 } from './bytes/utf8.ts';
export { checkArgument, checkWholeNumber } from './errors/check-argument.ts';
export { fail } from './errors/fail.ts';
export {
  noticeStreamName,
  reportStreamNames,
  requireAgent,
  requireTaskType,
  streamName,
  streamsOf,
} from './roster/roster-streams.ts';
export {
  buildNoticeFilter,
  buildNoticeSubject,
  buildReportFilter,
  buildReportSubject,
} from './subject/build-subject.ts';
export { checkToken } from './subject/check-token.ts';
export { checkFilter, checkSubject, filtersOverlap, matchesFilter } from './subject/filter.ts';
export { parseSubject } from './subject/parse-subject.ts';
export { countLinear } from './tokens/count-linear.ts';
export { checkMessage, checkPublish, messageSize } from './transport/check-message.ts';
export { checkPlaced } from './transport/check-placed.ts';
export {
  checkChanges,
  checkConsume,
  checkGetQuery,
  checkMilliseconds,
  checkPurge,
  checkReadQuery,
  checkSequence,
  checkSubscribe,
} from './transport/check-query.ts';
export { checkStreamConfig } from './transport/check-stream-config.ts';
export { abortedError, startDeadline, timeoutError } from './transport/deadline.ts';
