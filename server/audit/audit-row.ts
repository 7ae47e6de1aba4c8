import type { EpochMs } from '@/lib/floor/records';
import type { AuditItem } from '@/lib/protocol/api/audit-api';
import type { AuditRow } from '@/server/store/schema/audit';
import type { AuditEntry } from './audit';
import { redact, redactText } from './redact';

const mostJsonCharacters = 32_000;
const most = { name: 200, action: 100, target: 500, reason: 1000, address: 100 };

/** An entry as it is kept: without secrets, and short enough to be. */
export function rowOf(entry: AuditEntry, { id, at }: { readonly id: string; readonly at: EpochMs }): AuditRow {
  const { actor } = entry;
  return {
    id,
    at,
    actor_kind: actor.kind,
    actor_id: actor.accountId,
    actor_name: redactText(actor.name, most.name),
    action: redactText(entry.action, most.action),
    target: shortened(entry.target, most.target),
    outcome: entry.outcome,
    reason: shortened(entry.reason, most.reason),
    address: shortened(entry.address, most.address),
    before_json: toJson(entry.before),
    after_json: toJson(entry.after),
  };
}

export function itemOf(row: AuditRow): AuditItem {
  return {
    id: row.id,
    at: row.at,
    actor: { kind: row.actor_kind as AuditItem['actor']['kind'], accountId: row.actor_id, name: row.actor_name },
    action: row.action,
    target: row.target,
    outcome: row.outcome as AuditItem['outcome'],
    reason: row.reason,
    address: row.address,
    before: fromJson(row.before_json),
    after: fromJson(row.after_json),
  };
}

const shortened = (text: string | null | undefined, max: number) => (text == null ? null : redactText(text, max));

function toJson(value: object | null | undefined): string | null {
  if (value == null) return null;
  const text = JSON.stringify(redact(value));
  if (text.length <= mostJsonCharacters) return text;
  return JSON.stringify({
    '…': `${text.length} characters were too many to keep`,
    fields: Object.keys(value).slice(0, 100),
  });
}

function fromJson(text: string | null): AuditItem['before'] {
  return text === null ? null : (JSON.parse(text) as AuditItem['before']);
}
