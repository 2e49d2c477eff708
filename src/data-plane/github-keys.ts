import { z } from 'zod';
import { Problem } from './problem.ts';

/** The public keys with which GitHub signs its reports. */
export interface GithubKeys {
  /** The key of an id as PEM; undefined where GitHub has none. Throws a Problem (503) where GitHub cannot be asked. */
  find(keyId: string): Promise<string | undefined>;
}

/** What is learnt of a list of keys. */
export interface GithubKeyList {
  readonly status: number;
  readonly etag: string | null;
  readonly body: string;
}

/** Asks for the list, with the tag of the one that is known. */
export type FetchGithubKeys = (etag: string | null) => Promise<GithubKeyList>;

const listSchema = z.object({
  public_keys: z
    .array(z.object({ key_identifier: z.string(), key: z.string(), is_current: z.boolean().optional() }))
    .max(1_000),
});

/** A list is asked for again at most once a minute, whatever ids are asked for. */
const ASKED_EVERY_MS = 60_000;
/** A list that is older is asked for again, so that a key which GitHub took back signs nothing more. */
const FRESH_MS = 3_600_000;
const ANSWER_MS_MAX = 5_000;

/** Remembers the list of keys with its ETag, and asks again for ids that are not on it. */
export function createGithubKeys(deps: { fetchKeys: FetchGithubKeys; now: () => number }): GithubKeys {
  let keys: ReadonlyMap<string, string> = new Map();
  let etag: string | null = null;
  let readAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  /** Those who need the list meanwhile wait for the same answer. */
  let asking: Promise<void> | undefined;

  const ask = async () => {
    askedAt = deps.now();
    const answer = await deps.fetchKeys(etag);
    if (answer.status !== 304) {
      const { public_keys: list } = listSchema.parse(JSON.parse(answer.body));
      keys = new Map(list.map(({ key_identifier: id, key }) => [id, key]));
      ({ etag } = answer);
    }
    readAt = deps.now();
  };

  return {
    find: async (keyId) => {
      const now = deps.now();
      const isKnown = keys.has(keyId) && now - readAt < FRESH_MS;
      if (!isKnown && (asking !== undefined || now - askedAt >= ASKED_EVERY_MS)) {
        asking ??= ask().finally(() => {
          asking = undefined;
        });
        await asking.catch((cause: unknown) => {
          if (!keys.has(keyId)) throw unavailable(cause);
        });
      }
      // The last time, GitHub did not answer: nobody knows whether the id is one of its own.
      if (readAt < askedAt && !keys.has(keyId)) throw unavailable(undefined);
      return keys.get(keyId);
    },
  };
}

/** Asks over HTTP. Throws where there is no answer in time, or one that is no list. */
export function fetchGithubKeys(url: string): FetchGithubKeys {
  return async (etag) => {
    const response = await fetch(url, {
      headers: {
        accept: 'application/json',
        'user-agent': 'Keywatch',
        ...(etag === null ? {} : { 'if-none-match': etag }),
      },
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_MS_MAX),
    });
    const { status, headers } = response;
    if (status !== 200 && status !== 304) throw new Error(`${url} answers ${status}.`);
    return { status, etag: headers.get('etag'), body: await response.text() };
  };
}

function unavailable(cause: unknown): Problem {
  return new Problem(
    503,
    'REPORT_KEYS_UNAVAILABLE',
    'The keys that reports are signed with cannot be read from GitHub; send the report again in a minute.',
    60,
    { cause },
  );
}
