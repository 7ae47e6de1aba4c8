import type { FeedName } from '@/lib/floor/kinds';
import type { FeedPulse } from '@/lib/protocol/messages';
import type { SliceTables } from './slice-tables';

/** How one source stood on the floor at some time, and when each of its feeds had answered then. */
export interface SourcePicture {
  readonly tables: SliceTables;
  readonly feeds: Partial<Record<FeedName, FeedPulse>>;
}
