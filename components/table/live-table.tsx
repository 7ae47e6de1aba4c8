'use client';
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import clsx from 'clsx';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import type { Column, Sort } from './column';
import { nextRowIndex } from './next-row-index';
import { TableHeader } from './table-header';
import { TableRow } from './table-row';

const rowHeight = { wide: 36, phone: 64 };

export interface LiveTableProps<Row extends { readonly id: string }> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
  /** One line for a row on a phone, where the table is a list. */
  readonly phoneRow: (row: Row) => ReactNode;
  /** Dimmed, because its source has gone quiet. */
  readonly isStale?: (row: Row) => boolean;
  readonly narrow: boolean;
  /** Shown instead of rows; says what to do next. */
  readonly empty: ReactNode;
}

/** A virtualised table over live rows: arrows move, Enter opens, Escape closes. */
export function LiveTable<Row extends { readonly id: string }>(props: LiveTableProps<Row>) {
  const { rows, columns, selectedId, onSelect, narrow } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const [activeId, setActiveId] = useState<string | null>(selectedId);
  const height = narrow ? rowHeight.phone : rowHeight.wide;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
  });
  const activeIndex = rows.findIndex((row) => row.id === activeId);

  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? height) / height) - 2);
    const next = nextRowIndex(event.key, activeIndex, rows.length, page);
    const row = next === null ? undefined : rows[next];
    if (row && next !== null) {
      event.preventDefault();
      setActiveId(row.id);
      virtual.scrollToIndex(next, { align: 'auto' });
    } else if (event.key === 'Enter' && activeIndex >= 0) onSelect(activeId);
    else if (event.key === 'Escape') onSelect(null);
  }

  const tracks = columns.map((column) => column.track).join(' ');
  const rowProps = (row: Row, item: VirtualItem) => ({
    row,
    domId: `${gridId}-${row.id}`,
    index: item.index,
    top: item.start,
    height,
    columns,
    tracks,
    narrow,
    phoneRow: props.phoneRow,
    stale: props.isStale?.(row) ?? false,
    selected: row.id === selectedId,
    active: row.id === activeId,
    onSelect: (id: string, wasSelected: boolean) => {
      setActiveId(id);
      onSelect(wasSelected ? null : id);
    },
  });
  return (
    <div ref={scroller} className="relative min-h-0 flex-1 overflow-auto rounded-panel border border-line bg-surface">
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={activeIndex >= 0 ? `${gridId}-${activeId}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => activeId === null && setActiveId(rows[0]?.id ?? null)}
        className={clsx('group/grid outline-none', narrow ? 'min-w-0' : 'min-w-max')}
      >
        {narrow ? null : <TableHeader columns={columns} tracks={tracks} sort={props.sort} onSort={props.onSort} />}
        {rows.length === 0 ? (
          <EmptyRow>{props.empty}</EmptyRow>
        ) : (
          <div className="relative" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
            {virtual.getVirtualItems().map((item) => {
              const row = rows[item.index];
              return row && <TableRow key={row.id} {...rowProps(row, item)} />;
            })}
          </div>
        )}
      </div>
    </div>
  );
}

function EmptyRow({ children }: { readonly children: ReactNode }) {
  return (
    <div role="row">
      <div role="gridcell" className="px-4 py-12 text-center text-14 text-dim">
        {children}
      </div>
    </div>
  );
}
