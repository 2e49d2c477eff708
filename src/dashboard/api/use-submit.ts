import { useCallback, useState } from 'react';
import type { Trouble } from './trouble.ts';
import type { Outcome } from './use-action.ts';

/** What a form sends: while it is under way, `busy`; where it was refused, `trouble` until it is sent again. */
export interface Submission {
  readonly busy: boolean;
  readonly trouble: Trouble | undefined;
  /** Sends it; gives what came of it, undefined where it was refused. */
  submit<Value>(act: () => Promise<Outcome<Value>>): Promise<Value | undefined>;
  /** Forgets the trouble. */
  reset(): void;
}

/** Keeps what became of the last attempt of a form. */
export function useSubmit(): Submission {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const submit = useCallback(async <Value>(act: () => Promise<Outcome<Value>>) => {
    setBusy(true);
    setTrouble(undefined);
    const outcome = await act();
    setBusy(false);
    if (outcome.done) return outcome.value;
    setTrouble(outcome.trouble);
    return undefined;
  }, []);
  const reset = useCallback(() => setTrouble(undefined), []);
  return { busy, trouble, submit, reset };
}
