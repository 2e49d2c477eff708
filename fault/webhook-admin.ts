import { z } from 'zod';

/** What an admin does with endpoints while they are ill-treated, by GraphQL. */
export interface WebhookAdmin {
  create(url: string, severityMin?: 'CRITICAL'): Promise<{ readonly id: string; readonly secret: string }>;
  /** Enables whatever was disabled, and has all that failed there since an instant delivered again. */
  heal(since: Date): Promise<void>;
}

const CREATE = `
  mutation Create($workspaceId: ID!, $url: String!, $severityMin: Severity) {
    createWebhookEndpoint(workspaceId: $workspaceId, url: $url, severityMin: $severityMin) {
      ... on CreateWebhookEndpointSuccess { endpoint { id } secret }
      ... on Refusal { code message }
    }
  }`;

const LIST = `query List($workspaceId: ID!) { webhookEndpoints(workspaceId: $workspaceId) { id disabledAt } }`;

const HEAL = `
  mutation Heal($workspaceId: ID!, $endpointId: ID!, $since: DateTime!) {
    enableWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) { __typename }
    redeliverFailed(workspaceId: $workspaceId, endpointId: $endpointId, since: $since) {
      ... on RedeliverFailedSuccess { deliveries }
      ... on Refusal { code message }
    }
  }`;

const answer = z.object({ data: z.unknown() });

const created = z.object({
  createWebhookEndpoint: z.object({ endpoint: z.object({ id: z.string() }), secret: z.string() }),
});

const listed = z.object({
  webhookEndpoints: z.array(z.object({ id: z.string(), disabledAt: z.string().nullable() })),
});

const healed = z.object({ redeliverFailed: z.object({ deliveries: z.number() }) });

/** Acts with an admin's token in a workspace. */
export function createWebhookAdmin(url: string, token: string, workspaceId: string): WebhookAdmin {
  const ask = async <Schema extends z.ZodType>(query: string, variables: object, schema: Schema) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables: { workspaceId, ...variables } }),
    });
    const text = await response.text();
    const parsed = schema.safeParse(answer.parse(JSON.parse(text)).data);
    if (!parsed.success) throw new Error(`GraphQL answered ${response.status}: ${text}`);
    return parsed.data;
  };
  return {
    create: async (address, severityMin) => {
      const { createWebhookEndpoint } = await ask(CREATE, { url: address, severityMin }, created);
      return { id: createWebhookEndpoint.endpoint.id, secret: createWebhookEndpoint.secret };
    },
    heal: async (since) => {
      const { webhookEndpoints } = await ask(LIST, {}, listed);
      for (const { id, disabledAt } of webhookEndpoints) {
        if (disabledAt !== null) await ask(HEAL, { endpointId: id, since }, healed);
      }
    },
  };
}
