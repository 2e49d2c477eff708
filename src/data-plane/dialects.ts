import { createBoundedMap } from '../core/bounded-map.ts';
import type { ErrorDialect } from '../core/error-dialect.ts';
import { createOnce } from '../core/once.ts';

/** How the servers of gateways word their refusals. */
export interface Dialects {
  /**
   * The dialect of a server: PROBLEM where none is named, or there is none of that name. It does not follow from the key,
   * because refusals of unknown keys have to look like those of dead ones. At most 10 seconds old.
   */
  of(place: ServerPlace): Promise<ErrorDialect>;
  /** The dialect as it is remembered, however old, without a look-up. */
  remembered(place: ServerPlace): ErrorDialect;
}

/** A server by its slug. */
export interface ServerPlace {
  readonly workspaceId: string;
  readonly server?: string;
}

const FRESH_MS = 10_000;
const SERVERS_MAX = 10_000;

/** Opens an empty cache. A server whose dialect cannot be read keeps the one that is remembered. */
export function createDialects(deps: {
  find: (workspaceId: string, slug: string) => Promise<ErrorDialect | undefined>;
  now: () => number;
}): Dialects {
  const cache = createBoundedMap<string, { dialect: ErrorDialect; readAt: number }>(SERVERS_MAX);
  const once = createOnce<ErrorDialect>();
  const remembered = (place: ServerPlace) => cache.get(nameOf(place))?.dialect ?? 'PROBLEM';

  return {
    remembered,
    of: async (place) => {
      const { workspaceId, server } = place;
      if (server === undefined) return 'PROBLEM';
      const name = nameOf(place);
      const known = cache.get(name);
      if (known !== undefined && deps.now() - known.readAt < FRESH_MS) return known.dialect;
      return await once(name, async () => {
        const readAt = deps.now();
        const found = await deps.find(workspaceId, server).catch(() => known?.dialect);
        cache.set(name, { dialect: found ?? 'PROBLEM', readAt });
        return found ?? 'PROBLEM';
      });
    },
  };
}

function nameOf({ workspaceId, server = '' }: ServerPlace): string {
  return `${workspaceId}/${server}`;
}
