import { bodySha256, type SigningProof, secretSignatureOf } from '../src/core/request-signature.ts';
import { makeKeySecret } from './seed-keys.ts';

/** A verification to ask for. */
export interface KeyAsk {
  readonly valid: boolean;
  readonly body: {
    readonly key: string;
    readonly endpoint: string;
    readonly scopes: readonly string[];
    readonly signed?: SigningProof;
  };
}

const ENDPOINTS = 20;
const SCOPES = ['mcp:read'];

/**
 * Draws verifications: each of a key by chance, all alike. Of the invalid ones every other key is malformed (a letter was
 * mistyped), the others are well formed and new, so that no cache can know them.
 */
export function drawKeyAsks(secrets: readonly string[], count: number, invalidPercent: number): KeyAsk[] {
  return Array.from({ length: count }, (_, at) => {
    const known = secrets[Math.floor(Math.random() * secrets.length)] ?? '';
    const valid = Math.random() * 100 >= invalidPercent;
    const key = valid ? known : at % 2 === 0 ? mistype(known) : makeKeySecret();
    return { valid, body: { key, endpoint: `tools/call:tool_${at % ENDPOINTS}`, scopes: SCOPES } };
  });
}

/** The same, of requests that were signed just now. */
export function signAsks(asks: readonly KeyAsk[], signingSecret: string): KeyAsk[] {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'search' } });
  const timestamp = String(Math.floor(Date.now() / 1_000));
  const signature = secretSignatureOf({ signingSecret, timestamp, body });
  const signed = { timestamp, signature, bodySha256: bodySha256(body) };
  return asks.map((ask) => ({ ...ask, body: { ...ask.body, signed } }));
}

function mistype(secret: string): string {
  return secret.slice(0, -1) + (secret.endsWith('x') ? 'y' : 'x');
}
