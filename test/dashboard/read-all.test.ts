import { Client, fetchExchange } from '@urql/core';
import { expect, test } from 'vitest';
import { ROWS_MAX, readAll } from '../../src/dashboard/api/read-all.ts';
import { AlertsListDocument, type AlertsListQuery } from '../../src/dashboard/gql/graphql.ts';

/** Answers with a list of so many rows, whose cursors are their places. */
function clientOf(rows: number, asked: unknown[] = []): Client {
  return new Client({
    url: 'http://keywatch.invalid/graphql',
    exchanges: [fetchExchange],
    preferGetMethod: false,
    fetch: async (url, init) => {
      const { variables } = (await new Request(url, init).json()) as {
        variables: { first: number; after: string | null };
      };
      asked.push(variables);
      const from = Number(variables.after ?? 0);
      const to = Math.min(from + variables.first, rows);
      const edges = Array.from({ length: to - from }, (_, place) => ({ node: { id: String(from + place) } }));
      const data = { alerts: { edges, pageInfo: { hasNextPage: to < rows, endCursor: String(to) } } };
      return Response.json(
        rows < 0 ? { errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }] } : { data },
      );
    },
  });
}

const alertsOf = ({ alerts }: AlertsListQuery) => alerts;
const read = async (client: Client) =>
  await readAll(client, AlertsListDocument, { workspaceId: 'w', first: 50 }, alertsOf);

test('all pages are read, as large as they may be, each once', async () => {
  const asked: unknown[] = [];
  const outcome = await read(clientOf(230, asked));
  const ids = outcome.done ? outcome.value.rows.map(({ id }) => id) : [];
  expect(ids).toEqual(Array.from({ length: 230 }, (_, place) => String(place)));
  expect(outcome).toMatchObject({ value: { isAll: true } });
  expect(asked).toMatchObject([
    { first: 100, after: null },
    { first: 100, after: '100' },
    { first: 100, after: '200' },
  ]);
});

test.each([
  [0, 0, true],
  [ROWS_MAX, ROWS_MAX, true],
  [ROWS_MAX + 1, ROWS_MAX, false],
])('of %i rows %i are read, and it says whether that is all', async (rows, length, isAll) => {
  const outcome = await read(clientOf(rows));
  expect(outcome).toMatchObject({ done: true, value: { isAll } });
  expect(outcome.done && outcome.value.rows).toHaveLength(length);
});

test('what is refused says why, and gives no rows', async () => {
  expect(await read(clientOf(-1))).toEqual({ done: false, trouble: { code: 'FORBIDDEN', message: 'No.' } });
});
