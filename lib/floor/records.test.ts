import { expect, it } from 'vitest';
import type { FloorKind } from './kinds';
import { makeRecord } from './make-record';
import { recordSchemas } from './records';

function problemsOf(kind: FloorKind, fields: object): string[] {
  const result = recordSchemas[kind].safeParse({ ...makeRecord(kind), ...fields });
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join('.'));
}

it.each<[FloorKind, string, unknown]>([
  ['queues', 'waiting', -1],
  ['queues', 'waiting', 1.5],
  ['queues', 'waiting', '3'],
  ['queues', 'waiting', Number.NaN],
  ['queues', 'oldestWaitSince', new Date(0)],
  ['queues', 'oldestWaitSince', -5],
  ['queues', 'serviceLevelTarget', 80],
  ['queues', 'todayPartial', null],
  ['queues', 'isOpen', 'yes'],
  ['queues', 'channel', 'fax'],
  ['queues', 'sourceId', ''],
  ['agents', 'id', ''],
  ['agents', 'state', 'on-call'],
  ['agents', 'state', null],
  ['agents', 'readiness', 'ringing'],
  ['agents', 'name', null],
  ['memberships', 'level', 0.5],
  ['contacts', 'state', 'ended'],
  ['contacts', 'direction', 'inbound'],
  ['groupQueues', 'serviceLevelWarning', 1.01],
  ['sources', 'link', 'down'],
  ['intents', 'requestedAt', null],
])('[R1] a record of %s with %s = %j is refused, by that field’s name', (kind, field, value) => {
  expect(problemsOf(kind, { [field]: value })).toEqual([field]);
});

it.each<[FloorKind, object]>([
  ['queues', { waiting: 0, oldestWaitSince: null }],
  ['queues', { serviceLevelTarget: 0 }],
  ['queues', { serviceLevelTarget: 1 }],
  ['queues', { name: '' }],
  ['agents', { name: '<b>Anna & "Bea"</b>', team: '' }],
  ['memberships', { level: -3 }],
  ['contacts', { caller: '', queueId: null, agentId: null }],
])('[R1] a record of %s with %j is taken as it is', (kind, fields) => {
  expect(problemsOf(kind, fields)).toEqual([]);
});
