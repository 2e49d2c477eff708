import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { useNow } from '../../ui/now.ts';
import { type Length, type Span, spanOf } from './span.ts';

const STEP_MS = 60_000;

interface ChosenSpan {
  readonly span: Span;
  choose(length: Length): void;
  /** Looks at a part of it more closely. */
  zoom(fromSeconds: number, toSeconds: number): void;
}

/** What of a key's usage is looked at, kept in the URL. */
export function useSpan(): ChosenSpan {
  const [search, setSearch] = useSearchParams();
  const named = search.toString();
  const nowMs = useNow(STEP_MS);
  const span = useMemo(() => spanOf(new URLSearchParams(named), nowMs), [named, nowMs]);
  const change = useCallback(
    (fields: Readonly<Record<string, string>>) =>
      setSearch((known) => {
        const next = new URLSearchParams(known);
        for (const name of ['range', 'from', 'to']) next.delete(name);
        for (const [name, value] of Object.entries(fields)) next.set(name, value);
        return next;
      }),
    [setSearch],
  );
  return {
    span,
    choose: useCallback((range: Length) => change({ range }), [change]),
    zoom: useCallback(
      (fromSeconds: number, toSeconds: number) => change({ from: iso(fromSeconds), to: iso(toSeconds) }),
      [change],
    ),
  };
}

function iso(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
