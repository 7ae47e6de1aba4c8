import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actions } from '@/lib/can';
import { mayByTable, rightsTable } from '@/lib/fixtures/rights-table';
import { roles } from '@/lib/principal';

test('docs/rights.md tells the same table', () => {
  const doc = readFileSync(join(import.meta.dirname, '../docs/rights.md'), 'utf8');
  const rows = [...doc.matchAll(/^\| `([\w-]+)` \| (.+?) \|((?: [✓ ] +\|)+)$/gmu)].map(([, action, what, marks]) => ({
    action,
    what,
    roles: roles.filter((_, index) => marks?.split('|')[index]?.includes('✓')),
  }));
  expect(rows).toEqual(
    actions.map((action) => ({
      action,
      what: rightsTable[action].what,
      roles: roles.filter((role) => mayByTable(role, action)),
    })),
  );
});
