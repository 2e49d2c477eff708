import { sealEnvelope } from '../core/envelope.ts';
import { Refusal } from '../core/errors.ts';
import { digestOf, hashSecret } from '../core/key/digest.ts';
import { makeSigningSecret, sealSigningSecret } from '../core/key/signing-secret.ts';
import { KEY_FORMATS, makeKeySecret, parseTemplate } from '../core/key/template.ts';
import type { ServerTerms, WorkspaceTerms } from '../storage/key-terms.ts';
import type { ActionDeps } from './deps.ts';

/**
 * Makes the secret of a key and what is stored of it. `format` is the name of one or a template; `recoverable` keeps the
 * secret in an envelope that opens for this key only; `signed` makes a signing secret as well. Refused with INVALID_INPUT where the format is none.
 */
export function makeStoredSecret(
  deps: Pick<ActionDeps, 'peppers' | 'randomBytes' | 'encryptionKey'>,
  key: {
    readonly id: string;
    readonly ownerId: string;
    readonly environment: string;
    readonly format: string;
    readonly recoverable: boolean;
    readonly signed: boolean;
  },
) {
  const format = templateOf(key.format);
  const template = parseTemplate(format);
  if ('fault' in template) throw new Refusal('INVALID_INPUT', `format: ${template.fault}`);
  const fill = { environment: key.environment, ownerId: key.ownerId, keyId: key.id };
  const { secret, prefix, lastFour } = makeKeySecret(template, fill, deps.randomBytes);
  const [pepper] = deps.peppers;
  const { encryptionKey, randomBytes } = deps;
  const signingSecret = key.signed ? makeSigningSecret(randomBytes) : null;
  const stored = {
    prefix,
    lastFour,
    format,
    digest: digestOf(hashSecret(secret), pepper),
    pepperVersion: pepper.version,
    sealedSecret: key.recoverable ? sealEnvelope(secret, encryptionKey, key.id, randomBytes) : null,
    sealedSigningSecret:
      signingSecret === null ? null : sealSigningSecret(signingSecret, encryptionKey, key.id, randomBytes),
  };
  return { secret, signingSecret, stored };
}

/** The format of a key that names none: its only server's where it lists one, else the workspace's, else Keywatch's. */
export function defaultFormat(
  allServers: boolean,
  servers: readonly ServerTerms[],
  terms: WorkspaceTerms,
): string {
  const [server] = allServers || servers.length > 1 ? [] : servers;
  return server?.keyFormat ?? terms.keyFormat ?? KEY_FORMATS.KEYWATCH;
}

function templateOf(format: string): string {
  const named = Object.entries(KEY_FORMATS).find(([name]) => name === format);
  return named?.[1] ?? format;
}
