import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { CliFailure } from './failure.ts';
import type { TypedDocumentString } from './gql/graphql.ts';

/** Asks a running Keywatch, waiting for one that is being restarted. */
export interface Http {
  /** Runs a typed operation. Throws CliFailure with the server's message where it answers with errors. */
  graphql<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
  /** Posts JSON to the data plane with a token and returns the answer's body. */
  post(path: string, token: string, body: unknown): Promise<unknown>;
  /** Further GraphQL operations carry this session. */
  signIn(sessionToken: string): void;
}

/** How long a server may be away, e.g. because it is restarted in the middle of a replay. */
const AWAY_MS_MAX = 120_000;
const RETRY_MS = 250;

const graphqlAnswer = z.object({
  data: z.unknown().optional(),
  errors: z.array(z.object({ message: z.string() })).optional(),
});

/** Opens a client for the Keywatch at a URL. */
export function createHttp(url: string): Http {
  let session: string | undefined;

  const send = async (path: string, token: string | undefined, body: unknown): Promise<Response> => {
    const deadline = performance.now() + AWAY_MS_MAX;
    for (;;) {
      const response = await fetch(new URL(path, url), {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(body),
      }).catch(() => undefined);
      if (response !== undefined && response.status !== 503) return response;
      if (performance.now() > deadline)
        throw new CliFailure(`Keywatch at ${url} does not answer; start it with npm start.`);
      await delay(RETRY_MS);
    }
  };

  return {
    signIn: (sessionToken) => {
      session = sessionToken;
    },
    graphql: async <Result, Variables>(
      document: TypedDocumentString<Result, Variables>,
      variables: Variables,
    ) => {
      const response = await send('/graphql', session, { ...operationOf(document), variables });
      const answer = graphqlAnswer.parse(await response.json());
      const [error] = answer.errors ?? [];
      if (error !== undefined) throw new CliFailure(error.message);
      return answer.data as Result;
    },
    post: async (path, token, body) => {
      const response = await send(path, token, body);
      const answer: unknown = await response.json();
      if (!response.ok)
        throw new CliFailure(`${path} answered ${response.status}: ${JSON.stringify(answer)}`);
      return answer;
    },
  };
}

/** The operation by its hash, which every Keywatch of this version knows (`KEYWATCH_TRUSTED_DOCUMENTS`). */
function operationOf(document: TypedDocumentString<unknown, never>): object {
  const sha256Hash = String(document.__meta__?.hash).replace('sha256:', '');
  return { extensions: { persistedQuery: { version: 1, sha256Hash } } };
}

/** A mutation's success, or a CliFailure with the refusal's message. */
export function succeeded<Result extends { __typename?: string }>(
  result: Result | null | undefined,
): Exclude<Result, { __typename: 'Refusal' }> {
  if (result == null || result.__typename === 'Refusal') {
    const message = result != null && 'message' in result ? String(result.message) : 'no answer';
    throw new CliFailure(message);
  }
  return result as Exclude<Result, { __typename: 'Refusal' }>;
}
