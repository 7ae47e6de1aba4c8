import type { Clock } from '@/server/ports';
import { type OpenCallbackLine, openCallbackLine } from './callbacks/callback-line';
import { sendCallback } from './callbacks/send-callback';
import { type CentreOptions, createCentre } from './centre';
import type { Centre, EditRecord, FaceCredentials } from './centre-types';
import { type ControlledSource, createControlDoor } from './control';
import { doctorCentre } from './control/doctored-centre';
import { createFaultBook } from './control/fault-book';
import { createFaultLayer } from './control/fault-layer';
import { createMovableClock, type MovableClock } from './control/movable-clock';
import { createRequestCounter } from './control/request-counter';
import { openSourceServer } from './control/source-server';
import { type SiteId, siteIds, sitePlans } from './sites';
import { type VendorFace, vendorFaces } from './vendor-faces';

/** One emulated system: a site under an id of its own, at another size where wanted. */
export interface SiteChoice extends Pick<CentreOptions, 'agents' | 'queues' | 'handlingScale' | 'warmUpMs'> {
  readonly site: SiteId;
  /** The source's id; the site's own unless told otherwise. */
  readonly id?: string;
}

export interface LaunchOptions {
  readonly clock: Clock;
  /** All sites that Callboard has a driver for, unless told otherwise. */
  readonly sites?: readonly (SiteId | SiteChoice)[];
  readonly seed?: string;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Ports by source id and, for the control door, `control`; free ones where none is given. */
  readonly ports?: Readonly<Record<string, number>>;
}

/** An entry for a sources file. */
export interface SourceEntry {
  readonly id: string;
  readonly name: string;
  readonly vendor: VendorFace['vendor'];
  readonly settings: Readonly<Record<string, string | number | readonly string[]>>;
  readonly secrets: Readonly<Record<string, string>>;
}

export interface Emulators {
  readonly sources: readonly SourceEntry[];
  readonly centres: ReadonlyMap<string, Centre>;
  /** Address of the control door, `…/control`. */
  readonly controlUrl: string;
  stop(): Promise<void>;
}

/** Starts emulated vendor systems with a control door; rejects, with everything closed, when a port is taken. */
export async function startEmulators(options: LaunchOptions): Promise<Emulators> {
  const clock = createMovableClock(options.clock);
  const choices = (options.sites ?? siteIds).map((site) => (typeof site === 'string' ? { site } : site));
  const opened: OpenedSite[] = [];
  const stop = async () => {
    for (const site of opened) site.line.stop();
    await Promise.all(opened.map((site) => site.controlled.server.refuse()));
  };
  try {
    for (const choice of choices) opened.push(await openSite(options, clock, choice));
    const door = createControlDoor({ clock, sources: opened.map((site) => site.controlled) });
    const control = await openSourceServer(door, hostOf(options), options.ports?.control ?? 0);
    return {
      sources: opened.map((site) => site.entry),
      centres: new Map(opened.map(({ entry, centre }) => [entry.id, centre])),
      controlUrl: `${control.origin}/control`,
      stop: async () => {
        await Promise.all([control.refuse(), stop()]);
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface OpenedSite {
  readonly entry: SourceEntry;
  readonly centre: Centre;
  readonly controlled: ControlledSource;
  readonly line: OpenCallbackLine;
}

async function openSite(options: LaunchOptions, clock: MovableClock, choice: SiteChoice): Promise<OpenedSite> {
  const site = sitePlans[choice.site];
  const vendorFace = vendorFaces[choice.site];
  const id = choice.id ?? site.id;
  const { site: _id, id: _sourceId, ...scale } = choice;
  const centre = createCentre({ ...scale, site, clock, seed: `${options.seed ?? 'callboard'}/${id}` });
  const credentials = credentialsFor(id, vendorFace);
  const doctored = doctorCentre(centre);
  const [book, counter] = [createFaultBook(clock), createRequestCounter(options.clock)];
  const line = openCallbackLine({ clock, book, send: sendCallback });
  let editRecord: EditRecord | null = null;
  const letEdit = (edit: EditRecord) => {
    editRecord = edit;
  };
  const face = vendorFace.create({ centre: doctored.centre, credentials, clock, callbacks: line, letEdit });
  const layer = createFaultLayer({ face, doctored, book, counter, clock });
  const server = await openSourceServer(layer, hostOf(options), options.ports?.[id] ?? 0);
  const settings = {
    baseUrl: `${server.origin}${vendorFace.basePath}`,
    timeZone: site.timeZone,
    businessDayStart: 4,
    ...vendorFace.settingsFor(centre),
  };
  const name = id === site.id ? site.name : `${site.name} (${id})`;
  return {
    centre,
    line,
    controlled: {
      id,
      vendor: vendorFace.vendor,
      book,
      counter,
      server,
      callbacks: vendorFace.hasCallbacks ? line : null,
      editRecord,
    },
    entry: { id, name, vendor: vendorFace.vendor, settings, secrets: secretsOf(credentials, vendorFace) },
  };
}

/** Open secrets of a system that holds nothing. */
function credentialsFor(id: string, { secretNames }: VendorFace): FaceCredentials {
  const common = { user: 'callboard', password: `emulated-${id}` };
  return secretNames.apiKey ? { ...common, apiKey: `key-${id}` } : common;
}

function secretsOf({ user, password, apiKey }: FaceCredentials, { secretNames }: VendorFace): Record<string, string> {
  const key = secretNames.apiKey && apiKey ? { [secretNames.apiKey]: apiKey } : {};
  return { [secretNames.user]: user, [secretNames.password]: password, ...key };
}

function hostOf(options: LaunchOptions): string {
  return options.host ?? '127.0.0.1';
}
