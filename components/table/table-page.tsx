'use client';
import { type ReactNode, useCallback } from 'react';
import { type Column, parseSort, type Sort, sortText } from './column';
import { ColumnGuide } from './column-guide';
import { countWords } from './count-words';
import { FilterBar } from './filter-bar';
import { LiveTable } from './live-table';
import { TableStatus } from './table-status';
import { isOld } from './told-records';
import { useHasPicture, useIsCounted } from './use-has-picture';
import { useOrdered } from './use-ordered';
import type { RowSelection } from './use-row-selection';
import { useSourceFreshness } from './use-source-freshness';
import type { TableUrl } from './use-table-url';

interface TableRecord {
  readonly id: string;
  readonly sourceId: string;
}

interface TablePageProps<Row extends TableRecord> {
  readonly title: string;
  readonly kind: 'queues' | 'agents';
  /** In the search field. */
  readonly placeholder: string;
  readonly url: TableUrl<'q' | string>;
  /** How many there are in all. */
  readonly total: number;
  /** Those that pass the filter. */
  readonly shown: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly defaultSort: Sort;
  readonly chips: ReactNode;
  readonly listRow: (row: Row) => ReactNode;
  readonly drawer: (id: string, close: () => void) => ReactNode;
  readonly selection?: RowSelection<Row> | undefined;
  readonly actions?: ((row: Row) => ReactNode) | undefined;
  /** Below the table, as what can be done with the chosen rows. */
  readonly below?: ReactNode;
}

/** A live table with its filters above and the open row beside it. */
export function TablePage<Row extends TableRecord>(props: TablePageProps<Row>) {
  const { title, kind, url, total, columns } = props;
  const freshness = useSourceFreshness('live');
  const hasPicture = useHasPicture();
  const isCounted = useIsCounted();
  const sort = parseSort(url.sort, columns, props.defaultSort);
  const rows = useOrdered(props.shown, columns, sort, url.filterKey);
  const { change } = url;
  const onQuery = useCallback((q: string) => change({ q }), [change]);
  const open = (id: string | null) => url.change({ open: id });
  return (
    <>
      <FilterBar
        title={title}
        count={countWords(rows.length, total, url.isFiltered, isCounted)}
        filterKey={url.filterKey}
        query={url.filter.q ?? ''}
        onQuery={onQuery}
        placeholder={props.placeholder}
        guide={<ColumnGuide columns={columns} />}
        onClear={url.isFiltered ? url.clear : null}
      >
        {props.chips}
      </FilterBar>
      <div className="flex min-h-0 flex-1 gap-4">
        <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-3">
          <LiveTable<Row>
            label={title}
            rows={rows}
            columns={columns}
            sort={sort}
            onSort={(next) => url.change({ sort: sortText(next) })}
            selectedId={url.openId}
            onSelect={open}
            listRow={props.listRow}
            selection={props.selection}
            actions={props.actions}
            isOld={(row) => isOld(freshness(row.sourceId))}
            isLoading={!hasPicture}
            empty={<TableStatus kind={kind} total={total} onClear={url.clear} />}
          />
          {props.below}
        </div>
        {url.openId ? props.drawer(url.openId, () => open(null)) : null}
      </div>
    </>
  );
}
