import { lookup, Resolver } from 'node:dns/promises';

/** One address of a webhook's host. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Answers with all addresses of a name; rejects where there are none. */
export type LookUp = (host: string) => Promise<readonly HostAddress[]>;

/** The two ways to resolve a name. */
export interface Resolvers {
  /** Asks name servers only, beside the thread pool. */
  ask(host: string, family: 4 | 6): Promise<string[]>;
  /** Asks as the system does, hosts file and all, in one of the four threads of the pool. */
  readonly system: LookUp;
}

/**
 * Makes a look-up that a name server which hangs cannot stop for others: names are asked of name servers without taking a
 * thread. The system is asked where these know no such name, and for names without a dot, which are local ones.
 */
export function createLookUp(resolvers: Resolvers = systemResolvers()): LookUp {
  return async (host) => {
    if (!host.replace(/\.$/, '').includes('.')) return await resolvers.system(host);
    const answers = await Promise.allSettled(
      ([4, 6] as const).map(async (family) =>
        (await resolvers.ask(host, family)).map((address) => ({ address, family })),
      ),
    );
    const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (found.length > 0) return found;
    const failed = answers.find((answer) => answer.status === 'rejected' && !isUnknown(answer.reason));
    if (failed?.status === 'rejected') throw failed.reason;
    return await resolvers.system(host);
  };
}

function systemResolvers(): Resolvers {
  const resolver = new Resolver({ timeout: 1_500, tries: 2 });
  return {
    ask: async (host, family) => await (family === 4 ? resolver.resolve4(host) : resolver.resolve6(host)),
    system: async (host) => await lookup(host, { all: true }),
  };
}

/** No such name, no such records, or nobody to ask. */
function isUnknown(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOTFOUND' || code === 'ENODATA' || code === 'ECONNREFUSED' || code === 'EBADNAME';
}
