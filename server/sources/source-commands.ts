import { type CommandAction, isQueueAction } from '@/lib/commands/actions';
import type { PolledFeedName } from '@/lib/floor/kinds';
import type { AgentRecord, EpochMs } from '@/lib/floor/records';
import type { Capabilities } from '@/lib/vendors/capabilities';
import { toVendorError } from '@/server/polling/poll-failure';
import type { PollerParts, SourceSetup } from '@/server/polling/poller';
import type { AgentChoices, CommandEdit, Expectation, Order } from '@/server/vendors/command';
import { isCommandRefused } from '@/server/vendors/command';
import { isEditRefused } from '@/server/vendors/editor';
import type { HttpDoor } from '@/server/vendors/http';
import type { FeedContext } from '@/server/vendors/vendor';
import { VendorError } from '@/server/vendors/vendor-error';
import { ownHook } from './own-hook';
import { bindEditor, type SourceEditor } from './source-editor';

/** What can be asked of one source besides how it is. */
export interface SourceCommands {
  readonly name: string;
  readonly capabilities: Capabilities;
  /** Whether there is one for this action. */
  has(action: CommandAction): boolean;
  /** What the floor will show when it was done; null where it can show nothing of it. */
  expects(order: Order): readonly Expectation[] | null;
  /** The calls it makes to change something, a line each; null where the vendor does not say. Throws CommandRefused. */
  calls(order: Order): readonly string[] | null;
  /** The feeds that tell whether it was done. */
  toldBy(action: CommandAction): readonly PolledFeedName[];
  /** The change of its configuration that it is; null for one that `send` asks for. Throws CommandRefused. */
  edits(order: Order): CommandEdit | null;
  /** Asks the vendor; throws what a `Command` throws, or that the source was removed. */
  send(order: Order): Promise<void>;
  /** Null where the vendor tells none. */
  choices(agent: AgentRecord): Promise<AgentChoices | null>;
  /** Null where the vendor has nothing to edit. */
  readonly editor: SourceEditor | null;
  close(): Promise<void>;
}

interface CommandParts extends Pick<PollerParts, 'openDoor' | 'clock' | 'log'> {
  /** Sessions and tokens, shared with the feeds. */
  readonly memory: Map<string, unknown>;
  /** Where the vendor calls this source, a secret; null where it does not. */
  readonly hookUrl: string | null;
  /** Throws them away, unless that was done since `startedAt`. */
  forgetSession(startedAt: EpochMs): void;
}

/** No command may take longer, whatever its driver does. */
const limitMs = 60_000;

/** Has a door of its own, so that a feed that hangs takes nothing from a command. */
export function createSourceCommands(setup: SourceSetup, parts: CommandParts): SourceCommands {
  const { id: sourceId, name, vendor, settings, secrets } = setup;
  const { clock, log, memory } = parts;
  const ended = new AbortController();
  let door: HttpDoor | null = null;

  function context(signal: AbortSignal): FeedContext<unknown, unknown> {
    door ??= parts.openDoor(vendor.http(settings), clock);
    const hook = parts.hookUrl === null ? null : ownHook(parts.hookUrl, signal, parts);
    return { sourceId, settings, secrets, http: door, clock, log, signal, memory, hook };
  }

  /** Once, and once more where a session had run out: what was answered with 401 was not done (rule I3). */
  async function ask<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const startedAt = clock.now();
    const attempt = () => within(parts, ended.signal, run);
    try {
      return await attempt();
    } catch (thrown) {
      if (
        ended.signal.aborted ||
        isCommandRefused(thrown) ||
        isEditRefused(thrown) ||
        toVendorError(thrown).kind !== 'auth'
      )
        throw thrown;
      parts.forgetSession(startedAt);
      return attempt();
    }
  }

  return {
    name,
    capabilities: vendor.capabilities,
    has: (action) => vendor.commands?.[action] !== undefined,
    expects: (order) => vendor.commands?.[order.action]?.expects(order, settings) ?? null,
    calls: (order) => vendor.commands?.[order.action]?.calls?.(order, settings) ?? null,
    edits: (order) => vendor.commands?.[order.action]?.edits?.(order, settings) ?? null,
    toldBy: (action) => (isQueueAction(action) && vendor.feeds.names ? ['live', 'names'] : ['live']),
    send: (order) => ask(async (signal) => vendor.commands?.[order.action]?.send?.({ ...context(signal), order })),
    choices: async (agent) =>
      vendor.choices ? ask(async (signal) => (await vendor.choices?.(context(signal), agent)) ?? null) : null,
    editor: bindEditor(vendor, settings, (run) => ask((signal) => run(context(signal)))),
    async close() {
      ended.abort(new Error('The source was removed'));
      await door?.close();
    },
  };
}

/** A driver that does not heed its signal is left behind. */
function within<T>({ clock }: CommandParts, ended: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const late = new AbortController();
  const signal = AbortSignal.any([ended, late.signal]);
  if (signal.aborted) return Promise.reject(signal.reason);
  const message = `No complete answer within ${limitMs / 1000} s: given up`;
  const cancel = clock.after(limitMs, () => late.abort(new VendorError('timeout', message)));
  return new Promise<T>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    run(signal).then(resolve, reject);
  }).finally(cancel);
}
