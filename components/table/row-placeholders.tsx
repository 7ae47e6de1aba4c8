const placeholders = Array.from({ length: 12 }, (_, index) => index);

/** Rows that have not come yet, in the room they will take. */
export function RowPlaceholders({ height, words }: { readonly height: number; readonly words: string }) {
  return (
    <div role="row">
      <div role="gridcell">
        <span className="sr-only">{words}</span>
        {placeholders.map((index) => (
          <div key={index} aria-hidden className="flex items-center border-b border-line/60 px-3" style={{ height }}>
            <span className="h-2 rounded-small bg-raised" style={{ width: `${34 - ((index * 7) % 13)}%` }} />
          </div>
        ))}
      </div>
    </div>
  );
}
