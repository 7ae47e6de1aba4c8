import clsx from 'clsx';
import type { ComponentProps } from 'react';

const tones = {
  main: 'border-text bg-text text-ground font-semibold',
  plain: 'border-line bg-surface text-text font-medium hover:border-dim',
  danger: 'border-critical bg-critical text-on-critical font-semibold',
} as const;

/** How a button of this tone looks, for links that do what a button would. */
export function buttonLook(tone: keyof typeof tones = 'plain'): string {
  return clsx(
    'inline-flex h-9 shrink-0 cursor-pointer items-center justify-center gap-2 rounded-small border px-3 text-14 aria-disabled:cursor-default aria-disabled:opacity-60',
    tones[tone],
  );
}

interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'disabled'> {
  readonly tone?: keyof typeof tones;
  /** Stays where the focus is, and does nothing. */
  readonly isBusy?: boolean;
}

/** A button of the console. */
export function Button({ tone = 'plain', isBusy = false, type = 'button', onClick, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-disabled={isBusy || undefined}
      onClick={(event) => (isBusy ? event.preventDefault() : onClick?.(event))}
      className={buttonLook(tone)}
    />
  );
}
