import clsx from 'clsx';

/** How a stop in the rail looks. */
export function railItem(here: boolean): string {
  return clsx(
    'flex min-w-0 flex-1 flex-col items-center gap-1 rounded-small px-1 py-2 text-12 font-medium focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-focus md:flex-none',
    here ? 'bg-raised text-text' : 'text-dim hover:bg-raised hover:text-text',
  );
}
