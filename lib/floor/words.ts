/** The closed word lists of records, free of zod so that a browser can have them. */
export const channels = ['phone', 'chat', 'email', 'callback'] as const;
export const links = ['up', 'retrying', 'needs-attention', 'paused'] as const;
export const readinesses = ['logged-out', 'ready', 'paused', 'not-ready', 'unknown'] as const;
export const agentStates = [
  'logged-out',
  'ready',
  'ringing',
  'busy',
  'wrap-up',
  'paused',
  'not-ready',
  'unknown',
] as const;
export const contactStates = ['waiting', 'ringing', 'talking', 'wrap-up'] as const;
export const intentStatuses = [
  'requested',
  'accepted',
  'confirmed',
  'done',
  'failed',
  'unconfirmed',
  'drifted',
  'withdrawn',
] as const;
