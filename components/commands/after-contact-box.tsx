interface AfterContactBoxProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  /** Of several agents it speaks otherwise. */
  readonly words?: string;
}

/** Whether a command waits until the agent has nothing in hand. */
export function AfterContactBox({ isOn, onChange, words = 'after this contact' }: AfterContactBoxProps) {
  return (
    <label className="flex items-center gap-2 text-14">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="h-4 w-4 accent-focus"
      />
      {words}
    </label>
  );
}
