import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { SEAL_NONCE_BYTES, seal } from '../core/seal.ts';
import { insertAudit } from '../storage/audit.ts';
import { insertWebhookEndpoint } from '../storage/webhook-endpoints.ts';
import type { ActionDeps, Actor } from './deps.ts';
import { descriptionInput, parseInput, textInput } from './parse-input.ts';

const schema = z.object({
  url: textInput.pipe(
    z
      .url({ error: 'must be an absolute URL', normalize: true })
      .max(2_048, 'must have at most 2048 characters'),
  ),
  description: descriptionInput.nullish(),
});

/** Standard Webhooks: 24 to 64 random bytes. */
const SECRET_BYTES = 32;

/**
 * Makes a webhook endpoint. The signing secret is returned this once and stored sealed. Which addresses a URL may lead to
 * is checked when it is connected to, not here. Refused with URL_NOT_ALLOWED or INVALID_INPUT.
 */
export async function createWebhookEndpoint(
  deps: Pick<ActionDeps, 'storage' | 'now' | 'randomBytes' | 'encryptionKey'>,
  actor: Actor,
  input: z.input<typeof schema> & { workspaceId: string },
): Promise<{ endpointId: string; secret: string }> {
  const { workspaceId, ...given } = input;
  const { url, description } = parseInput(schema, given);
  checkUrl(new URL(url));
  const secret = `whsec_${Buffer.from(deps.randomBytes(SECRET_BYTES)).toString('base64')}`;
  const sealedSecret = seal(secret, deps.encryptionKey, deps.randomBytes(SEAL_NONCE_BYTES));
  return await deps.storage.transaction(async (db) => {
    const at = deps.now();
    const endpoint = await insertWebhookEndpoint(db, {
      workspaceId,
      url,
      description: description ?? null,
      sealedSecret,
      createdAt: at,
    });
    await insertAudit(db, {
      workspaceId,
      actor,
      action: 'webhook_endpoint.created',
      targetId: endpoint.id,
      detail: { origin: new URL(url).origin },
      at,
    });
    return { endpointId: endpoint.id, secret };
  });
}

function checkUrl(url: URL): void {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Refusal('URL_NOT_ALLOWED', 'url: must begin with https:// or http://.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new Refusal(
      'URL_NOT_ALLOWED',
      'url: must not hold a user name or password; deliveries are signed.',
    );
  }
}
