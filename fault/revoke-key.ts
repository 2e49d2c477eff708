import { z } from 'zod';

const MUTATION = `
  mutation Revoke($workspaceId: ID!, $keyId: ID!) {
    revokeApiKey(workspaceId: $workspaceId, keyId: $keyId) {
      ... on RevokeApiKeySuccess { propagation }
      ... on Refusal { code message }
    }
  }`;

const answerSchema = z.object({
  data: z.object({ revokeApiKey: z.object({ propagation: z.enum(['DONE', 'PENDING']) }) }),
});

/** Revokes a key by GraphQL. Throws with the answer's text where that is no success. */
export async function revokeKey(
  url: string,
  token: string,
  variables: { workspaceId: string; keyId: string },
): Promise<'DONE' | 'PENDING'> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: MUTATION, variables }),
  });
  const text = await response.text();
  const { data: answer } = answerSchema.safeParse(JSON.parse(text));
  if (answer === undefined) throw new Error(`revokeApiKey answered ${response.status}: ${text}`);
  return answer.data.revokeApiKey.propagation;
}
