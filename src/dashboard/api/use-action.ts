import { useCallback, useState } from 'react';
import { type AnyVariables, useMutation } from 'urql';
import { nodeOf, type Operation } from './document.ts';
import { type Trouble, troubleOf } from './trouble.ts';

/** What a mutation gave: its success, or why it was refused. */
export type Outcome<Success> =
  | { readonly done: true; readonly value: Success }
  | { readonly done: false; readonly trouble: Trouble };

/** The one field of a mutation, without its refusal. */
type SuccessOf<Result> = Exclude<Result[keyof Result], { __typename: 'Refusal' } | null | undefined>;

/**
 * A mutation of one field, whose document names `__typename` and, of Refusal, code and message. Refusals, errors and
 * outages become the same kind of trouble.
 */
export function useAction<Result extends object, Variables extends AnyVariables>(
  operation: Operation<Result, Variables>,
): [run: (variables: Variables) => Promise<Outcome<SuccessOf<Result>>>, running: boolean] {
  const [, mutate] = useMutation<Result>(nodeOf(operation));
  const [running, setRunning] = useState(false);
  const run = useCallback(
    async (variables: Variables): Promise<Outcome<SuccessOf<Result>>> => {
      setRunning(true);
      try {
        const { data, error } = await mutate(variables);
        if (error !== undefined) return { done: false, trouble: troubleOf(error) };
        const value: unknown = Object.entries(data ?? {}).find(([name]) => name !== '__typename')?.[1];
        if (isRefusal(value)) return { done: false, trouble: told(value) };
        return { done: true, value: value as SuccessOf<Result> };
      } finally {
        setRunning(false);
      }
    },
    [mutate],
  );
  return [run, running];
}

/** What is not found was there when the page was read. */
function told({ code, message }: Trouble): Trouble {
  if (code !== 'NOT_FOUND') return { code, message };
  return {
    code,
    message: `${message} Somebody has removed it meanwhile: load the page again to see what is.`,
  };
}

function isRefusal(value: unknown): value is Trouble {
  return (
    typeof value === 'object' && value !== null && '__typename' in value && value.__typename === 'Refusal'
  );
}
