import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { UsageDimension } from '../../gql/graphql.ts';
import { useNow } from '../../ui/now.ts';
import { type RangeName, type Span, spanOf } from './span.ts';

/** By what the series are told apart. */
export type Split = Extract<UsageDimension, 'SERVER' | 'KEY' | 'ENDPOINT' | 'CODE'>;

/** Which requests are drawn. */
export type Shown = 'requests' | 'denied' | 'errors';

/** What the URL says about the screen. */
export interface View {
  readonly span: Span;
  readonly split: Split;
  readonly shown: Shown;
  change(next: Partial<Record<'range' | 'from' | 'to' | 'by' | 'show', string | null>>): void;
}

const RANGES: readonly RangeName[] = ['24h', '7d', '30d', 'custom'];
const SPLITS: readonly Split[] = ['SERVER', 'KEY', 'ENDPOINT', 'CODE'];
const SHOWN: readonly Shown[] = ['requests', 'denied', 'errors'];

/** Reads the view from the URL, so that it can be shared, and writes it there. */
export function useView(): View {
  const [search, setSearch] = useSearchParams();
  const now = useNow(60_000);
  const range = oneOf(RANGES, search.get('range'));
  const split = oneOf(SPLITS, search.get('by'));
  const shown = oneOf(SHOWN, search.get('show'));
  const [from, to] = [search.get('from'), search.get('to')];
  return useMemo(() => {
    const asked = { fromMs: Date.parse(from ?? ''), toMs: Date.parse(to ?? '') };
    return {
      span: spanOf(range, asked, now),
      split,
      shown: split === 'CODE' && shown === 'errors' ? 'requests' : shown,
      change: (next) =>
        setSearch((known) => {
          const changed = new URLSearchParams(known);
          for (const [name, value] of Object.entries(next)) {
            if (value === null) changed.delete(name);
            else changed.set(name, value);
          }
          return changed;
        }),
    };
  }, [range, split, shown, from, to, now, setSearch]);
}

function oneOf<Value extends string>(all: readonly Value[], asked: string | null): Value {
  return all.find((each) => each === asked) ?? (all[0] as Value);
}
