import type { FastifyInstance, FastifyRequest } from 'fastify';
import { hashSecret } from '../core/key/digest.ts';
import {
  type GithubLabel,
  type GithubMatch,
  isSignedByGithub,
  readGithubReport,
} from '../core/leak/github-report.ts';
import type { ReportLeaks } from '../core/leak/report.ts';
import type { GithubKeys } from './github-keys.ts';
import { Problem } from './problem.ts';

/** About 20,000 matches. */
const BODY_BYTES_MAX = 4 * 2 ** 20;

/**
 * Adds `POST /v1/leaks/github`, the receiver of GitHub's secret scanning partner program. A report counts if GitHub signed
 * its body; a repeated one changes nothing. Each match is labelled: a true positive is a key of this installation, dead
 * or alive.
 */
export function addGithubLeaks(
  server: FastifyInstance,
  deps: { readonly githubKeys: GithubKeys; readonly reportLeaks: ReportLeaks },
): void {
  void server.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    scope.post('/v1/leaks/github', { bodyLimit: BODY_BYTES_MAX }, async (request) => {
      const matches = await readSigned(deps.githubKeys, request);
      const found = matches.map(({ token, url, source }) => ({
        sha256: hashSecret(token),
        place: { reporter: 'GITHUB', source, url } as const,
      }));
      const outcomes = await deps.reportLeaks(found, {});
      return matches.map(
        ({ type }, index): GithubLabel => ({
          token_hash: Buffer.from(found[index]?.sha256 ?? []).toString('hex'),
          token_type: type,
          label: outcomes[index] === undefined ? 'false_positive' : 'true_positive',
        }),
      );
    });
  });
}

/** The matches of a report. Throws a Problem where it is not GitHub's, or no report. */
async function readSigned(githubKeys: GithubKeys, request: FastifyRequest): Promise<readonly GithubMatch[]> {
  const keyId = headerOf(request, 'github-public-key-identifier');
  const signature = headerOf(request, 'github-public-key-signature');
  if (keyId === undefined || signature === undefined) {
    throw new Problem(
      401,
      'REPORT_SIGNATURE_MISSING',
      'Send GitHub-Public-Key-Identifier and GitHub-Public-Key-Signature; others report to POST /v1/leaks.',
    );
  }
  const key = await githubKeys.find(keyId);
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  if (key === undefined || !isSignedByGithub(body, signature, key)) {
    throw new Problem(
      401,
      'REPORT_SIGNATURE_INVALID',
      'The signature is not one of GitHub’s over this body; send the body byte for byte as it was signed.',
    );
  }
  const matches = readGithubReport(body);
  if (matches !== undefined) return matches;
  throw new Problem(
    400,
    'INVALID_REQUEST',
    'body must be a JSON array of at most 20,000 objects with a `token`.',
  );
}

function headerOf({ headers }: FastifyRequest, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value.length <= 500 ? value : undefined;
}
