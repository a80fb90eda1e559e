/** Summaries as agents write them, with the words of the trade. */
const summaries = [
  'Researched customer search: the repository already has a trigram index on customers.name, so a single GET /customers/search endpoint with cursor pagination is enough. Two open questions remain about tenant isolation and rate limits.',
  'Implemented the search endpoint with cursor pagination, input validation and tenant isolation. Added 14 unit tests and 3 integration tests; all pass. The migration adds one concurrent index and is reversible.',
  'Rejected: three claims about the database schema do not hold. The customers table has no deleted_at column, the index named in the report does not exist, and the quoted latency was measured on an empty table.',
  'The frontend now debounces the query by 250 ms, shows skeleton rows while loading and keeps keyboard focus in the results list. Accessibility audit found no violations; bundle grew by 4.2 KB.',
  'Quality assurance finished: 42 scenarios executed, 40 passed, 2 failed because the sandbox returned stale inventory. Both failures are reproducible and documented with request identifiers.',
  'Analysed conversion over 90 days: the new checkout raises completion by 3.1 percentage points (95% interval 1.8 to 4.4). Mobile users benefit most; no significant change for returning customers.',
  'Authentication moves from session cookies to short-lived JWTs with rotating refresh tokens. Revocation is handled by a Redis denylist with a TTL equal to the token lifetime.',
  'Kubernetes manifests were split into base and overlays; readiness probes now check the database connection, and the rollout strategy guarantees zero unavailable replicas.',
  'Benchmarked serialization: Protobuf is 2.3x faster than JSON for payloads above 10 KB, but the difference vanishes below 1 KB. Recommend keeping JSON at the public boundary.',
  'Blocked by missing credentials for the staging warehouse. The ETL pipeline compiles and its unit tests pass, but end-to-end verification needs read access to the orders dataset.',
  'Refactored the billing module into three bounded contexts, removed 1,200 lines of duplicated validation logic and replaced the homegrown scheduler with a durable queue.',
  'The GraphQL gateway resolves N+1 queries through a dataloader; p95 latency dropped from 840 ms to 210 ms under 500 concurrent users. Memory consumption is unchanged.',
  'Designed an idempotent webhook consumer: signatures are verified with HMAC-SHA256, duplicates are filtered by event identifier, and poison messages go to a dead-letter queue after five attempts.',
  'Static analysis reported 17 findings: 2 critical (SQL injection in legacy reports, hard-coded secret), 6 medium and 9 informational. Patches for both critical findings are attached.',
  'Evaluated vector databases for semantic retrieval. pgvector satisfies the latency budget up to 5 million embeddings; beyond that a dedicated HNSW cluster is advisable.',
  'Localization: extracted 312 strings, introduced ICU message formatting and right-to-left layout support for Arabic and Hebrew. Pseudo-localization reveals four truncated buttons.',
];

const authors = [
  ['cynthia', 'research'],
  ['sylvia', 'critique'],
  ['roy', 'backend'],
  ['jen', 'frontend'],
  ['billy', 'qa'],
  ['priya', 'statistics'],
] as const;
const features = [
  'customer-search',
  'REQ-STRATEGIC-AUTO-1767084329266',
  'checkout-conversion',
  'jwt-refresh-rotation',
  'billing-refactoring',
  'inventory-sync-v2',
];
const digests = ['k3Jx0c1Yw8mUqA7dZtP2fg', 'Zb9-QeR_4sWxYv0LhTnGpA', '0aVxKqMZ7JtYfHcW3uEoRw'];

/** Minified notices for every author, feature, digest and summary in turn: 576 lines of JSON. */
export const englishNotices: readonly string[] = authors.flatMap(([agent, type]) =>
  features.flatMap((feature, place) =>
    summaries.map((summary, index) =>
      JSON.stringify({
        status: 'complete',
        agent,
        task_type: type,
        feature,
        nats_channel: `agog.deliverables.${agent}.${type}.${feature}`,
        sequence: index * 317 + place,
        summary,
        complexity: 'Medium',
        files_modified: index,
        ready_for_next_stage: true,
        tokens: 8051 + index * 97,
        digest: digests[index % digests.length],
        ...(index % 3 === 0 && { verdict: 'approved_with_conditions' }),
        ...(index % 5 === 0 && { next_agent: 'roy' }),
      }),
    ),
  ),
);
