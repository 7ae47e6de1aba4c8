import type { SourceView } from './source-view';

/** Stands in the tiles' place when there is no queue to show, and says what to do about it. */
export function WallNotice({ sources }: { sources: readonly SourceView[] }) {
  const { title, next } = noticeFor(sources);
  return (
    <div className="flex min-w-0 flex-1 flex-col justify-center gap-[0.4em] rounded-tile border border-line px-[1.2em] text-balance leading-[1.2]">
      <h2 className="text-[1.4em] font-semibold">{title}</h2>
      <p className="text-dim">{next}</p>
    </div>
  );
}

export function noticeFor(sources: readonly SourceView[]): { title: string; next: string } {
  if (sources.length === 0) {
    return {
      title: 'No sources yet',
      next: 'An administrator adds your contact-centre systems on the Sources page.',
    };
  }
  const asked = sources.filter(({ source }) => source.link !== 'paused');
  const list = new Intl.ListFormat(undefined, { type: 'conjunction' });
  const names = list.format((asked.length > 0 ? asked : sources).map(({ source }) => source.name));
  if (asked.length === 0) return { title: 'Paused', next: `${names}: an administrator can resume it on its page.` };
  if (asked.every(({ isCounted }) => !isCounted)) {
    return { title: 'No answer yet', next: `Waiting for ${names}. The Sources page says what is wrong.` };
  }
  return {
    title: 'No queues',
    next: `${names}: no queue to show. See that the account Callboard signs in with may see queues.`,
  };
}
