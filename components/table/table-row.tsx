import clsx from 'clsx';
import { memo, type ReactNode } from 'react';
import type { Column } from './column';

interface TableRowProps<Row> {
  readonly row: Row;
  readonly domId: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly narrow: boolean;
  readonly phoneRow: (row: Row) => ReactNode;
  readonly stale: boolean;
  readonly selected: boolean;
  readonly active: boolean;
  readonly onSelect: (id: string, wasSelected: boolean) => void;
}

function TableRowView<Row extends { readonly id: string }>(props: TableRowProps<Row>) {
  const { row, columns, narrow, selected, active } = props;
  return (
    <div
      id={props.domId}
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={selected}
      onClick={() => props.onSelect(row.id, selected)}
      className={clsx(
        'absolute inset-x-0 top-0 grid cursor-default items-center border-b border-line/60 text-14 hover:bg-raised',
        selected && 'bg-raised shadow-[inset_3px_0_0_var(--ok)]',
        active &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus',
        props.stale && 'hatch text-dim',
      )}
      style={{
        transform: `translateY(${props.top}px)`,
        height: props.height,
        gridTemplateColumns: narrow ? 'minmax(0,1fr)' : props.tracks,
      }}
    >
      {narrow ? (
        <Cell>{props.phoneRow(row)}</Cell>
      ) : (
        columns.map((column) => (
          <Cell key={column.key} right={column.align === 'right'}>
            {column.cell(row)}
          </Cell>
        ))
      )}
    </div>
  );
}

function Cell({ right = false, children }: { readonly right?: boolean; readonly children: ReactNode }) {
  return (
    <div role="gridcell" className={clsx('min-w-0 truncate px-3', right && 'text-right tabular-nums')}>
      {children}
    </div>
  );
}

/** Drawn again only when its own record, place or mark changed: a delta touches the rows it names. */
export const TableRow = memo(TableRowView, (before, after) =>
  (['row', 'index', 'top', 'height', 'tracks', 'narrow', 'stale', 'selected', 'active', 'columns'] as const).every(
    (key) => before[key] === after[key],
  ),
) as typeof TableRowView;
