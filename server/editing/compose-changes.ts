import type { FieldValues } from '@/lib/editing/records';
import { isRefusal, type Refusal } from '@/lib/protocol/refusal';
import type { CommandEdit } from '@/server/vendors/command';
import type { Edit, FreshRecord } from '@/server/vendors/editor';
import { changedOf } from './check-values';
import type { KindAt } from './find-editor';
import { inSentence } from './for-a-command';
import { requireCan, updateEdit } from './prepare';

export type QueueUpdate = Extract<CommandEdit, { readonly operation: 'update' }>;

/** What one of several changes of a record came to before anything was sent. */
export type Composed = 'taken' | 'as-wanted' | Refusal;

export interface Composition {
  /** All that were taken, as one change; null where there is nothing to send. */
  readonly edit: Edit | null;
  /** In the order of the changes. */
  readonly each: readonly Composed[];
}

/** Makes one change of several: what is so already, or cannot be, is left out and said of that one alone. */
export function composeChanges(at: KindAt, fresh: FreshRecord, changes: readonly QueueUpdate[]): Composition {
  requireCan(at, 'update', fresh);
  const place = { id: fresh.id, parentId: null };
  let wanted: FieldValues = {};
  let edit: Edit | null = null;

  function take({ change }: QueueUpdate): Composed {
    const now = { ...fresh.values, ...wanted };
    const values = change(now);
    if (isNothing(changedOf(fresh.fields, values, now))) return 'as-wanted';
    const all = { ...wanted, ...values };
    // One may take back what another one of them asks for.
    edit = isNothing(changedOf(fresh.fields, all, fresh.values)) ? null : updateEdit(at, place, all, fresh);
    wanted = all;
    return 'taken';
  }

  const each = changes.map((one) => {
    try {
      return take(one);
    } catch (error) {
      if (isRefusal(error)) return inSentence(error, fresh.fields);
      throw error;
    }
  });
  return { edit, each };
}

const isNothing = (values: FieldValues) => Object.keys(values).length === 0;
