'use client';
import { Button } from '@/components/ui/button';
import { isUnsent } from '@/lib/commands/describe-intent';
import { intentsOn } from '@/lib/commands/intents-on';
import type { IntentRecord } from '@/lib/floor/records';
import { useRecords } from '@/lib/live/use-floor';
import { useTakeBack } from '@/lib/queries/commands';
import { RefusedMark } from './intent-mark';
import { IntentWords } from './intent-words';
import { useOutbox } from './outbox';
import { useCommandRights } from './use-command-vendor';
import { wordsOfFailure } from './words-of-failure';

/** Everything that was asked of one target of late and what came of it, refusals in words. */
export function TargetIntents({ targetId }: { readonly targetId: string }) {
  const intents = intentsOn(useRecords('intents'), targetId);
  const refused = useOutbox().refusals.get(targetId);
  return (
    <div className={intents.length > 0 || refused ? 'mt-2 grid gap-1.5' : undefined}>
      {refused ? (
        <p role="alert" className="flex items-start gap-2 text-13 text-alarm">
          <RefusedMark />
          <span className="min-w-0 wrap-anywhere">
            <span className="font-medium">{refused.title}</span>: refused: {refused.message}
          </span>
        </p>
      ) : null}
      {intents.map((intent) => (
        <IntentLine key={intent.id} intent={intent} />
      ))}
    </div>
  );
}

function IntentLine({ intent }: { readonly intent: IntentRecord }) {
  const { by, note } = intent;
  return (
    <div className="flex items-start gap-2 text-13">
      <IntentWords intent={intent} />
      <span className="ml-auto shrink-0 text-right text-12 text-dim">
        by {by}
        {note ? <span className="block max-w-40 wrap-anywhere">“{note}”</span> : null}
        <TakeBackButton intent={intent} />
      </span>
    </div>
  );
}

/** As long as nothing was sent. */
function TakeBackButton({ intent }: { readonly intent: IntentRecord }) {
  const rights = useCommandRights();
  const takeBack = useTakeBack();
  if (!rights.agents || !isUnsent(intent)) return null;
  return (
    <span className="mt-1 block">
      <Button isBusy={takeBack.isPending} onClick={() => takeBack.mutate([intent.id])}>
        Take back
      </Button>
      {takeBack.isError ? <span className="block text-alarm">{wordsOfFailure(takeBack.error)}</span> : null}
    </span>
  );
}
