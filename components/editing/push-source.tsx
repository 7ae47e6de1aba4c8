'use client';
import { type ChangeEvent, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { FieldFrame } from '@/components/ui/field';
import { findJsonProblem } from '@/lib/editing/json-problem';

interface PushSourceProps {
  readonly isBusy: boolean;
  /** Null: from the configuration of now. */
  readonly onAsk: (document: string | null) => void;
  /** What was planned is not what is chosen any more. */
  readonly onChange: () => void;
}

/** What the server takes, in characters. */
const mostCharacters = 20_000_000;

/** Where the configuration to be sent comes from. */
export function PushSource({ isBusy, onAsk, onChange }: PushSourceProps) {
  const name = useId();
  const [isFile, setFile] = useState(false);
  const [file, setRead] = useState<ReadFile>({ text: null, problem: '' });
  function choose(next: boolean): void {
    setFile(next);
    onChange();
  }
  async function take(event: ChangeEvent<HTMLInputElement>): Promise<void> {
    onChange();
    const chosen = event.target.files?.[0];
    setRead(chosen ? await readDocument(chosen) : { text: null, problem: '' });
  }
  function ask(): void {
    if (!isFile) onAsk(null);
    else if (file.text !== null) onAsk(file.text);
    else setRead({ text: null, problem: file.problem || 'choose a file first' });
  }
  return (
    <fieldset className="grid min-w-0 gap-3 rounded-panel border border-line bg-surface px-4 pt-2 pb-4 text-14">
      <legend className="px-1 text-14 font-semibold">What is to be sent</legend>
      <label className="flex min-h-6 items-center gap-2">
        <input type="radio" name={name} checked={!isFile} onChange={() => choose(false)} className={radio} />
        The agents and queues as they are now
      </label>
      <label className="flex min-h-6 items-center gap-2">
        <input type="radio" name={name} checked={isFile} onChange={() => choose(true)} className={radio} />A file
      </label>
      {isFile ? (
        <FieldFrame label="File" help="JSON, at most 20 million characters." problem={file.problem || null}>
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".json,application/json"
              onChange={(event) => void take(event)}
              className="min-h-9 w-full text-14 file:mr-3 file:h-9 file:rounded-small file:border file:border-line file:bg-surface file:px-3 file:font-medium file:text-text"
            />
          )}
        </FieldFrame>
      ) : null}
      <div>
        <Button tone="main" isBusy={isBusy} onClick={ask}>
          {isBusy ? 'Comparing…' : 'Show what it would do'}
        </Button>
      </div>
    </fieldset>
  );
}

const radio = 'h-4 w-4 shrink-0 accent-focus';

interface ReadFile {
  /** Null where it cannot be sent. */
  readonly text: string | null;
  readonly problem: string;
}

async function readDocument(file: File): Promise<ReadFile> {
  // A character takes at least a byte, and at most four.
  if (file.size > 4 * mostCharacters) return { text: null, problem: tooLong };
  const text = await file.text();
  if (text.length > mostCharacters) return { text: null, problem: tooLong };
  const problem = findJsonProblem(text);
  if (problem === null) return { text, problem: '' };
  return { text: null, problem: `is not JSON: look at line ${problem.line}, column ${problem.column}` };
}

const tooLong = 'is too large: at most 20 million characters can be sent';
