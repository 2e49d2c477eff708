import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { readTrustedDocuments } from '../../src/app/trusted-documents.ts';
import { Workspaces } from '../../src/cli/documents.ts';
import { createHttp } from '../../src/cli/http.ts';
import { seedTenant } from '../support/graphql.ts';
import { sharedKeywatch, startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { send } from '../support/rest.ts';

const persisted = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });

async function post(keywatch: TestKeywatch, body: object, token?: string) {
  const options = { method: 'POST', body, ...(token === undefined ? {} : { token }) };
  const { status, text } = await send(keywatch, '/graphql', options);
  return { status, body: JSON.parse(text) as unknown };
}

const refused = { body: { errors: [{ extensions: { code: 'DOCUMENT_NOT_TRUSTED' } }] } };

test('the documents of our own clients go by the SHA-256 of their text', async () => {
  const texts = [...(await readTrustedDocuments())];
  expect(texts.length).toBeGreaterThan(5);
  for (const [hash, text] of texts) expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
});

test('a Keywatch takes trusted documents by their hash, and others by their text', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const http = createHttp(keywatch.url);
  http.signIn(token);
  expect(await http.graphql(Workspaces, {})).toMatchObject({ viewer: { workspaces: [{ id: workspaceId }] } });
  expect(await post(keywatch, { query: '{ __typename }' })).toMatchObject({ status: 200 });
  const unknown = await post(keywatch, persisted('0'.repeat(64)), token);
  expect(unknown).toMatchObject({ status: 400, ...refused });
});

test('a Keywatch that trusts its own documents only refuses every other operation', async () => {
  const open = await sharedKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(open);
  const keywatch = await startKeywatch({
    role: 'api',
    trustedDocuments: 'only',
    databaseUrl: open.databaseUrl,
  });
  const http = createHttp(keywatch.url);
  http.signIn(token);
  expect(await http.graphql(Workspaces, {})).toMatchObject({ viewer: { workspaces: [{ id: workspaceId }] } });
  for (const query of ['{ __typename }', '{ viewer { id } }', '{ __schema { queryType { name } } }']) {
    expect(await post(keywatch, { query }, token)).toMatchObject({ status: 400, ...refused });
  }
  const both = {
    query: '{ viewer { id } }',
    ...persisted([...(await readTrustedDocuments()).keys()][0] ?? ''),
  };
  expect(await post(keywatch, both, token)).toMatchObject({ status: 400, ...refused });
  const get = await send(keywatch, '/graphql?query=%7B__typename%7D');
  expect(get).toMatchObject({ status: 400, text: expect.stringContaining('DOCUMENT_NOT_TRUSTED') });
  const page = await send(keywatch, '/graphql', { headers: { accept: 'text/html' } });
  expect(page.text).not.toContain('<html');
});
