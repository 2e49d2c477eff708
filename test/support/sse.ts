import type { TestKeywatch } from './keywatch.ts';

/** Opens a subscription over server-sent events. */
export async function subscribe(
  keywatch: TestKeywatch,
  operation: { readonly query: string; readonly variables: object; readonly token?: string },
): Promise<Response> {
  const { query, variables, token } = operation;
  return await fetch(new URL('/graphql', keywatch.url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
}

/** The text of a stream up to a condition, or to its end. */
export async function readUntil(response: Response, isEnough: (text: string) => boolean): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (isEnough(text)) break;
  }
  return text;
}
