import clsx from 'clsx';
import type { ReactNode } from 'react';
import { type Column, firstSort, type Sort } from './column';

interface TableHeaderProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Above the boxes of the rows, where rows can be chosen. */
  readonly children?: ReactNode;
}

/** The sticky header; a press sorts, a second one turns the order round. */
export function TableHeader<Row>({ columns, tracks, sort, onSort, children }: TableHeaderProps<Row>) {
  return (
    <div role="rowgroup" className="sticky top-0 z-10">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-9 items-center border-b border-line bg-raised"
        style={{ gridTemplateColumns: tracks }}
      >
        {children ? (
          <div role="columnheader" className="h-9">
            {children}
          </div>
        ) : null}
        {columns.map((column) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  );
}

interface HeaderCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function HeaderCell<Row>({ column, sort, onSort }: HeaderCellProps<Row>) {
  const isSorted = sort.key === column.key;
  const isRight = column.align === 'right';
  const alignment = isRight ? 'justify-end text-right' : 'justify-start text-left';
  const arrow = isSorted ? <span aria-hidden>{sort.descending ? '↓' : '↑'}</span> : null;
  const order = sort.descending ? 'descending' : 'ascending';
  return (
    <div
      role="columnheader"
      aria-sort={isSorted ? order : 'none'}
      aria-description={column.explain}
      title={column.explain}
      className="min-w-0"
    >
      {column.sortBy ? (
        <button
          type="button"
          onClick={() => onSort(isSorted ? { ...sort, descending: !sort.descending } : firstSort(column))}
          className={clsx(
            'flex h-9 w-full items-center gap-1 px-3 text-12 font-medium -outline-offset-2 hover:text-text',
            alignment,
            isSorted ? 'text-text' : 'text-dim',
          )}
        >
          {isRight ? arrow : null}
          <span className="truncate">{column.title}</span>
          {isRight ? null : arrow}
        </button>
      ) : (
        <span className={clsx('flex h-9 items-center px-3 text-12 font-medium text-dim', alignment)}>
          {column.title}
        </span>
      )}
    </div>
  );
}
