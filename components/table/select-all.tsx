import { SelectBox } from './select-box';

interface SelectAllProps {
  readonly rows: readonly { readonly id: string }[];
  readonly chosen: ReadonlySet<string> | undefined;
  readonly onToggle: () => void;
}

/** Chooses all rows that are shown, or none of them. */
export function SelectAll({ rows, chosen, onToggle }: SelectAllProps) {
  const count = rows.filter(({ id }) => chosen?.has(id)).length;
  const areAll = rows.length > 0 && count === rows.length;
  const isMixed = count > 0 && !areAll;
  return <SelectBox label="Select all shown" isChecked={areAll} isMixed={isMixed} isStop onToggle={onToggle} />;
}
