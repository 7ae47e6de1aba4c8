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
      waiting: true,
      paused: true,
      today: true,
      serviceLevel: true,
      groups: true,
      thresholds: false,
      ringing: false,
      wrapUp: true,
      ...noCommands,
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
      waiting: true,
      paused: true,
      today: true,
      serviceLevel: true,
      groups: true,
      thresholds: true,
      ringing: false,
      wrapUp: true,
      ...noCommands,
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
      waiting: true,
      paused: true,
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
  ringme: {
    label: 'RingMe',
    capabilities: {
      queues: true,
      agents: true,
      memberships: true,
      contacts: true,
      waiting: false,
      paused: false,
      today: false,
      serviceLevel: false,
      groups: false,
      thresholds: false,
      ringing: true,
      wrapUp: false,
      commands: [],
      asksFirst: [],
      elsewhere: 'Agents log in and out by phone or on RingMe’s own page; RingMe has no pause.',
      cannotTell: [
        'RingMe tells whether an agent is logged in only by calling Callboard when that changes: until the first change it is unknown.',
        'RingMe does not tell who waits in a queue, nor for how long.',
        'RingMe counts no contacts of the day, so it gives no service level.',
        'RingMe has no pause, and does not tell of wrap-up.',
        'RingMe lists the calls of its own extensions only: an external agent on a call shows as free.',
      ],
    },
  },
} as const satisfies Record<string, VendorProfile>;

export type VendorId = keyof typeof vendorCatalog;
export const vendorIds = Object.keys(vendorCatalog) as VendorId[];
