'use client';
import { type ReactNode, type RefObject, useId, useMemo, useRef, useState } from 'react';
import { type Column, type Sort, tracksOf } from './column';
import { fitColumns } from './fit-columns';
import { OrderPicker } from './order-picker';
import { RowPlaceholders } from './row-placeholders';
import { SelectAll } from './select-all';
import { TableHeader } from './table-header';
import { TableRows } from './table-rows';
import { useChoosing } from './use-choosing';
import { useFocusBack } from './use-focus-back';
import { useRoom } from './use-room';
import { useRowKeys } from './use-row-keys';
import { useRowPlaces } from './use-row-places';
import type { RowSelection } from './use-row-selection';
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
  /** Rows can be chosen, by a box, Shift or Ctrl and a press, and by the keyboard. */
  readonly selection?: RowSelection<Row> | undefined;
  /** What can be done with a row, under the pointer and on the active row; must stay the same function. */
  readonly actions?: ((row: Row) => ReactNode) | undefined;
  /** Dimmed, because its source has gone quiet. */
  readonly isOld?: (row: Row) => boolean;
  /** True before the first picture: rows may still come. */
  readonly isLoading: boolean;
  /** Said meanwhile. */
  readonly loadingWords?: string;
  /** Shown instead of rows; says what to do next. */
  readonly empty: ReactNode;
}

const chooseRem = 2.5;
const hint = 'Space chooses the row, Shift and an arrow more of them, right arrow goes to what can be done with it';

/** A virtualised table over live rows: arrows move, Enter opens, Escape closes. A list where there is little room. */
export function LiveTable<Row extends { readonly id: string }>(props: LiveTableProps<Row>) {
  const { rows, selectedId, onSelect, sort } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const [activeId, setActiveId] = useState<string | null>(selectedId);
  const { isList, columns, tracks, leastRem, height } = useLayout(
    scroller,
    props.columns,
    sort.key,
    props.selection !== undefined,
  );
  const virtual = useRowPlaces(scroller, rows.length, height, isList ? 0 : rowHeight.wide);
  const activate = (index: number) => {
    setActiveId(rows[index]?.id ?? null);
    virtual.scrollToIndex(index, { align: 'auto' });
  };
  useFocusBack(grid, selectedId);
  useShowSelected(rows, selectedId, activate);
  const activeIndex = activeId === null ? -1 : rows.findIndex((row) => row.id === activeId);
  const active = { id: activeId, set: setActiveId };
  const choosing = useChoosing(rows, props.selection, active);
  const onKeyDown = useRowKeys({
    scroller,
    rowHeight: height,
    count: rows.length,
    activeIndex,
    onMove: activate,
    onOpen: () => onSelect(activeId),
    choosing: choosing.keys,
    onActions: () => focusActions(`${gridId}-${activeId}`),
  });
  const layout = { columns, tracks, isList, height };
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
          aria-multiselectable={choosing.selector ? true : undefined}
          aria-description={choosing.selector ? hint : undefined}
          aria-activedescendant={activeIndex >= 0 ? `${gridId}-${activeId}` : undefined}
          tabIndex={0}
          onKeyDown={onKeyDown}
          onFocus={() => activeIndex < 0 && setActiveId(rows[0]?.id ?? null)}
          className="group/grid min-h-full outline-none"
          style={{ minWidth: isList ? undefined : `${leastRem}rem` }}
        >
          {isList ? null : <Header {...props} {...layout} onToggleAll={choosing.selector?.toggleAll} />}
          <Body {...props} height={height}>
            <TableRows
              {...props}
              {...layout}
              virtual={virtual}
              gridId={gridId}
              active={active}
              onCheck={choosing.onCheck}
            />
          </Body>
        </div>
      </div>
    </div>
  );
}

/** What fits into the room there is. */
function useLayout<Row>(
  scroller: RefObject<HTMLElement | null>,
  all: readonly Column<Row>[],
  sortKey: string,
  canChoose: boolean,
) {
  const roomRem = useRoom(scroller);
  const isList = roomRem !== null && roomRem < listBelowRem;
  return useMemo(() => {
    const boxRem = canChoose ? chooseRem : 0;
    const columns = fitColumns(all, roomRem === null ? null : roomRem - boxRem, sortKey);
    const leastRem = columns.reduce((sum, column) => sum + column.minRem, boxRem);
    const own = isList ? 'minmax(0,1fr)' : tracksOf(columns);
    const tracks = canChoose ? `${chooseRem}rem ${own}` : own;
    return { isList, columns, tracks, leastRem, height: isList ? rowHeight.list : rowHeight.wide };
  }, [all, roomRem, sortKey, isList, canChoose]);
}

/** False where nothing can be done with that row. */
function focusActions(rowId: string): boolean {
  const first = document.getElementById(rowId)?.querySelector<HTMLElement>('[data-row-actions] button');
  first?.focus();
  return first != null;
}

type HeaderProps<Row extends { readonly id: string }> = LiveTableProps<Row> & {
  readonly tracks: string;
  readonly onToggleAll: (() => void) | undefined;
};

function Header<Row extends { readonly id: string }>(props: HeaderProps<Row>) {
  const { columns, tracks, sort, onSort, rows, selection, onToggleAll } = props;
  return (
    <TableHeader columns={columns} tracks={tracks} sort={sort} onSort={onSort}>
      {onToggleAll ? <SelectAll rows={rows} chosen={selection?.ids} onToggle={onToggleAll} /> : null}
    </TableHeader>
  );
}

interface BodyProps extends Pick<LiveTableProps<{ id: string }>, 'isLoading' | 'loadingWords' | 'empty'> {
  readonly rows: readonly unknown[];
  readonly height: number;
  readonly children: ReactNode;
}

function Body({ rows, height, isLoading, loadingWords, empty, children }: BodyProps) {
  if (isLoading) return <RowPlaceholders height={height} words={loadingWords ?? 'Waiting for the live floor'} />;
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
