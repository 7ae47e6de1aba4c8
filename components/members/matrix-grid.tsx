'use client';
import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual';
import { type PointerEvent, type ReactNode, useId, useMemo, useRef } from 'react';
import { isOld } from '@/components/table/told-records';
import { useRoom } from '@/components/table/use-room';
import { useRowPlaces } from '@/components/table/use-row-places';
import { useSourceFreshness } from '@/components/table/use-source-freshness';
import { isQueueAction } from '@/lib/commands/actions';
import { isPending } from '@/lib/commands/describe-intent';
import type { QueueRecord } from '@/lib/floor/records';
import { useFloorSelector } from '@/lib/live/use-floor';
import type { Corner, PersonRow } from '@/lib/members/matrix';
import { cellKey } from '@/lib/members/plan-cells';
import { MatrixCell } from './matrix-cell';
import { MatrixHead } from './matrix-head';
import { type BlockState, useBlock } from './use-block';
import type { Matrix } from './use-matrix';

const rowHeight = 32;
const headHeights = { wide: 164, narrow: 132 };
const cellWidth = 40;
/** A phone keeps room for some queues. */
const nameWidth = { wide: 224, narrow: 132 };

interface MatrixGridProps {
  readonly matrix: Matrix;
  readonly siteOf: (sourceId: string) => string;
  /** Below the grid, over the cells that are chosen. */
  readonly children: (block: BlockState) => ReactNode;
}

const hint = 'Arrows move, Shift with an arrow takes more cells, Control with A takes all of them, Escape none';

/** People by queues, one cell one membership; both ways only what is in view is drawn. */
export function MatrixGrid({ matrix, siteOf, children }: MatrixGridProps) {
  const { rows, columns } = matrix;
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const roomRem = useRoom(scroller);
  const room = roomRem !== null && roomRem < 40 ? 'narrow' : 'wide';
  const [names, headHeight] = [nameWidth[room], headHeights[room]];
  const down = useRowPlaces(scroller, rows.length, rowHeight, headHeight);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cellWidth,
    scrollPaddingStart: names,
    overscan: 4,
  });
  const block = useBlock(rows, columns, (row, column) => {
    down.scrollToIndex(row, { align: 'auto' });
    across.scrollToIndex(column, { align: 'auto' });
  });
  const dragging = useDragging(block);
  const asked = useAsked();
  const freshness = useSourceFreshness('live');
  const shownColumns = across.getVirtualItems();
  const { active } = block;
  const shared = { matrix, gridId, block, names, asked, shown: shownColumns, freshness };
  return (
    <>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col overflow-hidden rounded-panel border border-line bg-surface">
        <div ref={scroller} className="relative min-h-0 flex-1 overflow-auto">
          <div
            role="grid"
            aria-label="Members"
            aria-description={hint}
            aria-multiselectable
            aria-rowcount={rows.length + 1}
            aria-colcount={columns.length + 1}
            aria-activedescendant={active ? cellId(gridId, active) : undefined}
            tabIndex={0}
            onKeyDown={block.onKeyDown}
            {...dragging}
            className="group/grid outline-none"
            style={{ width: names + across.getTotalSize(), height: headHeight + down.getTotalSize() }}
          >
            <MatrixHead
              columns={columns}
              shown={shownColumns}
              names={names}
              height={headHeight}
              width={cellWidth}
              siteOf={siteOf}
              span={block.span}
              onColumn={(queue) => takeColumn(block, rows, queue)}
            />
            <div role="rowgroup" className="relative" style={{ height: down.getTotalSize() }}>
              {down.getVirtualItems().map(({ index, start }) => {
                const row = rows[index];
                return row && <MatrixRow key={row.id} {...shared} row={row} index={index} top={start} />;
              })}
            </div>
          </div>
        </div>
      </div>
      {children(block)}
    </>
  );
}

const cellId = (gridId: string, { row, column }: Corner) => `${gridId}-${row}-${column}`;

interface MatrixRowProps {
  readonly matrix: Matrix;
  readonly gridId: string;
  readonly block: BlockState;
  readonly names: number;
  readonly asked: ReadonlySet<string>;
  readonly shown: readonly VirtualItem[];
  readonly freshness: ReturnType<typeof useSourceFreshness>;
  readonly row: PersonRow;
  readonly index: number;
  readonly top: number;
}

function MatrixRow({ matrix, gridId, block, names, asked, shown, freshness, row, index, top }: MatrixRowProps) {
  const { span, active } = block;
  const isIn = span !== null && index >= span.top && index <= span.bottom;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="absolute w-full border-b border-line/50"
      style={{ top, height: rowHeight }}
    >
      <RowName row={row} width={names} onTake={() => takeRow(block, row, matrix.columns)} />
      {shown.map((column) => {
        const queue = matrix.columns[column.index];
        if (!queue) return null;
        const corner = { row: row.id, column: queue.id };
        const place = matrix.place(row, queue);
        return (
          <MatrixCell
            key={queue.id}
            domId={cellId(gridId, corner)}
            rowId={row.id}
            columnId={queue.id}
            column={column.index}
            left={names + column.start}
            width={cellWidth}
            place={place}
            isChosen={isIn && column.index >= span.left && column.index <= span.right}
            isActive={active?.row === row.id && active.column === queue.id}
            isAsked={place !== null && asked.has(cellKey(place))}
            isOld={isOld(freshness(queue.sourceId))}
          />
        );
      })}
    </div>
  );
}

function RowName({
  row,
  width,
  onTake,
}: {
  readonly row: PersonRow;
  readonly width: number;
  readonly onTake: () => void;
}) {
  return (
    <div
      role="rowheader"
      onClick={onTake}
      className="sticky left-0 z-10 flex h-full cursor-pointer items-center border-r border-line bg-surface px-3 text-14 hover:bg-raised"
      style={{ width }}
    >
      <span className="truncate" title={row.name}>
        {row.name}
      </span>
      {row.agents.size > 1 ? (
        <span className="ml-1 shrink-0 text-12 text-dim tabular-nums">×{row.agents.size}</span>
      ) : null}
    </div>
  );
}

function takeColumn(block: BlockState, rows: readonly PersonRow[], queue: QueueRecord): void {
  const [first, last] = [rows[0], rows.at(-1)];
  if (first && last) block.take({ from: { row: first.id, column: queue.id }, to: { row: last.id, column: queue.id } });
}

function takeRow(block: BlockState, row: PersonRow, columns: readonly QueueRecord[]): void {
  const [first, last] = [columns[0], columns.at(-1)];
  if (first && last) block.take({ from: { row: row.id, column: first.id }, to: { row: row.id, column: last.id } });
}

/** A press takes a cell, dragging or Shift a block. On a touch screen dragging scrolls. */
function useDragging({ go }: BlockState) {
  const isDown = useRef(false);
  const cornerOf = ({ target }: { readonly target: EventTarget }): Corner | null => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : null;
    const { row, column } = cell?.dataset ?? {};
    return row && column ? { row, column } : null;
  };
  return {
    onPointerDown(event: PointerEvent) {
      const corner = event.button === 0 ? cornerOf(event) : null;
      if (!corner) return;
      isDown.current = event.pointerType === 'mouse';
      go(corner, event.shiftKey);
    },
    onPointerOver(event: PointerEvent) {
      const corner = isDown.current && event.buttons === 1 ? cornerOf(event) : null;
      if (corner) go(corner, true);
    },
    onPointerUp() {
      isDown.current = false;
    },
  };
}

/** Memberships about which something is under way. */
function useAsked(): ReadonlySet<string> {
  const keys = useFloorSelector(
    (store) =>
      store
        .list('intents')
        .flatMap((intent) =>
          isQueueAction(intent.action) && isPending(intent) ? `${intent.targetId}\n${intent.wanted}` : [],
        ),
    ['intents'],
  );
  return useMemo(() => new Set(keys), [keys]);
}
