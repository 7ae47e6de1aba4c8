import { type ReactNode, useId, useState } from 'react';

interface ExplainProps {
  /** What is explained, for who cannot see what the button covers. */
  label: string;
  children: () => ReactNode;
}

/** Covers its positioned parent: a press says how the figure came to be. The words are made only while they are read. */
export function Explain({ label, children }: ExplainProps) {
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        popoverTarget={id}
        aria-label={`Explain ${label}`}
        className="absolute inset-0 cursor-help rounded-tile"
      />
      <section
        id={id}
        popover="auto"
        aria-label={label}
        onToggle={(event) => setOpen(event.newState === 'open')}
        className="m-auto max-w-lg rounded-panel border border-line bg-raised p-6 text-16 font-normal text-text backdrop:bg-ground/60"
      >
        {isOpen && (
          <>
            <p className="mb-3 text-20 font-semibold">{label}</p>
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">{children()}</dl>
          </>
        )}
      </section>
    </>
  );
}

/** One line of an explanation. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-dim">{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
