import { createPublicKey, verify } from 'node:crypto';
import { z } from 'zod';

/** One match of GitHub's secret scanning (Secret scanning partner program). */
export interface GithubMatch {
  readonly token: string;
  readonly type: string;
  /** Where it was found; null: GitHub does not say. */
  readonly url: string | null;
  /** Such as `commit` or `gist_content`. */
  readonly source: string;
}

/** What GitHub is told of a match. */
export interface GithubLabel {
  /** SHA-256 of the token, hexadecimal: the token itself need not travel again. */
  readonly token_hash: string;
  readonly token_type: string;
  readonly label: 'true_positive' | 'false_positive';
}

const matchSchema = z.object({
  token: z.string().min(1).max(2_000),
  type: z.string().max(200).default(''),
  url: z.string().max(2_000).nullish(),
  source: z.string().max(100).nullish(),
});

const reportSchema = z.array(matchSchema).max(20_000);

/** Reads the body of a report; undefined where it is none. Texts keep no control characters, which Postgres or a log would trip over. */
export function readGithubReport(body: Uint8Array): readonly GithubMatch[] | undefined {
  const parsed = reportSchema.safeParse(readJson(body));
  return parsed.data?.map(({ token, type, url, source }) => ({
    token,
    type: printable(type),
    url: printable(url ?? '') || null,
    source: printable(source ?? '') || 'unknown',
  }));
}

/** Tells whether a report was signed by this key: ECDSA on P-256 with SHA-256, over the body as it came; the signature is base64 of DER. */
export function isSignedByGithub(body: Uint8Array, signature: string, publicKeyPem: string): boolean {
  try {
    const key = createPublicKey(publicKeyPem);
    if (key.asymmetricKeyDetails?.namedCurve !== 'prime256v1') return false;
    return verify('sha256', body, { key, dsaEncoding: 'der' }, Buffer.from(signature, 'base64'));
  } catch {
    // Node throws for what is no key or no signature at all: neither signs anything.
    return false;
  }
}

/** Takes out what cannot be printed or stored. */
export function printable(text: string): string {
  return text.toWellFormed().replaceAll(/\p{Cc}/gu, '');
}

function readJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return undefined;
    throw error;
  }
}
