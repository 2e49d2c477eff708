import { openServer, type ServerConnection } from './connection.ts';

/** Connections to nodes of a cluster, one a node. */
export interface ClusterNodes {
  /** The connection to a node, opened with the first call. */
  at(url: string): ServerConnection;
  ready(): readonly (readonly [string, ServerConnection])[];
  /** Closes the others, once they have answered what they were asked. */
  keepOnly(urls: ReadonlySet<string>): Promise<void>;
}

/** Opens no connection yet; `onReady` is told whenever one was established, `onLost` whenever one was lost. */
export function createClusterNodes(deps: {
  onReady: (url: string) => void;
  onLost: (url: string) => void;
}): ClusterNodes {
  const nodes = new Map<string, ServerConnection>();
  const open = (url: string) => {
    const node = openServer(url);
    nodes.set(url, node);
    node.onReady(() => deps.onReady(url));
    node.onLost(() => deps.onLost(url));
    node.redis.connect().catch(() => undefined);
    return node;
  };
  return {
    at: (url) => nodes.get(url) ?? open(url),
    ready: () => [...nodes].filter(([, node]) => node.isReady()),
    keepOnly: async (urls) => {
      const others = [...nodes].filter(([url]) => !urls.has(url));
      for (const [url] of others) nodes.delete(url);
      await Promise.all(others.map(async ([, node]) => await node.close()));
    },
  };
}
