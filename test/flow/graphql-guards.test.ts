import { getIntrospectionQuery } from 'graphql';
import { describe, expect, test } from 'vitest';
import { execute, seedTenant } from '../support/graphql.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';

/** Posts a body as it is. */
async function send(keywatch: TestKeywatch, init: RequestInit, path = '/graphql') {
  const response = await fetch(new URL(path, keywatch.url), { method: 'POST', ...init });
  const text = await response.text();
  return { status: response.status, text, headers: response.headers };
}

const json = { 'content-type': 'application/json' };

describe('an operation is refused', () => {
  test.each([
    ['too deep', `{ viewer { ${'... on Viewer { '.repeat(10)}id${' }'.repeat(10)} } }`],
    ['too many aliases', `{ ${Array.from({ length: 16 }, (_, n) => `a${n}: viewer { id }`).join(' ')} }`],
    ['too long', `{ ${'viewer { id } '.repeat(300)} }`],
  ])('where it is %s', async (_reason, query) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token } = await seedTenant(keywatch);
    const { status, codes, data } = await execute(keywatch, query, {}, token);
    expect({ status, data, codes }).toEqual({ status: 200, data: null, codes: ['OPERATION_TOO_LARGE'] });
  });

  test('where it costs too much', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const page = `keys(workspaceId: "${workspaceId}") { edges { node { owner { id } alerts: servers { id slug name } } } }`;
    const query = `{ ${Array.from({ length: 15 }, (_, n) => `k${n}: ${page}`).join(' ')} }`;
    const allowed = await execute(keywatch, `{ ${page} }`, {}, token);
    expect(allowed.codes).toEqual([]);
    expect((await execute(keywatch, query, {}, token)).codes).toEqual(['OPERATION_TOO_LARGE']);
  });

  test.each([
    ['{"query":', 400, 'BAD_REQUEST'],
    ['[{"query":"{ __typename }"}]', 400, 'BAD_REQUEST'],
    ['{"query":"{ viewer { "}', 200, 'GRAPHQL_PARSE_FAILED'],
    ['{"query":"{ nothing }"}', 200, 'GRAPHQL_VALIDATION_FAILED'],
    [
      '{"query":"query ($id: ID!) { workspace(id: $id) { id } }","variables":{"id":{}}}',
      200,
      'BAD_USER_INPUT',
    ],
    ['{"query":"query ($id: ID!) { workspace(id: $id) { id } }"}', 400, 'BAD_USER_INPUT'],
  ])('with a code where the body is %s', async (body, status, code) => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const answer = await send(keywatch, { headers: json, body });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  test('where its body is longer than 100 kB', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const body = JSON.stringify({ query: `{ __typename } #${'x'.repeat(100_000)}` });
    const answer = await send(keywatch, { headers: json, body });
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'BODY_TOO_LARGE', requestId: expect.any(String) });
  });
});

describe('another site', () => {
  test('cannot post a form, with or without a cookie', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const body = new URLSearchParams({ query: 'mutation { signOut { __typename } }' });
    expect(await send(keywatch, { body })).toMatchObject({ status: 403 });
    expect(await send(keywatch, { body, headers: { cookie: 'kw_session=x' } })).toMatchObject({
      status: 403,
    });
  });

  test('cannot read with a visitor’s cookie, nor change anything by a GET', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const path = '/graphql?query=%7B__typename%7D';
    expect(await send(keywatch, { method: 'GET' }, path)).toMatchObject({ status: 200 });
    const cookie = { cookie: 'kw_session=x' };
    expect(await send(keywatch, { method: 'GET', headers: cookie }, path)).toMatchObject({ status: 403 });
    const change = `/graphql?query=${encodeURIComponent('mutation { signOut { __typename } }')}`;
    expect(await send(keywatch, { method: 'GET' }, change)).toMatchObject({ status: 405 });
  });
});

test('the schema is shown to signed-in people only', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token } = await seedTenant(keywatch);
  const query = '{ __schema { queryType { name } } }';
  expect((await execute(keywatch, query, {}, token)).data).toEqual({
    __schema: { queryType: { name: 'Query' } },
  });
  expect((await execute(keywatch, getIntrospectionQuery(), {}, token)).codes).toEqual([]);
  expect((await execute(keywatch, query, {})).codes).toContain('GRAPHQL_VALIDATION_FAILED');
  expect((await execute(keywatch, '{ __typename }', {})).data).toEqual({ __typename: 'Query' });
  const misspelt = await execute(keywatch, '{ viewr { id } }', {}, token);
  expect(misspelt.messages.join()).not.toContain('viewer');
});

test('a browser is led to where people sign in, and gets a page to ask that loads nothing from elsewhere', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token } = await seedTenant(keywatch);
  const accept = { accept: 'text/html' };
  const out = await fetch(new URL('/graphql', keywatch.url), { headers: accept, redirect: 'manual' });
  expect([out.status, out.headers.get('location')]).toEqual([302, '/sign-in?next=/graphql']);
  const inside = await send(keywatch, {
    method: 'GET',
    headers: { ...accept, cookie: `kw_session=${token}` },
  });
  expect(inside).toMatchObject({ status: 200, text: expect.stringContaining('<title>Keywatch</title>') });
  const loads = /<(?:script|link|img|iframe)[^>]*(?:src|href)=["'](?!data:)/gi;
  const head = inside.text.slice(0, 2_000) + inside.text.slice(-2_000);
  expect(head.match(loads)).toBeNull();
});

test.each([
  ['text/plain', true, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['text/plain', false, 403, 'CSRF_HEADER_MISSING'],
  ['application/x-www-form-urlencoded', false, 403, 'CSRF_HEADER_MISSING'],
])('a body sent as %s, signed in: %s, is told %i %s', async (type, signedIn, status, code) => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token } = await seedTenant(keywatch);
  const headers = { 'content-type': type, ...(signedIn && { authorization: `Bearer ${token}` }) };
  const answer = await send(keywatch, { headers, body: '{"query":"{ __typename }"}' });
  expect({ status: answer.status, body: JSON.parse(answer.text) }).toMatchObject({
    status,
    body: { errors: [{ message: expect.stringContaining('application/json'), extensions: { code } }] },
  });
});
