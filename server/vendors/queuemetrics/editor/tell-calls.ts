import { concealAddresses } from '@/lib/conceal-addresses';
import type { EditorKind } from '@/lib/editing/records';
import type { Edit } from '@/server/vendors/editor';
import type { Settings } from '@/server/vendors/queuemetrics/settings';
import { pathOf } from './exchange';
import type { KindId } from './kinds';
import { memberColumns } from './members';
import { entriesOf, secretKeys } from './raw-record';
import { baseOf, bodyOf } from './write-record';

const longestValue = 60;
const mostMoved = 20;

/** The one call of an edit, with what it changes. */
export function tellCalls(kind: EditorKind & { readonly id: KindId }, edit: Edit, settings: Settings): string[] {
  if (edit.operation === 'remove') return [`DELETE /${pathOf(kind, edit.id, settings)}`];
  const body = bodyOf(kind.id, edit);
  const before = edit.operation === 'create' ? {} : (baseOf(edit)?.record ?? {});
  const hidden = secretKeys(body);
  const changed = Object.entries(body).filter(([key, value]) => key !== 'sys_optilock' && before[key] !== value);
  const told = changed.map(([key, value]) => `${key}: ${hidden.includes(key) ? '…' : toldOf(key, value, before[key])}`);
  const kept = Object.keys(body).length - changed.length;
  const rest = edit.operation === 'update' && kept > 0 ? [`${kept} more as they are`] : [];
  const id = edit.operation === 'create' ? '-' : edit.id;
  return [`POST /${pathOf(kind, id, settings)}  ${[...told, ...rest].join(', ')}`.trimEnd()];
}

/** Of a long list of agents it is who comes and who goes that has to be seen. */
function toldOf(key: string, value: unknown, before: unknown): string {
  const text = shortened(value);
  if (!(memberColumns as readonly string[]).includes(key) || !text.endsWith('…')) return text;
  const [now, then] = [entriesOf(value), entriesOf(before)];
  const come = now.filter((code) => !then.includes(code)).map((code) => `+ ${code}`);
  const go = then.filter((code) => !now.includes(code)).map((code) => `− ${code}`);
  const moved = [...come, ...go];
  const more = moved.length > mostMoved ? [`${moved.length - mostMoved} more`] : [];
  return `${now.length} agents, ${[...moved.slice(0, mostMoved), ...more].join(', ') || 'in another order'}`;
}

function shortened(value: unknown): string {
  const text = JSON.stringify(typeof value === 'string' ? concealAddresses(value) : value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
