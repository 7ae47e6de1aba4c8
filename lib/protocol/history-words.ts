/** The closed word lists of history, free of zod so that a browser can have them. */
export const historySteps = ['minute', 'quarter', 'hour', 'day'] as const;
export type HistoryStep = (typeof historySteps)[number];

/** Figures of one queue or many over one interval; null = not known. */
export const historyFigures = [
  'offered',
  'answered',
  'answeredInTime',
  'abandoned',
  'shortAbandoned',
  'abandonedInTime',
  'overflowed',
  'serviceLevel',
  'abandonRate',
  'asaMs',
  'ahtMs',
  'waiting',
  'waitingMax',
  'longestWaitMs',
  'agentsServing',
  'agentsFree',
  'agentsBusy',
  'agentsWrapUp',
  'agentsNotReady',
  'agentsPaused',
  'knownQueues',
  'knownMs',
] as const;
export type HistoryFigure = (typeof historyFigures)[number];

/** Most points of one series. */
export const mostPoints = 1000;
/** Most weeks back to compare with. */
export const mostWeeksBack = 52;
