import { usePersistedOperations } from '@graphql-yoga/plugin-persisted-operations';
import type { Plugin } from 'graphql-yoga';

/** The operations that clients of Keywatch's own send, and whether others are taken as well. */
export interface TrustedDocuments {
  /** SHA-256 of an operation's text, in hexadecimal → the text. */
  readonly texts: ReadonlyMap<string, string>;
  readonly mode: 'also' | 'only';
}

/**
 * Takes an operation by its hash (`extensions.persistedQuery.sha256Hash`) instead of its text. In the mode `only` nothing
 * else is taken.
 */
export function trustedDocuments({ texts, mode }: TrustedDocuments): Plugin {
  return usePersistedOperations({
    getPersistedOperation: (hash) => texts.get(hash) ?? null,
    allowArbitraryOperations: mode === 'also',
    customErrors: {
      notFound: refusal('This Keywatch trusts no document of this hash; send the text of the operation.'),
      persistedQueryOnly: refusal(
        'This Keywatch runs its own documents only: send `extensions.persistedQuery.sha256Hash` of one, without a query.',
      ),
      keyNotFound: {
        message: 'Must provide query string.',
        extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
      },
    },
  });
}

function refusal(message: string) {
  return { message, extensions: { code: 'DOCUMENT_NOT_TRUSTED', http: { status: 400 } } };
}
