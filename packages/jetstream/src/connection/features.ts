import type { NatsServerInfo } from './nats-connection.ts';

/** What the connected server can do beyond the oldest one supported, 2.9. */
export interface ServerFeatures {
  /** Consumers with several filters, and creation that refuses to change what exists: from 2.10. */
  readonly severalFilters: boolean;
  /** Whether a request about a missing stream is answered at once on every subject: from 2.10. Before, some are met by silence. */
  readonly answersAbsence: boolean;
  /** Whether a purge keeps as many messages as it is told where some were removed in between: from 2.10. */
  readonly keepsExactly: boolean;
  /**
   * Whether a purge beyond the end moves a stream on in every respect: from 2.10. Before, the server still compares what a
   * publish expects as the last sequence with the one before the purge.
   */
  readonly movesOnByPurge: boolean;
  /**
   * Whether the newest message on a subject is found after a newer one was deleted: from 2.11. Before, the server may say
   * that there is none.
   */
  readonly findsNewestAfterDelete: boolean;
  /** Many newest messages by one request: from 2.11. */
  readonly batchGet: boolean;
}

/** Reads the features from what a server says of itself. */
export const featuresOf = ({ version, api_lvl: level }: NatsServerInfo): ServerFeatures => {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  const isTenOrLater = Number(major) > 2 || Number(minor) >= 10;
  return {
    severalFilters: isTenOrLater,
    answersAbsence: isTenOrLater,
    findsNewestAfterDelete: (level ?? 0) >= 1,
    keepsExactly: isTenOrLater,
    movesOnByPurge: isTenOrLater,
    batchGet: (level ?? 0) >= 1,
  };
};
