import { Kind, OperationTypeNode, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import { buildSchema } from '../../src/control-plane/schema.ts';
import { blanksOf, startForReader } from '../support/example-blanks.ts';
import { answerAt, fillIn, readExamples } from '../support/examples.ts';
import { execute } from '../support/graphql.ts';
import type { TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

/** Examples that do not come with the reader's session, and whose they come with: its end would end all that follows. */
const SESSION_OF: Readonly<Record<string, string>> = { SignOut: 'SignIn.signIn.token' };

test('every example fits the schema, and every mutation has one', async () => {
  const schema = buildSchema();
  const examples = await readExamples();
  for (const { name, text } of examples) {
    expect({ name, errors: validate(schema, parse(text)) }).toEqual({ name, errors: [] });
  }
  const shown = new Set(
    examples.flatMap(({ operation }) =>
      operation.selectionSet.selections.map((field) => (field.kind === Kind.FIELD ? field.name.value : '')),
    ),
  );
  const mutations = Object.keys(schema.getMutationType()?.getFields() ?? {});
  expect(mutations.filter((name) => !shown.has(name))).toEqual([]);
  expect(new Set(examples.map(({ name }) => name)).size).toBe(examples.length);
});

/** They run one after the other, and grow in number. */
const EXAMPLES_MS_MAX = 120_000;

test('every example runs as it stands, and what it changes is in the audit log', {
  timeout: EXAMPLES_MS_MAX,
}, async () => {
  const { keywatch, reader } = await startForReader();
  const answers = new Map<string, unknown>();
  const fill = blanksOf(keywatch, reader, answers);
  for (const example of await readExamples()) {
    const { name, text, operation } = example;
    const variables = await fillIn(example, answers, fill);
    const session = SESSION_OF[name];
    const token = session === undefined ? reader.token : answerAt(answers, session);
    const before = await countAudit(keywatch);
    if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
      expect({ name, event: await firstEvent(keywatch, text, variables, token) }).toMatchObject({
        event: { data: expect.any(Object) },
      });
      continue;
    }
    const { data, messages } = await execute(keywatch, text, variables, token);
    expect({ name, messages }).toEqual({ name, messages: [] });
    answers.set(name, data);
    if (operation.operation !== OperationTypeNode.MUTATION) continue;
    for (const result of Object.values(data as Record<string, { __typename: string }>)) {
      expect({ name, result }).toMatchObject({ result: { __typename: expect.stringMatching(/Success$/) } });
    }
    const grew = (await countAudit(keywatch)) > before;
    expect({ name, grew }).toEqual({ name, grew: true });
  }
});

/** What a subscription tells first. */
async function firstEvent(
  { url }: TestKeywatch,
  query: string,
  variables: object,
  token: string,
): Promise<unknown> {
  const response = await fetch(new URL('/graphql', url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    },
    body: JSON.stringify({ query, variables }),
  });
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const [, event] = /^data: (.+)\n/m.exec(text) ?? [];
    if (event !== undefined) return JSON.parse(event);
  }
  return text;
}

/** How many lines the audit log has. */
async function countAudit({ databaseUrl }: TestKeywatch): Promise<number> {
  const [row] = await sql(databaseUrl, 'SELECT count(*)::int AS lines FROM audit_events');
  return (row as { lines: number }).lines;
}
