import { randomUUID } from 'node:crypto';
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
import { CreateWorkspace, SignUp } from './documents.ts';

/** An operation as codegen types it. */
export type TypedDocument<Result, Variables> = DocumentTypeDecoration<Result, Variables> & {
  toString(): string;
};

/** What a client sees of one operation. */
export interface GraphqlAnswer<Result> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Result | null;
  /** Codes of the errors, in order. */
  readonly codes: readonly (string | undefined)[];
  readonly messages: readonly string[];
}

interface Body<Result> {
  data?: Result | null;
  errors?: { message: string; extensions?: { code?: string } }[];
}

/** Posts an operation to a running Keywatch. */
export async function execute<Result, Variables>(
  keywatch: { readonly url: string },
  document: TypedDocument<Result, Variables> | string,
  variables: Variables,
  token?: string,
): Promise<GraphqlAnswer<Result>> {
  const response = await fetch(new URL('/graphql', keywatch.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query: document.toString(), variables }),
  });
  const body = (await response.json()) as Body<Result>;
  return {
    status: response.status,
    headers: response.headers,
    data: body.data ?? null,
    codes: (body.errors ?? []).map(({ extensions }) => extensions?.code),
    messages: (body.errors ?? []).map(({ message }) => message),
  };
}

/** The only field of an answer without errors. */
export async function ask<Result extends object, Variables>(
  keywatch: { readonly url: string },
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  token?: string,
): Promise<Result[Exclude<keyof Result, '__typename'>]> {
  const answer = await execute(keywatch, document, variables, token);
  if (answer.data === null || answer.codes.length > 0) throw new Error(answer.messages.join('; '));
  const [value] = Object.values(answer.data);
  return value as Result[Exclude<keyof Result, '__typename'>];
}

/** The success of a mutation's result; throws the refusal's message otherwise. */
export function success<Result extends { __typename: string }>(
  result: Result,
): Exclude<Result, { __typename: 'Refusal' }> {
  if (result.__typename === 'Refusal') throw new Error(`refused: ${JSON.stringify(result)}`);
  return result as Exclude<Result, { __typename: 'Refusal' }>;
}

export const PASSWORD = 'correct horse battery staple';

/** A person with a session. */
export interface Person {
  readonly id: string;
  readonly email: string;
  readonly token: string;
}

/** Signs somebody up who nobody knows yet. */
export async function signUp(keywatch: { readonly url: string }, name = 'Ada'): Promise<Person> {
  const email = `${name.toLowerCase()}-${randomUUID()}@example.com`;
  const { user, token } = success(await ask(keywatch, SignUp, { email, name, password: PASSWORD }));
  return { id: user.id, email, token };
}

/** A person with a workspace that they own. */
export interface Tenant extends Person {
  readonly workspaceId: string;
}

export async function seedTenant(keywatch: { readonly url: string }): Promise<Tenant> {
  const owner = await signUp(keywatch);
  const { workspace } = success(await ask(keywatch, CreateWorkspace, { name: 'Octolane' }, owner.token));
  return { ...owner, workspaceId: workspace.id };
}
