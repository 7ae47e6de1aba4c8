import type { Channel } from '@/lib/floor/records';

/** RMI's enum words come in any case; '' where there is none. */
export const wordOf = (text: string | null): string => text?.toLowerCase() ?? '';

const channels = new Map<string, Channel>([
  ['phone', 'phone'],
  ['chat', 'chat'],
  ['email', 'email'],
]);

export const channelOf = (text: string | null): Channel | null => channels.get(wordOf(text)) ?? null;
