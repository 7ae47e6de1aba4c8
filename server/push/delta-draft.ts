import type { Delta } from '@/lib/floor/delta';
import { type FloorKind, floorKinds } from '@/lib/floor/kinds';
import type { RecordOf } from '@/lib/floor/records';

interface Part {
  put: RecordOf[FloorKind][];
  patch: Record<string, Partial<RecordOf[FloorKind]>>;
  drop: string[];
}

/** Collects what one view hears of one commit. */
export class DeltaDraft {
  private readonly parts = new Map<FloorKind, Part>();

  put<K extends FloorKind>(kind: K, record: RecordOf[K]): void {
    this.part(kind).put.push(record);
  }

  patch<K extends FloorKind>(kind: K, id: string, fields: Partial<RecordOf[K]>): void {
    this.part(kind).patch[id] = fields;
  }

  drop(kind: FloorKind, id: string): void {
    this.part(kind).drop.push(id);
  }

  /** Null when there is nothing to say (rule D2); empty parts are absent, parents come before children. */
  finish(): Delta | null {
    if (this.parts.size === 0) return null;
    const put: Record<string, unknown> = {};
    const patch: Record<string, unknown> = {};
    const drop: Record<string, unknown> = {};
    for (const kind of floorKinds) {
      const part = this.parts.get(kind);
      if (!part) continue;
      if (part.put.length > 0) put[kind] = part.put;
      if (Object.keys(part.patch).length > 0) patch[kind] = part.patch;
      if (part.drop.length > 0) drop[kind] = part.drop;
    }
    return Object.fromEntries(
      Object.entries({ put, patch, drop }).filter(([, part]) => Object.keys(part).length > 0),
    ) as Delta;
  }

  private part(kind: FloorKind): Part {
    let part = this.parts.get(kind);
    if (!part) {
      part = { put: [], patch: {}, drop: [] };
      this.parts.set(kind, part);
    }
    return part;
  }
}
