import type { Delta } from '@/lib/floor/delta';
import type { Floor, FloorRecords } from '@/lib/floor/floor';
import { floorKinds } from '@/lib/floor/kinds';
import type { PulseMessage } from '@/lib/protocol/messages';
import { DeltaDraft } from './delta-draft';
import { createScopedFilter } from './scoped-filter';
import { project, projectPatch, type View } from './views';

/** Turns the whole floor and its deltas into what one view sees of them; made once per view, not per viewer (V2). */
export interface ViewFilter {
  /** Everything this view sees now. */
  records(): FloorRecords;
  /** What this view hears of a delta that the floor already holds; null = silence. Call for every commit, in order. */
  step(delta: Delta): Delta | null;
  pulse(pulse: PulseMessage): PulseMessage;
}

export function createViewFilter(view: View, floor: Floor): ViewFilter {
  const { scope } = view;
  return scope === 'all' ? createOpenFilter(view, floor) : createScopedFilter({ ...view, scope }, floor);
}

/** Sees every record: only kinds and fields are withheld, so nothing has to be remembered. */
function createOpenFilter(view: View, floor: Floor): ViewFilter {
  const untouched = view.withheld.size === 0 && Object.keys(view.masked).length === 0;
  return {
    records: () =>
      Object.fromEntries(
        floorKinds.map((kind) => [
          kind,
          [...floor[kind].values()].map((record) => project(view, kind, record)).filter((record) => record !== null),
        ]),
      ) as unknown as FloorRecords,
    step: (delta) => (untouched ? delta : filterDelta(view, delta)),
    pulse: (pulse) => pulse,
  };
}

function filterDelta(view: View, delta: Delta): Delta | null {
  const draft = new DeltaDraft();
  for (const kind of floorKinds) {
    if (view.withheld.has(kind)) continue;
    for (const record of delta.put?.[kind] ?? []) {
      const seen = project(view, kind, record);
      if (seen) draft.put(kind, seen);
    }
    for (const [id, fields] of Object.entries(delta.patch?.[kind] ?? {})) {
      const heard = projectPatch(view, kind, fields);
      if (heard) draft.patch(kind, id, heard);
    }
    for (const id of delta.drop?.[kind] ?? []) draft.drop(kind, id);
  }
  return draft.finish();
}
