// For users.

export type { ChainStage } from './client/chain.ts';
export type { AgentOf, DeliverablesClient } from './client/client.ts';
export type { CompletionNoticeInput } from './client/completion-notice.ts';
export { type ClientOptions, createClient } from './client/create-client.ts';
export type { PublishReportOptions, ReportInput } from './client/draft-report.ts';
export type {
  ChannelName,
  ChannelReference,
  ReportName,
  ReportQuery,
  ReportReference,
} from './client/references.ts';
export type { PurgeResult, ReportPurge } from './client/remove-reports.ts';
export type {
  CallbackMetadata,
  ClientSubscription,
  NoticeSubscriptionQuery,
  ReportCallbackQuery,
  ReportListener,
  ReportSubscriptionQuery,
  SubscribeToDeliverables,
} from './client/subscriptions.ts';
export type { WaitForNoticeOptions, WaitForReportOptions } from './client/wait.ts';
export { DeliverablesError, type DeliverablesErrorInit } from './errors/deliverables-error.ts';
export type { ErrorCode } from './errors/error-codes.ts';
export {
  type CreateNoticeOptions,
  createNotice,
  createUnfinishedNotice,
  type UnfinishedNoticeInput,
} from './notice/create-notice.ts';
export { noticeTokenLimit } from './notice/encode-notice.ts';
export type {
  CompleteNotice,
  Complexity,
  Notice,
  NoticeFields,
  NoticeProof,
  NoticeStatus,
  UnfinishedNotice,
  Verdict,
} from './notice/notice.ts';
export { gzip } from './payload/gzip.ts';
export type { ReportContent } from './report/prepare-report.ts';
export type { Report, ReportAddress, ReportHead, ReportReceipt } from './report/report.ts';
export { type DefaultRoster, defaultRoster } from './roster/default-roster.ts';
export { defineRoster } from './roster/define-roster.ts';
export type {
  AgentDefinition,
  AgentDefinitions,
  AgentName,
  Metadata,
  Roster,
  TaskTypeOf,
} from './roster/roster.ts';
export type { StandardSchema } from './schema/standard-schema.ts';
export { suggestToken } from './subject/suggest-token.ts';
export { estimateTokens } from './tokens/estimate-tokens.ts';
export type { CountTokens, TokenCount } from './tokens/token-counter.ts';
export type { CallOptions } from './transport/call-options.ts';

// Types for authors of transports, and of packages beside this one; what they call is in `transport.ts`.

export type { DecodeLimits, PayloadStage } from './payload/payload-stage.ts';
export type { FilterParts, SubjectParts } from './subject/build-subject.ts';
export type { ParsedSubject } from './subject/parse-subject.ts';
export type { Deadline } from './transport/deadline.ts';
export type {
  ConsumerInfo,
  PlacedMessage,
  PurgeQuery,
  StreamAdmin,
  StreamConfig,
  StreamInfo,
  StreamLimits,
  StreamState,
} from './transport/stream-admin.ts';
export type {
  ConsumeOptions,
  Consumption,
  Cursor,
  Delivery,
  GetQuery,
  HeaderEntry,
  MessageHead,
  MessageHeaders,
  OutgoingMessage,
  PublishOptions,
  PublishReceipt,
  ReadQuery,
  StartPosition,
  StoredMessage,
  StreamPosition,
  SubscribeQuery,
  Subscription,
  Transport,
  TransportCapabilities,
} from './transport/transport.ts';
