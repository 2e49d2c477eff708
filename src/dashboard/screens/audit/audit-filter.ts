import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import type { AuditLogFilter } from '../../gql/graphql.ts';
import { listOf } from '../../ui/lists.ts';

/** The names of the filters in the URL. */
const FILTERS = ['action', 'actor', 'targetType', 'targetId', 'ip', 'from', 'to'] as const;

type FilterName = (typeof FILTERS)[number];

/** What the URL narrows the log by, as fields show it. */
export type FilterTexts = Readonly<Record<FilterName, string>>;

/** Reads the filters of the URL; they stay the same while the URL does. */
export function useAuditFilter(): {
  readonly texts: FilterTexts;
  set(name: FilterName, text: string): void;
  clear(): void;
} {
  const [search, setSearch] = useSearchParams();
  const named = search.toString();
  const texts = useMemo(() => textsOf(new URLSearchParams(named)), [named]);
  return {
    texts,
    set: (name, text) =>
      setSearch(
        (known) => {
          const next = new URLSearchParams(known);
          if (text === '') next.delete(name);
          else next.set(name, text);
          return next;
        },
        { replace: true },
      ),
    clear: () => setSearch({}, { replace: true }),
  };
}

/** The filters of a query; what it does not name is empty. */
function textsOf(search: URLSearchParams): FilterTexts {
  const entries = FILTERS.map((name) => [name, search.get(name) ?? ''] as const);
  return Object.fromEntries(entries) as FilterTexts;
}

/** The same for GraphQL. Days are those of whoever looks, and `to` is a day that is still in it. */
export function filterOf({ action, actor, targetType, targetId, ip, from, to }: FilterTexts): AuditLogFilter {
  const begin = dayOf(from, 0);
  const end = dayOf(to, 1);
  return {
    ...(action === '' ? {} : { actions: listOf(action) }),
    ...(actor === '' ? {} : { actorIds: [actor] }),
    ...(targetType === '' ? {} : { targetType }),
    ...(targetId === '' ? {} : { targetId }),
    ...(ip === '' ? {} : { ip }),
    ...(begin === undefined ? {} : { from: begin }),
    ...(end === undefined ? {} : { to: end }),
  };
}

/** The beginning of a day such as `2026-11-21` in the zone of whoever looks, some days later; undefined where it is none. */
function dayOf(text: string, later: number): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  const at = new Date(Number(year), Number(month) - 1, Number(day) + later);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
