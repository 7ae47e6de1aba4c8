'use client';
import type { VirtualItem } from '@tanstack/react-virtual';
import { type ReactNode, type RefObject, useId, useMemo, useRef, useState } from 'react';
import { type Column, type Sort, tracksOf } from './column';
import { fitColumns } from './fit-columns';
import { OrderPicker } from './order-picker';
import { RowPlaceholders } from './row-placeholders';
import { TableHeader } from './table-header';
import { TableRow } from './table-row';
import { useFocusBack } from './use-focus-back';
import { useRoom } from './use-room';
import { useRowKeys } from './use-row-keys';
import { useRowPlaces } from './use-row-places';
import { useShowSelected } from './use-show-selected';

const rowHeight = { wide: 36, list: 64 };
/** Below this a table is a list. */
const listBelowRem = 36;

export interface LiveTableProps<Row extends { readonly id: string }> {
  readonly label: string;
  readonly rows: readonly Row[];
  /** Must stay the same array as long as its cells draw the same. */
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
  /** A row where the table is a list. */
  readonly listRow: (row: Row) => ReactNode;
  /** Dimmed, because its source has gone quiet. */
  readonly isOld?: (row: Row) => boolean;
  /** True before the first picture: rows may still come. */
  readonly isLoading: boolean;
  /** Shown instead of rows; says what to do next. */
  readonly empty: ReactNode;
}

/** A virtualised table over live rows: arrows move, Enter opens, Escape closes. A list where there is little room. */
export function LiveTable<Row extends { readonly id: string }>(props: LiveTableProps<Row>) {
  const { rows, selectedId, onSelect, sort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const [activeId, setActiveId] = useState<string | null>(selectedId);
  const { isList, columns, tracks, leastRem, height } = useLayout(scroller, props.columns, sort.key);
  const virtual = useRowPlaces(scroller, rows.length, height, isList ? 0 : rowHeight.wide);
  const activate = (index: number) => {
    setActiveId(rows[index]?.id ?? null);
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  useFocusBack(grid, selectedId);
  useShowSelected(rows, selectedId, activate);
  const activeIndex = activeId === null ? -1 : rows.findIndex((row) => row.id === activeId);

  const onKeyDown = useRowKeys({
    scroller,
    rowHeight: height,
    count: rows.length,
    activeIndex,
    onMove: activate,
    onOpen: () => onSelect(activeId),
  });
  const rowProps = (row: Row, item: VirtualItem) => ({
    row,
    domId: `${gridId}-${row.id}`,
    index: item.index,
    top: item.start,
    height,
    columns,
    tracks,
    isList,
    listRow: props.listRow,
    isOld: props.isOld?.(row) ?? false,
    isSelected: row.id === selectedId,
    isActive: row.id === activeId,
    onSelect: (id: string, wasSelected: boolean) => {
      setActiveId(id);
      onSelect(wasSelected ? null : id);
    },
  });
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-panel border border-line bg-surface">
      {isList ? <OrderPicker columns={props.columns} sort={sort} onSort={props.onSort} /> : null}
      <div ref={scroller} className="relative min-h-0 flex-1 overflow-auto">
        <div
          ref={grid}
          role="grid"
          aria-label={props.label}
          aria-rowcount={rows.length + (isList ? 0 : 1)}
          aria-busy={props.isLoading}
          aria-activedescendant={activeIndex >= 0 ? `${gridId}-${activeId}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={() => activeIndex < 0 && setActiveId(rows[0]?.id ?? null)}
          className="group/grid min-h-full outline-none"
          style={{ minWidth: isList ? undefined : `${leastRem}rem` }}
        >
          {isList ? null : <TableHeader columns={columns} tracks={tracks} sort={sort} onSort={props.onSort} />}
          <Body rows={rows} height={height} isLoading={props.isLoading} empty={props.empty}>
            <div className="relative" role="rowgroup" style={{ height: virtual.getTotalSize() }}>
              {virtual.getVirtualItems().map((item) => {
                const row = rows[item.index];
                return row && <TableRow key={row.id} {...rowProps(row, item)} />;
              })}
            </div>
          </Body>
        </div>
      </div>
    </div>
  );
}

/** What fits into the room there is. */
function useLayout<Row>(scroller: RefObject<HTMLElement | null>, all: readonly Column<Row>[], sortKey: string) {
  const roomRem = useRoom(scroller);
  const isList = roomRem !== null && roomRem < listBelowRem;
  return useMemo(() => {
    const columns = fitColumns(all, roomRem, sortKey);
    const leastRem = columns.reduce((sum, column) => sum + column.minRem, 0);
    return { isList, columns, tracks: tracksOf(columns), leastRem, height: isList ? rowHeight.list : rowHeight.wide };
  }, [all, roomRem, sortKey, isList]);
}

interface BodyProps extends Pick<LiveTableProps<{ id: string }>, 'rows' | 'isLoading' | 'empty'> {
  readonly height: number;
  readonly children: ReactNode;
}

function Body({ rows, height, isLoading, empty, children }: BodyProps) {
  if (isLoading) return <RowPlaceholders height={height} />;
  return rows.length === 0 ? <EmptyRow>{empty}</EmptyRow> : children;
}

function EmptyRow({ children }: { readonly children: ReactNode }) {
  return (
    <div role="row">
      <div role="gridcell" className="mx-auto max-w-prose px-4 py-12 text-center text-14 text-dim">
        {children}
      </div>
    </div>
  );
}
