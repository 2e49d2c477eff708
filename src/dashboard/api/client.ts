import { Client, fetchExchange, mapExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { createCache } from './cache.ts';
import { hashOf } from './document.ts';

interface SessionEvents {
  onSignedOut(ended: boolean): void;
  onOutdated(): void;
}

/**
 * Opens GraphQL of the Keywatch that served the page. `onSignedOut` is told where nobody is signed in, and whether somebody
 * was before, and `onOutdated` where Keywatch was upgraded since the page was loaded.
 */
export function createClient({ onSignedOut, onOutdated }: SessionEvents): Client {
  let wasSignedIn = false;
  return new Client({
    url: '/graphql',
    fetchSubscriptions: true,
    preferGetMethod: false,
    requestPolicy: 'cache-and-network',
    exchanges: [
      mapExchange({
        onResult: ({ operation, data, error }) => {
          const codes = error?.graphQLErrors.map(({ extensions }) => extensions['code']) ?? [];
          if (codes.includes('UNAUTHENTICATED')) onSignedOut(wasSignedIn);
          else if (codes.includes('DOCUMENT_NOT_TRUSTED')) onOutdated();
          else if (operation.kind === 'query' && data !== undefined) wasSignedIn = true;
        },
      }),
      createCache(),
      // Trusted documents: operations go out by their hash, and Keywatch knows the text.
      persistedExchange({
        preferGetForPersistedQueries: false,
        enforcePersistedQueries: true,
        enableForMutation: true,
        enableForSubscriptions: true,
        generateHash: async (_text, document) => await Promise.resolve(hashOf(nameOf(document)) ?? null),
      }),
      fetchExchange,
    ],
  });
}

function nameOf(document: { readonly definitions: readonly object[] }): string {
  const [definition] = document.definitions as readonly { readonly name?: { readonly value: string } }[];
  return definition?.name?.value ?? '';
}
