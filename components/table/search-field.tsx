'use client';
import { Search } from 'lucide-react';
import { memo, useEffect, useRef, useState } from 'react';

interface SearchFieldProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Says what can be found; label and placeholder. */
  readonly label: string;
}

/**
 * The address follows what is typed, a little later; the field itself never waits for it. A query that comes from
 * elsewhere, a link or a cleared filter, is taken over.
 */
export const SearchField = memo(function SearchField({ query, onQuery, label }: SearchFieldProps) {
  const [typed, setTyped] = useState(query);
  const [seen, setSeen] = useState(query);
  const underWay = useRef<string[]>([]);
  if (query !== seen) {
    setSeen(query);
    if (!underWay.current.includes(query)) setTyped(query);
  }
  useEffect(() => {
    if (query === typed) underWay.current = [];
  }, [query, typed]);
  return (
    <search className="relative ml-auto w-full sm:w-64">
      <Search aria-hidden size={14} className="pointer-events-none absolute top-2.75 left-2.5 text-dim" />
      <input
        type="search"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          underWay.current.push(event.target.value);
          onQuery(event.target.value);
        }}
        aria-label={label}
        placeholder={label}
        className="h-9 w-full rounded-small border border-line bg-surface pr-2 pl-8 text-14 placeholder:text-dim"
      />
    </search>
  );
});
