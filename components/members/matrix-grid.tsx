'use client';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type PointerEvent, type ReactNode, type RefObject, useCallback, useId, useMemo, useRef } from 'react';
import { useRoom } from '@/components/table/use-room';
import { useRowPlaces } from '@/components/table/use-row-places';
import { useSourceFreshness } from '@/components/table/use-source-freshness';
import { isQueueAction } from '@/lib/commands/actions';
import { isPending } from '@/lib/commands/describe-intent';
import type { QueueRecord } from '@/lib/floor/records';
import { useFloorSelector } from '@/lib/live/use-floor';
import type { Corner, PersonRow } from '@/lib/members/matrix';
import { MatrixHead } from './matrix-head';
import { cellId, cellWidth, MatrixRow, rowHeight } from './matrix-row';
import { type BlockState, useBlock } from './use-block';
import type { Matrix } from './use-matrix';

const headHeights = { wide: 164, narrow: 132 };
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
  const { names, headHeight, down, across } = useGridPlaces(scroller, matrix);
  const block = useBlock(rows, columns, (row, column) => {
    down.scrollToIndex(row, { align: 'auto' });
    across.scrollToIndex(column, { align: 'auto' });
  });
  const dragging = useDragging(block);
  const asked = useAsked();
  const freshness = useSourceFreshness('live');
  const shownColumns = across.getVirtualItems();
  const { active, span } = block;
  const { takeRow, takeColumn } = useWholeLines(matrix, block.take);
  const shared = { matrix, gridId, names, asked, shown: shownColumns, freshness, onTake: takeRow };
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
              span={span}
              onColumn={takeColumn}
            />
            <div role="rowgroup" className="relative" style={{ height: down.getTotalSize() }}>
              {down.getVirtualItems().map(({ index, start }) => {
                const row = rows[index];
                if (!row) return null;
                const chosen = span && index >= span.top && index <= span.bottom ? span : null;
                return (
                  <MatrixRow
                    key={row.id}
                    {...shared}
                    row={row}
                    index={index}
                    top={start}
                    chosenFrom={chosen?.left ?? null}
                    chosenTo={chosen?.right ?? null}
                    activeColumn={active?.row === row.id ? active.column : null}
                  />
                );
              })}
            </div>
          </div>
        </div>
      </div>
      {children(block)}
    </>
  );
}

/** Which rows and queues are in view, and where. */
function useGridPlaces(scroller: RefObject<HTMLElement | null>, { rows, columns }: Matrix) {
  const roomRem = useRoom(scroller);
  const room = roomRem !== null && roomRem < 40 ? 'narrow' : 'wide';
  const [names, headHeight] = [nameWidth[room], headHeights[room]];
  const down = useRowPlaces(scroller, rows.length, rowHeight, headHeight);
  const across = useVirtualizer({
    horizontal: true,
    count: columns.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => cellWidth,
    scrollPaddingEnd: names,
    overscan: 4,
  });
  return { names, headHeight, down, across };
}

/** Presses of a queue or a name: all of its cells. Rows and head that did not change are not drawn again. */
function useWholeLines({ rows, columns }: Matrix, take: BlockState['take']) {
  const takeRow = useCallback(
    (row: PersonRow) => {
      const [first, last] = [columns[0], columns.at(-1)];
      if (first && last) take({ from: { row: row.id, column: first.id }, to: { row: row.id, column: last.id } });
    },
    [columns, take],
  );
  const takeColumn = useCallback(
    (queue: QueueRecord) => {
      const [first, last] = [rows[0], rows.at(-1)];
      if (first && last) take({ from: { row: first.id, column: queue.id }, to: { row: last.id, column: queue.id } });
    },
    [rows, take],
  );
  return { takeRow, takeColumn };
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
