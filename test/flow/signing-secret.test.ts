import type { ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { bodySha256, secretSignatureOf, signatureOf } from '../../src/core/request-signature.ts';
import { createKeywatch } from '../../src/sdk/keywatch.ts';
import { protect } from '../../src/sdk/node-http.ts';
import { MakeKey, RotateKey, SetSigningSecret, UpdateKey } from '../support/documents/keys.ts';
import { RevokeKey } from '../support/documents.ts';
import { ask, success } from '../support/graphql.ts';
import { type Guarded, serve, startGuarded } from '../support/guarded.ts';
import { auditOf } from '../support/key-tenant.ts';
import { sql } from '../support/sql.ts';

const BODY = '{"of": "mine"}';

interface SigningKey {
  readonly key: string;
  readonly keyId: string;
  readonly signingSecret: string;
}

/** A key whose requests are signed with a secret of its own. */
async function makeSigningKey({ keywatch, tenant }: Guarded): Promise<SigningKey> {
  const { workspaceId, token } = tenant;
  const made = await ask(keywatch, MakeKey, { workspaceId, name: 'Signs', signingSecret: true }, token);
  const { key, secret, signingSecret } = success(made);
  expect(key).toMatchObject({ requiresSignature: true, hasSigningSecret: true });
  return { key: secret, keyId: key.id, signingSecret: signingSecret ?? '' };
}

/** What a gateway tells of a request, signed now. */
function proofOf(signingSecret: string, body = BODY, ageSeconds = 0) {
  const timestamp = String(Math.floor(Date.now() / 1_000) - ageSeconds);
  const signature = secretSignatureOf({ signingSecret, timestamp, body });
  return { timestamp, signature, bodySha256: bodySha256(body) };
}

function headersOf(key: string, { timestamp, signature }: ReturnType<typeof proofOf>) {
  return { 'x-api-key': key, 'x-mcp-timestamp': timestamp, 'x-mcp-signature': signature };
}

/** Serves behind a guard; returns how to post there. */
async function guard(options: Parameters<typeof protect>[0]) {
  const guarded = protect(options);
  const handle = async (request: Parameters<typeof guarded>[0], response: ServerResponse) => {
    if ((await guarded(request, response)) !== undefined) response.end('{"code":"VALID"}');
  };
  const url = await serve((request, response) => void handle(request, response));
  return async (headers: Record<string, string>, body = BODY) => {
    const answer = await fetch(url, { method: 'POST', headers, body });
    return { status: answer.status, body: (await answer.json()) as unknown };
  };
}

describe('a separate signing secret', () => {
  test('is what requests have to be signed with; neither the key nor another secret will do', async () => {
    const guarded = await startGuarded();
    const { key, signingSecret } = await makeSigningKey(guarded);
    const other = await makeSigningKey(guarded);
    const post = await guard({ keywatch: guarded.sdk });
    const right = headersOf(key, proofOf(signingSecret));
    expect(await post(right)).toMatchObject({ status: 200 });
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const underKey = signatureOf({ key, timestamp, body: BODY });
    const cases: [Record<string, string>, string][] = [
      [right, 'SIGNATURE_INVALID'],
      [{ 'x-api-key': key }, 'SIGNATURE_REQUIRED'],
      [headersOf(key, proofOf(other.signingSecret)), 'SIGNATURE_INVALID'],
      [headersOf(key, proofOf(signingSecret, `${BODY} `)), 'SIGNATURE_INVALID'],
      [headersOf(key, proofOf(signingSecret, BODY, 302)), 'SIGNATURE_INVALID'],
      [headersOf(key, { timestamp, signature: underKey, bodySha256: '' }), 'SIGNATURE_INVALID'],
      [headersOf(guarded.secret, proofOf(signingSecret, `${BODY} `)), 'SIGNATURE_INVALID'],
    ];
    for (const [headers, code] of cases) expect(await post(headers)).toMatchObject({ body: { code } });
  });

  test('takes a signature once, also of many requests at the same time', async () => {
    const guarded = await startGuarded();
    const { key, signingSecret } = await makeSigningKey(guarded);
    const post = await guard({ keywatch: guarded.sdk });
    const headers = headersOf(key, proofOf(signingSecret));
    const answers = await Promise.all(Array.from({ length: 20 }, async () => await post(headers)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(19);
  });

  test('is checked by Keywatch, which believes no gateway that says it did', async () => {
    const guarded = await startGuarded();
    const { key, signingSecret } = await makeSigningKey(guarded);
    const code = async (told: object) =>
      ((await guarded.verify({ key, ...told })).body as { code: string }).code;
    const proof = proofOf(signingSecret);
    expect(await code({ signed: proof })).toBe('VALID');
    expect(await code({ signature: 'INVALID', signed: proof })).toBe('VALID');
    expect(await code({ signature: 'VALID' })).toBe('SIGNATURE_INVALID');
    expect(await code({ signature: 'MISSING' })).toBe('SIGNATURE_REQUIRED');
    expect(await code({})).toBe('SIGNATURE_REQUIRED');
    expect(await code({ signed: { ...proof, signature: 'x', nonce: '.' } })).toBe('SIGNATURE_INVALID');
    const malformed = await guarded.verify({ key, signed: { ...proof, bodySha256: 'x' } });
    expect(malformed).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    const plain = { key: guarded.secret, signature: 'INVALID', signed: proof };
    expect((await guarded.verify(plain)).body).toMatchObject({ code: 'SIGNATURE_INVALID' });
  });

  test('is not handed to gateways that decide by themselves: they ask', async () => {
    const guarded = await startGuarded();
    const { key, signingSecret } = await makeSigningKey(guarded);
    const sdk = createKeywatch({ url: guarded.keywatch.url, token: guarded.token, local: {} });
    onTestFinished(async () => await sdk.close());
    await vi.waitFor(() => expect(sdk.decidesLocally()).toBe(true));
    const decisions = [];
    for (const body of ['1', '2', '3', '4']) {
      decisions.push(await sdk.verify({ key, signed: proofOf(signingSecret, body) }));
      await sdk.verify({ key: guarded.secret });
    }
    expect(decisions.map(({ code, decidedBy }) => [code, decidedBy])).toEqual(
      decisions.map(() => ['VALID', 'KEYWATCH']),
    );
    const sha256 = bodySha256(key);
    const { keywatch, token } = guarded;
    const { body } = await keywatch.post('/v1/keys/record', token, { sha256 });
    expect(body).toMatchObject({ record: { local: false } });
    expect(JSON.stringify(body)).not.toMatch(/kwsig_|sealed/i);
  });

  test('is another one after a rotation, of the new key only', async () => {
    const guarded = await startGuarded();
    const { workspaceId, token } = guarded.tenant;
    const old = await makeSigningKey(guarded);
    const next = success(
      await ask(guarded.keywatch, RotateKey, { workspaceId, keyId: old.keyId, graceSeconds: 60 }, token),
    );
    expect(next.signingSecret).toMatch(/^kwsig_/);
    const code = async (key: string, secret: string) =>
      ((await guarded.verify({ key, signed: proofOf(secret) })).body as { code: string }).code;
    expect(await code(next.secret, next.signingSecret ?? '')).toBe('VALID');
    expect(await code(old.key, old.signingSecret)).toBe('VALID');
    expect(await code(next.secret, old.signingSecret)).toBe('SIGNATURE_INVALID');
    const plain = await ask(guarded.keywatch, RotateKey, { workspaceId, keyId: guarded.keyId }, token);
    expect(success(plain).signingSecret).toBeNull();
  });
});

describe('setSigningSecret', () => {
  test('gives a key one, replaces it, and takes it away, each at once', async () => {
    const guarded = await startGuarded();
    const { keywatch, keyId, secret: key, tenant } = guarded;
    const { workspaceId, token } = tenant;
    const set = async (present?: boolean) =>
      success(await ask(keywatch, SetSigningSecret, { workspaceId, keyId, present }, token));
    const code = async (told: object) =>
      ((await guarded.verify({ key, ...told })).body as { code: string }).code;
    expect(await code({})).toBe('VALID');
    const first = await set();
    expect(first).toMatchObject({
      key: { requiresSignature: true, hasSigningSecret: true },
      propagation: 'DONE',
    });
    expect(await code({})).toBe('SIGNATURE_REQUIRED');
    expect(await code({ signed: proofOf(first.signingSecret ?? '') })).toBe('VALID');
    const second = await set();
    expect(await code({ signed: proofOf(first.signingSecret ?? '') })).toBe('SIGNATURE_INVALID');
    expect(await code({ signed: proofOf(second.signingSecret ?? '') })).toBe('VALID');
    const gone = await set(false);
    expect(gone).toMatchObject({ signingSecret: null, key: { hasSigningSecret: false } });
    expect(await code({ signature: 'VALID' })).toBe('VALID');
    success(await ask(keywatch, UpdateKey, { workspaceId, keyId, requiresSignature: false }, token));
    expect(await code({})).toBe('VALID');
    expect(await auditOf(keywatch, keyId)).toMatchObject([
      { action: 'key.created' },
      { action: 'key.signing_secret_set', detail: { present: true } },
      { action: 'key.signing_secret_set', detail: { present: true } },
      { action: 'key.signing_secret_set', detail: { present: false } },
      { action: 'key.updated' },
    ]);
    const stored = await sql(
      keywatch.databaseUrl,
      "SELECT detail::text, before::text, after::text FROM audit_events UNION ALL SELECT encode(sealed_signing_secret, 'escape'), '', '' FROM keys",
    );
    expect(JSON.stringify(stored)).not.toContain('kwsig_');
  });

  test('refuses a revoked key', async () => {
    const { keywatch, keyId, tenant } = await startGuarded();
    const { workspaceId, token } = tenant;
    success(await ask(keywatch, RevokeKey, { workspaceId, keyId }, token));
    const answer = await ask(keywatch, SetSigningSecret, { workspaceId, keyId }, token);
    expect(answer).toMatchObject({ code: 'KEY_STATE' });
  });
});
