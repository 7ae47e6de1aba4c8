import type { Channel } from '@/lib/floor/records';

export const channelLabel = {
  phone: 'Phone',
  chat: 'Chat',
  email: 'Email',
  callback: 'Call-back',
} as const satisfies Record<Channel, string>;
