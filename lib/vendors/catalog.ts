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
  voipnow: {
    label: 'VoipNow',
    capabilities: {
      queues: true,
      agents: true,
      memberships: true,
      contacts: true,
      today: false,
      serviceLevel: false,
      groups: false,
      thresholds: false,
      ringing: true,
      wrapUp: false,
      commands: [
        'ready',
        'pause',
        'login',
        'logout',
        'join',
        'leave',
        'transfer',
        'transfer-to-voicemail',
        'whisper',
        'barge-in',
        'pick-up',
        'hold',
        'resume',
        'park',
        'unpark',
        'record',
        'stop-recording',
      ],
      asksFirst: [],
      elsewhere: null,
      cannotTell: [
        'VoipNow gives no counts of the day, so no service level and no abandon rate.',
        'VoipNow knows no wrap-up: agents show as free as soon as a call has ended.',
        'VoipNow does not tell whether agents are on a call whose extension is not the user’s own, as remote ones: they show as logged in, not as free.',
        'VoipNow does not tell since when an agent is in a state: it counts from when Callboard saw it.',
      ],
    },
  },
} as const satisfies Record<string, VendorProfile>;

export type VendorId = keyof typeof vendorCatalog;
export const vendorIds = Object.keys(vendorCatalog) as VendorId[];
