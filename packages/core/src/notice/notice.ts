/** How the work ended. */
export type NoticeStatus = 'complete' | 'blocked' | 'failed';

/** How much work it was, in the guide's words. */
export type Complexity = 'Simple' | 'Medium' | 'Complex';

/** What a critic makes of the work it read. */
export type Verdict = 'approved' | 'approved_with_conditions' | 'rejected';

/** What the author of a notice says beside where the report is. */
export interface NoticeFields {
  /** What was done, in one or two sentences. */
  readonly summary: string;
  readonly complexity?: Complexity | undefined;
  readonly files_modified?: number | undefined;
  readonly ready_for_next_stage?: boolean | undefined;
  readonly verdict?: Verdict | undefined;
  /** What must happen first, where the verdict is `approved_with_conditions`. */
  readonly conditions?: readonly string[] | undefined;
  /** What stands in the way, where the status is `blocked`. */
  readonly blockers?: readonly string[] | undefined;
  readonly next_agent?: string | undefined;
  readonly metadata?: Readonly<Record<string, unknown>> | undefined;
}

interface NoticeSubject {
  readonly agent: string;
  readonly task_type: string;
  readonly feature: string;
}

/** Where the report is and what it is, as a receipt proved it. */
export interface NoticeProof {
  readonly nats_channel: string;
  readonly sequence: number;
  /** The report's size in tokens. */
  readonly tokens: number;
  /** The first 22 base64url characters of the report's SHA-256. */
  readonly digest: string;
}

/** The work is done and its report is stored. */
export interface CompleteNotice extends NoticeSubject, NoticeFields, NoticeProof {
  readonly status: 'complete';
}

/** The work stopped; there may be a report all the same. */
export interface UnfinishedNotice extends NoticeSubject, NoticeFields, Partial<NoticeProof> {
  readonly status: 'blocked' | 'failed';
}

/** What travels between agents in place of a report: at most 200 tokens as one line of JSON. */
export type Notice = CompleteNotice | UnfinishedNotice;
