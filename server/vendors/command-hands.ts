import type { SourceEditor } from '@/server/sources/source-editor';
import type { CommandEdit, Order } from './command';
import type { Edit } from './editor';
import type { AnyVendor, FeedContext } from './vendor';

/** Asks a vendor for commands as the app does: by its call, or by its editor where it is a change; for tests. */
export function createHands(
  vendor: AnyVendor<string>,
  context: FeedContext<unknown, unknown>,
  editor: SourceEditor | null,
) {
  function commandFor({ action }: Order) {
    const command = vendor.commands?.[action];
    if (!command) throw new Error(`${vendor.id} has no command ${action}`);
    return command;
  }

  async function editFor(wanted: CommandEdit) {
    if (!editor) throw new Error(`${vendor.id} has nothing to edit`);
    return { editor, kind: wanted.kind, edit: await readEdit(wanted, editor) };
  }

  return {
    async send(order: Order): Promise<void> {
      const command = commandFor(order);
      if (!command.edits) return command.send({ ...context, order });
      const { editor: hands, kind, edit } = await editFor(command.edits(order, context.settings));
      await hands.apply(kind, edit);
    },
    async calls(order: Order): Promise<readonly string[] | null> {
      const command = commandFor(order);
      if (!command.edits) return command.calls?.(order, context.settings) ?? null;
      const { editor: hands, kind, edit } = await editFor(command.edits(order, context.settings));
      return hands.calls(kind, edit);
    },
  };
}

/** A command as a change of the record that it is about, which is read for it. */
async function readEdit(wanted: CommandEdit, editor: SourceEditor): Promise<Edit> {
  const { operation, kind } = wanted;
  if (operation === 'create') {
    const { parentId, values } = wanted;
    return { operation, id: null, parentId, values, fresh: null, original: null };
  }
  const { id, parentId } = operation === 'remove' ? wanted : await queueRecord(wanted, editor);
  const fresh = await editor.read(kind, { id, parentId });
  const values = operation === 'update' ? wanted.change(fresh.values) : {};
  return { operation, id, parentId, values, fresh, original: null };
}

async function queueRecord({ kind, queueId }: CommandEdit, editor: SourceEditor) {
  const line = (await editor.list(kind, { q: null, parentId: null })).find((one) => one.queueId === queueId);
  if (!line) throw new Error(`No ${kind} is ${queueId}`);
  return { id: line.id, parentId: null };
}
