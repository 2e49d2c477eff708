import { describe, expect, test } from 'vitest';
import { writeRefusal } from '../../src/core/error-dialect.ts';

const refusal = {
  code: 'KEY_INVALID',
  detail: 'Send a key as `X-API-Key: …`.',
  requestId: 'r-1',
  rpcId: 1,
} as const;

describe('a refusal', () => {
  test('is worded as AI2Fin documents it', () => {
    expect(writeRefusal('AI2FIN', { ...refusal, status: 401 })).toEqual({
      contentType: 'application/json',
      body: '{"jsonrpc":"2.0","id":1,"error":{"code":401,"message":"Unauthorized","data":{"errorType":"INVALID_API_KEY","message":"API key not found or has been revoked"}}}',
    });
    expect(writeRefusal('AI2FIN', { ...refusal, status: 403 }).body).toBe(
      '{"jsonrpc":"2.0","id":1,"error":{"code":403,"message":"Forbidden","data":{"errorType":"INSUFFICIENT_SCOPE","message":"API key does not have permission for this operation"}}}',
    );
    expect(
      JSON.parse(writeRefusal('AI2FIN', { ...refusal, status: 429, rpcId: 'seven' }).body),
    ).toMatchObject({
      id: 'seven',
      error: { code: 429 },
    });
  });

  test('is worded as MCP-Cloud documents it', () => {
    expect(writeRefusal('MCP_CLOUD', { ...refusal, status: 401 })).toEqual({
      contentType: 'application/json',
      body: '{"error":{"code":"invalid_api_key","message":"The API key provided is invalid or has been revoked","type":"authentication_error"}}',
    });
  });

  test('is a problem of RFC 9457 in ASCII, so that a header can carry it', () => {
    const { contentType, body } = writeRefusal('PROBLEM', { ...refusal, status: 401 });
    expect(contentType).toBe('application/problem+json');
    expect(body).toMatch(/^[\x20-\x7e]+$/);
    expect(JSON.parse(body)).toEqual({
      type: 'urn:keywatch:error:KEY_INVALID',
      title: 'KEY_INVALID',
      status: 401,
      code: 'KEY_INVALID',
      detail: refusal.detail,
      requestId: 'r-1',
    });
  });
});
