/** The kinds of record a floor holds, in the order in which they are sent: parents before children. */
export const floorKinds = [
  'sources',
  'queues',
  'agents',
  'memberships',
  'contacts',
  'groups',
  'groupQueues',
  'intents',
] as const;
export type FloorKind = (typeof floorKinds)[number];

/** Kinds a source's feeds may answer; `sources` and `intents` are Callboard's own. */
export const sliceKinds = ['queues', 'agents', 'memberships', 'contacts', 'groups', 'groupQueues'] as const;
export type SliceKind = (typeof sliceKinds)[number];

/** What a source declares to be asked for: the moving picture, the day's counts, the slow names. */
export const polledFeedNames = ['live', 'today', 'names'] as const;
export type PolledFeedName = (typeof polledFeedNames)[number];

/** Those, and whether a vendor that calls us is set up to do so. */
export const feedNames = [...polledFeedNames, 'hooks'] as const;
export type FeedName = (typeof feedNames)[number];
