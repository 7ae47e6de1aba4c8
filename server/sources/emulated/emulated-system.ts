import { fetch } from 'undici';
import type { Centre } from '@/server/emulators/centre-types';
import { type SiteChoice, startEmulators } from '@/server/emulators/launch';
import { createFakeClock, type FakeClock } from '@/server/fake-clock';
import type { SourceSetup } from '@/server/polling/poller';
import { parseSources } from '@/server/sources/sources-file';
import { vendors } from '@/server/vendors';

/** An emulated system with its control door, and how Callboard is told of it. */
export interface EmulatedSystem {
  readonly setup: SourceSetup;
  readonly centre: Centre;
  readonly clock: FakeClock;
  /** From now on this goes wrong. */
  fault(fault: string, more?: object): Promise<void>;
  /** Somebody else changes a record, or deletes it. */
  act(deed: 'edit' | 'remove', kind: string, id: string, values?: object): Promise<void>;
  /** Waits until so many commands have come, since the start. */
  untilDeeds(count: number): Promise<void>;
  /** Commands so far, as `create agent`. */
  deeds(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Opens one with a short past; tests only. */
export async function openEmulatedSystem(
  site: SiteChoice['site'],
  settings: Readonly<Record<string, unknown>> = {},
): Promise<EmulatedSystem> {
  const clock = createFakeClock(Date.UTC(2026, 2, 4, 9, 30, 0, 500));
  const emulators = await startEmulators({ clock, sites: [{ site, agents: 0.3, warmUpMs: 60_000 }], seed: 'edits' });
  const [entry] = emulators.sources;
  const sources = JSON.stringify({ sources: [{ ...entry, settings: { ...entry?.settings, ...settings } }] });
  const [setup] = parseSources(sources, 'sources.json', { vendors, env: {}, tryDoor: () => {} });
  const centre = emulators.centres.get(site);
  if (!setup || !centre) throw new Error(`There is no ${site}`);

  async function control(method: string, path: string, body?: object): Promise<unknown> {
    const sent = body ? { body: JSON.stringify({ source: site, ...body }) } : {};
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(`${emulators.controlUrl}${path}`, { method, headers, ...sent });
    const text = await reply.text();
    if (!reply.ok) throw new Error(text);
    return text === '' ? null : JSON.parse(text);
  }
  async function deeds(): Promise<readonly string[]> {
    const { commands } = (await control('GET', `/journal?source=${site}`)) as { commands: readonly { deed: string }[] };
    return commands.map(({ deed }) => deed);
  }

  return {
    ...{ setup, centre, clock, deeds },
    close: emulators.stop,
    fault: async (fault, more = {}) => void (await control('POST', '/faults', { fault, ...more })),
    act: async (deed, kind, id, values) =>
      void (await control('POST', '/acts', { deed, kind, id, ...(values ? { values } : {}) })),
    async untilDeeds(count) {
      while ((await deeds()).length < count);
    },
  };
}
