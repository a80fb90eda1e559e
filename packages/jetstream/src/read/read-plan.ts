import type { WireStreamInfo } from '../api/stream-info.ts';
import type { Waits } from './waits.ts';

/** What a read covers, fixed when it begins. */
export interface ReadPlan {
  readonly stream: string;
  readonly filters: readonly string[];
  readonly from: number;
  /** Not behind the stream's last sequence. */
  readonly to: number;
  /** The stream when the read began. */
  readonly info: WireStreamInfo;
  readonly waits: Waits;
}
