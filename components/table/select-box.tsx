import { type MouseEvent, useEffect, useRef } from 'react';

interface SelectBoxProps {
  readonly label: string;
  readonly isChecked: boolean;
  /** Some of what it stands for are. */
  readonly isMixed?: boolean;
  /** The table has the keys of its rows; in the header it is a stop of its own. */
  readonly isStop?: boolean;
  readonly onToggle: (isRange: boolean) => void;
}

/** Chooses a row, or all of them; the whole cell can be pressed. */
export function SelectBox({ label, isChecked, isMixed = false, isStop = false, onToggle }: SelectBoxProps) {
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (box.current) box.current.indeterminate = isMixed;
  }, [isMixed]);
  const press = (event: MouseEvent) => {
    event.stopPropagation();
    onToggle(event.shiftKey);
  };
  return (
    <label
      className="grid h-full w-full cursor-pointer place-items-center"
      onClick={(event) => event.stopPropagation()}
    >
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        tabIndex={isStop ? 0 : -1}
        checked={isChecked}
        onChange={() => {}}
        onClick={press}
        className="h-4 w-4 accent-focus"
      />
    </label>
  );
}
