'use client';
import { useDeferredValue, useMemo, useState } from 'react';
import { FilterBar } from '@/components/table/filter-bar';
import { RowPlaceholders } from '@/components/table/row-placeholders';
import { SiteFilters } from '@/components/table/site-filters';
import { TableStatus } from '@/components/table/table-status';
import { useHasPicture } from '@/components/table/use-has-picture';
import { useSites } from '@/components/table/use-sites';
import { useTableUrl } from '@/components/table/use-table-url';
import { formatCount } from '@/components/ui/format';
import type { QueueAction } from '@/lib/commands/actions';
import type { CellPlace } from '@/lib/members/plan-cells';
import { BlockBar } from './block-bar';
import { BorrowsPanel } from './borrows-panel';
import { ChangeDialog } from './change-dialog';
import { MatrixGrid } from './matrix-grid';
import { MatrixLegend } from './matrix-legend';
import { QueueFilter } from './queue-filter';
import type { BlockState } from './use-block';
import { type Matrix, useMatrix } from './use-matrix';

const filters = ['q', 'site', 'queue'] as const;

interface Asking {
  readonly action: QueueAction;
  readonly places: readonly CellPlace[];
}

/** Who belongs to which queue, on every system at once, and the way to change it. */
export function MembersPage() {
  const url = useTableUrl(filters);
  const { q, site, queue } = url.filter;
  // What was typed shows at once, thousands of cells a moment later.
  const query = useDeferredValue(q ?? '');
  const matrix = useMatrix({ query, site, queue });
  const siteOf = useSites();
  const hasPicture = useHasPicture();
  const [asking, setAsking] = useState<Asking | null>(null);
  const isEmpty = matrix.rows.length === 0 || matrix.columns.length === 0;
  return (
    <>
      <FilterBar
        title="Members"
        count={hasPicture ? sizeWords(matrix) : ''}
        filterKey={url.filterKey}
        query={q ?? ''}
        onQuery={(text) => url.change({ q: text })}
        placeholder="Find a person or a queue"
        guide={<MatrixLegend columns={matrix.columns} />}
        onClear={url.isFiltered ? url.clear : null}
      >
        <QueueFilter id={queue} onChange={url.change} />
        <SiteFilters isAlone={queue === null} site={site} onChange={url.change} />
      </FilterBar>
      <BorrowsPanel />
      {!hasPicture ? (
        <div role="grid" aria-label="Members" aria-busy className="flex-1 rounded-panel border border-line bg-surface">
          <RowPlaceholders height={32} words="Waiting for the live floor" />
        </div>
      ) : isEmpty ? (
        <div className="grid flex-1 place-items-center rounded-panel border border-line bg-surface p-6 text-center text-14">
          <div>
            <TableStatus
              kind={matrix.peopleInAll > 0 && !url.isFiltered ? 'queues' : 'agents'}
              total={url.isFiltered ? matrix.peopleInAll : 0}
              onClear={url.clear}
            />
          </div>
        </div>
      ) : (
        <MatrixGrid matrix={matrix} siteOf={siteOf}>
          {(block) => <Chosen block={block} matrix={matrix} onAsk={setAsking} />}
        </MatrixGrid>
      )}
      {asking ? <ChangeDialog {...asking} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

const sizeWords = ({ rows, columns }: Matrix) =>
  `${formatCount(rows.length)} ${rows.length === 1 ? 'person' : 'people'}, ${formatCount(columns.length)} ${columns.length === 1 ? 'queue' : 'queues'}`;

interface ChosenProps {
  readonly block: BlockState;
  readonly matrix: Matrix;
  readonly onAsk: (asking: Asking) => void;
}

function Chosen({ block: { span, take }, matrix, onAsk }: ChosenProps) {
  const groups = useMemo(() => (span ? matrix.groupsIn(span) : []), [span, matrix]);
  return span ? (
    <div className="mt-3">
      <BlockBar
        groups={groups}
        onAsk={(action) => onAsk({ action, places: matrix.placesIn(span) })}
        onClear={() => take(null)}
      />
    </div>
  ) : null;
}
