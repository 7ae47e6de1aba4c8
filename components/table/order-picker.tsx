'use client';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useId } from 'react';
import { type Column, firstSort, type Sort } from './column';

interface OrderPickerProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

/** What the header does in a table: picks the order of a list. */
export function OrderPicker<Row>({ columns, sort, onSort }: OrderPickerProps<Row>) {
  const id = useId();
  const Arrow = sort.descending ? ArrowDown : ArrowUp;
  function pick(key: string) {
    const column = columns.find((one) => one.key === key);
    if (column) onSort(firstSort(column));
  }
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-b border-line bg-raised px-3 text-12">
      <label htmlFor={id} className="text-dim">
        Order
      </label>
      <select
        id={id}
        value={sort.key}
        onChange={(event) => pick(event.target.value)}
        className="h-7 min-w-0 flex-1 rounded-small bg-raised font-medium"
      >
        {columns
          .filter((column) => column.sortBy)
          .map(({ key, title }) => (
            <option key={key} value={key}>
              {title}
            </option>
          ))}
      </select>
      <button
        type="button"
        aria-label={sort.descending ? 'Highest first; turn round' : 'Lowest first; turn round'}
        onClick={() => onSort({ ...sort, descending: !sort.descending })}
        className="grid h-7 w-9 place-items-center rounded-small hover:bg-surface"
      >
        <Arrow aria-hidden size={14} />
      </button>
    </div>
  );
}
