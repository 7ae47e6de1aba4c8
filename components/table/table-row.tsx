import clsx from 'clsx';
import { type MouseEvent, memo, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import type { Column } from './column';
import { RowActions } from './row-actions';
import { SelectBox } from './select-box';
import { useSlide } from './use-slide';

interface TableRowProps<Row> {
  readonly row: Row;
  readonly domId: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly isList: boolean;
  readonly listRow: (row: Row) => ReactNode;
  readonly isOld: boolean;
  /** Its details are open. */
  readonly isSelected: boolean;
  readonly isActive: boolean;
  /** Null where rows cannot be chosen. */
  readonly isChecked: boolean | null;
  readonly checkLabel: string;
  readonly onSelect: (id: string, wasSelected: boolean) => void;
  readonly onCheck: (id: string, isRange: boolean) => void;
  readonly actions: ((row: Row) => ReactNode) | undefined;
}

function TableRowView<Row extends { readonly id: string }>(props: TableRowProps<Row>) {
  const { row, columns, isList, isSelected, isActive, isChecked, onCheck } = props;
  const element = useRef<HTMLDivElement>(null);
  const hover = useHover();
  useSlide(element, props.top);
  function press(event: MouseEvent): void {
    if (isChecked !== null && (event.shiftKey || event.ctrlKey || event.metaKey)) onCheck(row.id, event.shiftKey);
    else props.onSelect(row.id, isSelected);
  }
  return (
    <div
      ref={element}
      id={props.domId}
      role="row"
      aria-rowindex={props.index + (isList ? 1 : 2)}
      aria-selected={isChecked ?? isSelected}
      aria-current={isChecked !== null && isSelected ? true : undefined}
      // A range is being chosen, not words.
      onMouseDown={(event) => isChecked !== null && event.shiftKey && event.preventDefault()}
      onClick={press}
      {...hover.handlers}
      className={clsx(
        'absolute inset-x-0 grid cursor-default contain-size contain-layout contain-style items-center border-b border-line/60 text-14 hover:bg-raised',
        isSelected && 'bg-raised before:absolute before:inset-y-0 before:left-0 before:w-0.75 before:bg-focus',
        isChecked && 'bg-raised',
        isActive &&
          'group-focus-visible/grid:outline-2 group-focus-visible/grid:-outline-offset-2 group-focus-visible/grid:outline-focus',
        props.isOld && 'hatch-quiet text-dim',
      )}
      style={{ top: props.top, height: props.height, gridTemplateColumns: props.tracks }}
    >
      {isChecked === null ? null : (
        <div role="gridcell" className="h-full">
          <SelectBox label={props.checkLabel} isChecked={isChecked} onToggle={(isRange) => onCheck(row.id, isRange)} />
        </div>
      )}
      <RowCells row={row} columns={columns} isList={isList} listRow={props.listRow} />
      {props.actions && !isList && (isActive || hover.isHovered) ? (
        <RowActions isHovered={hover.isHovered}>{props.actions(row)}</RowActions>
      ) : null}
    </div>
  );
}

/** A finger does not hover: what it would show is in the details. */
function useHover() {
  const [isHovered, setHovered] = useState(false);
  const enter = ({ pointerType }: PointerEvent) => pointerType !== 'touch' && setHovered(true);
  return { isHovered, handlers: { onPointerEnter: enter, onPointerLeave: () => setHovered(false) } };
}

type RowCellsProps<Row> = Pick<TableRowProps<Row>, 'row' | 'columns' | 'isList' | 'listRow'>;

/** Apart from the row around them, as one row that comes or goes moves all below it. */
const RowCells = memo(function RowCells<Row>({ row, columns, isList, listRow }: RowCellsProps<Row>) {
  if (isList) return <Cell>{listRow(row)}</Cell>;
  return columns.map((column) => (
    <Cell key={column.key} isRight={column.align === 'right'} isShort={column.isShort ?? false}>
      {column.cell(row)}
    </Cell>
  ));
}) as <Row>(props: RowCellsProps<Row>) => ReactNode;

interface CellProps {
  readonly isRight?: boolean;
  readonly isShort?: boolean;
  readonly children: ReactNode;
}

function Cell({ isRight = false, isShort = false, children }: CellProps) {
  return (
    <div
      role="gridcell"
      className={clsx('min-w-0 px-3', isShort ? 'whitespace-nowrap' : 'truncate', isRight && 'text-right tabular-nums')}
    >
      {children}
    </div>
  );
}

const drawnFrom = [
  'row',
  'index',
  'top',
  'height',
  'columns',
  'tracks',
  'isList',
  'isOld',
  'isSelected',
  'isActive',
  'isChecked',
  'actions',
] as const satisfies readonly (keyof TableRowProps<unknown>)[];

/** Drawn again only when its own record, place or mark changed: a delta touches the rows it names. */
export const TableRow = memo(TableRowView, (before, after) =>
  drawnFrom.every((key) => before[key] === after[key]),
) as typeof TableRowView;
