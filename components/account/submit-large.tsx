interface SubmitLargeProps {
  readonly isAlive: boolean;
  readonly isBusy: boolean;
  readonly words: string;
}

/** The one button of a page that stands before the console. */
export function SubmitLarge({ isAlive, isBusy, words }: SubmitLargeProps) {
  return (
    <button
      type="submit"
      disabled={!isAlive}
      aria-disabled={isBusy}
      className="mt-2 h-10 cursor-pointer rounded-panel bg-text px-4 font-semibold text-ground aria-disabled:cursor-default aria-disabled:opacity-60"
    >
      {isBusy ? 'One moment…' : words}
    </button>
  );
}
