import type { ServerUpdateMutationVariables } from '../../gql/graphql.ts';
import { listOf, numberOf, textOf } from '../../ui/lists.ts';
import type { ServerData } from './server-data.ts';

/** The settings of a server as people write them. */
export interface Entry {
  readonly name: string;
  readonly slug: string;
  readonly description: string;
  readonly environment: string;
  readonly upstream: string;
  readonly errorDialect: ServerData['errorDialect'];
  readonly keyFormat: string;
  readonly ratePerMinute: string;
  readonly burst: string;
  readonly recoverableKeys: boolean;
  readonly scopes: string;
  readonly defaultScopes: string;
  /** A line for each scope: `crm:admin: crm:read, crm:write`. */
  readonly implications: string;
}

/** What of a server can be written anew. */
export function entryOf(server: ServerData): Entry {
  return {
    name: server.name,
    slug: server.slug,
    description: server.description ?? '',
    environment: server.environment,
    upstream: server.upstream ?? '',
    errorDialect: server.errorDialect,
    keyFormat: server.keyFormat ?? '',
    ratePerMinute: server.ratePerMinute === null ? '' : String(server.ratePerMinute),
    burst: server.burst === null ? '' : String(server.burst),
    recoverableKeys: server.recoverableKeys,
    scopes: textOf(server.scopes),
    defaultScopes: textOf(server.defaultScopes),
    implications: server.scopeCatalogue
      .filter(({ implies }) => implies.length > 0)
      .map(({ name, implies }) => `${name}: ${textOf(implies)}`)
      .join('\n'),
  };
}

type Changes = Omit<ServerUpdateMutationVariables, 'workspaceId' | 'serverId'>;

/** What differs from the server, as Keywatch takes it; `fault`: a line of the implications cannot be read. */
export function changesOf(
  server: ServerData,
  entry: Entry,
): { readonly changes: Changes; readonly fault: string | undefined } {
  const before = entryOf(server);
  const differing = new Set(
    (Object.keys(entry) as (keyof Entry)[]).filter((name) => entry[name] !== before[name]),
  );
  const lines = entry.implications.split('\n').filter((line) => line.trim() !== '');
  const implications = lines.map(implicationOf);
  const faulty = lines.find((_line, index) => implications[index] === undefined);
  const all: Required<Changes> = {
    name: entry.name,
    slug: entry.slug,
    description: textOrNull(entry.description),
    environment: entry.environment,
    upstream: textOrNull(entry.upstream),
    errorDialect: entry.errorDialect,
    keyFormat: textOrNull(entry.keyFormat),
    ratePerMinute: numberOf(entry.ratePerMinute),
    burst: numberOf(entry.burst),
    recoverableKeys: entry.recoverableKeys,
    scopes: listOf(entry.scopes),
    defaultScopes: listOf(entry.defaultScopes),
    scopeImplications: implications.filter((each) => each !== undefined),
    status: server.status,
  };
  const taken = Object.entries(all).filter(([name]) =>
    differing.has(name === 'scopeImplications' ? 'implications' : (name as keyof Entry)),
  );
  return {
    changes: Object.fromEntries(taken),
    fault:
      faulty === undefined
        ? undefined
        : `“${faulty}” is no implication. Write the scope, a colon and a space, and what it implies.`,
  };
}

/** Scopes hold colons themselves: the one that divides has a space behind it. */
function implicationOf(line: string): { scope: string; implies: string[] } | undefined {
  const [, scope, rest] = /^\s*(\S+):\s+(.+)$/.exec(line) ?? [];
  if (scope === undefined || rest === undefined) return undefined;
  return { scope, implies: listOf(rest) };
}

function textOrNull(text: string): string | null {
  return text.trim() === '' ? null : text;
}
