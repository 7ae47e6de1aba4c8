import { sliceKinds } from '@/lib/floor/kinds';
import { vendorLabel } from '@/lib/vendors/vendor-label';
import type { SliceTables } from '@/server/floor/slice-tables';
import type { SourcePicture } from '@/server/floor/source-picture';
import type { HookSource } from '@/server/hooks/hook-address';
import type { Slices } from '@/server/vendors/vendor';
import type { PollerParts, SourceSetup } from './poller-parts';
import { SourceHooks, type SourceHooksParts } from './source-hooks';

/** What is known of the source that stood here before, with other settings. */
export interface Predecessor {
  /** What it was told at this very address. */
  readonly heard?: unknown;
  /** Ids of the queues it showed. */
  readonly queueIds?: readonly string[] | undefined;
}

interface Own extends Pick<SourceHooksParts, 'log' | 'memory' | 'onHeard' | 'onAwaited'> {
  readonly past: SourcePicture | null;
  readonly predecessor: Predecessor;
}

/** Null where the vendor never calls, or there is no address it could call. */
export function openSourceHooks(
  setup: SourceSetup,
  parts: PollerParts,
  { past, predecessor, ...own }: Own,
): SourceHooks | null {
  const { vendor, settings, secrets } = setup;
  const { hooks: desk, clock, keeper } = parts;
  const { receive } = vendor;
  const source = hookSourceOf(setup);
  const url = receive ? (desk?.urlFor(source) ?? null) : null;
  if (!desk || !receive || url === null) return null;
  return new SourceHooks({
    ...{ ...own, desk, source, receive, url, settings, secrets, clock },
    http: parts.openDoor(vendor.http(settings), clock),
    heard: predecessor.heard,
    before: slicesOf(past?.tables ?? {}),
    formerQueues: new Set([...(predecessor.queueIds ?? []), ...(past?.tables.queues?.keys() ?? [])]),
    records: () => slicesOf(keeper.tablesOf(setup.id)),
  });
}

/** What the source's address depends on. */
export function hookSourceOf({ id, vendor, settings, secrets }: SourceSetup): HookSource {
  return { id, vendor: vendor.id, baseUrl: vendor.http(settings).baseUrl, secrets };
}

/** For the Sources page: why a vendor that could call us does not; null where it does, or never would. */
export function cannotCallWords({ vendor }: SourceSetup, hasAddress: boolean, everyMs: number): string | null {
  if (!vendor.receive || hasAddress) return null;
  const label = vendorLabel(vendor.id);
  const every = `it is asked every ${Math.round(everyMs / 1000)} s instead`;
  return `${label} cannot call Callboard: set CALLBOARD_URL to the address under which it is reached from there; ${every}.`;
}

function slicesOf(tables: SliceTables): Slices {
  return Object.fromEntries(sliceKinds.map((kind) => [kind, [...(tables[kind]?.values() ?? [])]]));
}
