import type { Capabilities } from './capabilities';

export interface VendorProfile {
  /** The name people know it by. */
  label: string;
  capabilities: Capabilities;
}

const noCommands = { commands: [], asksFirst: [], elsewhere: null } as const;

/** What a browser may know of each vendor: one line per vendor, checked against `server/vendors/index.ts`. */
export const vendorCatalog = {
  queuemetrics: {
    label: 'QueueMetrics',
    capabilities: {
      queues: true,
      agents: true,
      memberships: true,
      contacts: true,
      today: true,
      serviceLevel: true,
      groups: true,
      thresholds: false,
      ringing: false,
      wrapUp: true,
      commands: [
        'ready',
        'pause',
        'login',
        'logout',
        'join',
        'leave',
        'dial',
        'send-text',
        'message-agent',
        'message-queue',
        'message-location',
        'message-supervisor',
        'message-everyone',
        'hang-up',
        'transfer',
        'listen',
        'set-outcome',
        'add-feature',
        'remove-feature',
      ],
      asksFirst: [],
      elsewhere: null,
      cannotTell: ['QueueMetrics does not tell when an agent’s phone is ringing: such agents show as free.'],
    },
  },
  sinch: {
    label: 'Sinch Contact Center',
    capabilities: {
      queues: true,
      agents: true,
      memberships: true,
      contacts: true,
      today: true,
      serviceLevel: true,
      groups: true,
      thresholds: true,
      ringing: false,
      wrapUp: true,
      commands: ['ready', 'pause', 'join', 'leave'],
      asksFirst: [],
      elsewhere: 'Agents log in and out in the Sinch client itself.',
      cannotTell: ['Sinch RMI does not tell when an agent’s phone is ringing: such agents show as free.'],
    },
  },
  imagicle: {
    label: 'Imagicle',
    capabilities: {
      queues: true,
      agents: true,
      memberships: true,
      contacts: true,
      today: true,
      serviceLevel: false,
      groups: false,
      thresholds: false,
      ringing: true,
      wrapUp: true,
      ...noCommands,
      cannotTell: [
        'Imagicle does not count contacts answered in time, so it gives no service level.',
        'Imagicle’s statistics look back 24 hours at most.',
      ],
    },
  },
} as const satisfies Record<string, VendorProfile>;

export type VendorId = keyof typeof vendorCatalog;
export const vendorIds = Object.keys(vendorCatalog) as VendorId[];
