import { graphql } from '../gql/gql.ts';

export const MakeEndpoint = graphql(`
  mutation MakeEndpoint(
    $workspaceId: ID!, $url: String!, $format: WebhookFormat, $ordered: Boolean, $eventTypes: [String!]
    $alertKinds: [String!], $severityMin: Severity, $serverIds: [ID!], $metadata: Json, $routingKey: String
  ) {
    createWebhookEndpoint(
      workspaceId: $workspaceId, url: $url, format: $format, ordered: $ordered, eventTypes: $eventTypes
      alertKinds: $alertKinds, severityMin: $severityMin, serverIds: $serverIds, metadata: $metadata
      routingKey: $routingKey
    ) {
      __typename
      ... on CreateWebhookEndpointSuccess { endpoint { id url format ordered publicKey } secret }
      ... on Refusal { code message }
    }
  }
`);

export const ChangeEndpoint = graphql(`
  mutation ChangeEndpoint(
    $workspaceId: ID!, $endpointId: ID!, $url: String, $description: String, $eventTypes: [String!]
    $severityMin: Severity, $routingKey: String
  ) {
    updateWebhookEndpoint(
      workspaceId: $workspaceId, endpointId: $endpointId, url: $url, description: $description
      eventTypes: $eventTypes, severityMin: $severityMin, routingKey: $routingKey
    ) {
      __typename
      ... on UpdateWebhookEndpointSuccess { endpoint { id url description eventTypes severityMin } }
      ... on Refusal { code message }
    }
  }
`);

export const RotateSecret = graphql(`
  mutation RotateSecret($workspaceId: ID!, $endpointId: ID!, $graceHours: Int) {
    rotateWebhookSecret(workspaceId: $workspaceId, endpointId: $endpointId, graceHours: $graceHours) {
      __typename
      ... on RotateWebhookSecretSuccess { endpoint { publicKey previousPublicKey previousUntil } secret }
      ... on Refusal { code message }
    }
  }
`);

export const SendTestEvent = graphql(`
  mutation SendTestEvent($workspaceId: ID!, $endpointId: ID!) {
    sendTestEvent(workspaceId: $workspaceId, endpointId: $endpointId) {
      __typename
      ... on SendTestEventSuccess { delivery { id state } }
      ... on Refusal { code message }
    }
  }
`);

export const Redeliver = graphql(`
  mutation Redeliver($workspaceId: ID!, $deliveryId: ID!) {
    redeliver(workspaceId: $workspaceId, deliveryId: $deliveryId) {
      __typename
      ... on RedeliverSuccess { delivery { id state } }
      ... on Refusal { code message }
    }
  }
`);

export const RedeliverFailed = graphql(`
  mutation RedeliverFailed($workspaceId: ID!, $endpointId: ID!, $since: DateTime!) {
    redeliverFailed(workspaceId: $workspaceId, endpointId: $endpointId, since: $since) {
      __typename
      ... on RedeliverFailedSuccess { deliveries }
      ... on Refusal { code message }
    }
  }
`);

export const EnableEndpoint = graphql(`
  mutation EnableEndpoint($workspaceId: ID!, $endpointId: ID!) {
    enableWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
      __typename
      ... on EnableWebhookEndpointSuccess { endpoint { disabledAt disabledBy failingSince } }
      ... on Refusal { code message }
    }
  }
`);

export const DisableEndpoint = graphql(`
  mutation DisableEndpoint($workspaceId: ID!, $endpointId: ID!) {
    disableWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
      __typename
      ... on DisableWebhookEndpointSuccess { endpoint { disabledAt disabledBy } }
      ... on Refusal { code message }
    }
  }
`);

export const DeleteEndpoint = graphql(`
  mutation DeleteEndpoint($workspaceId: ID!, $endpointId: ID!) {
    deleteWebhookEndpoint(workspaceId: $workspaceId, endpointId: $endpointId) {
      __typename
      ... on DeleteWebhookEndpointSuccess { endpointId }
      ... on Refusal { code message }
    }
  }
`);

export const Deliveries = graphql(`
  query Deliveries(
    $workspaceId: ID!, $endpointId: ID, $state: DeliveryState, $eventType: String, $from: DateTime, $to: DateTime
    $first: Int, $after: String
  ) {
    deliveries(
      workspaceId: $workspaceId, endpointId: $endpointId, state: $state, eventType: $eventType, from: $from, to: $to
      first: $first, after: $after
    ) {
      edges { node { id eventType state nextAttemptAt createdAt attempts { status error } endpoint { id } } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const EventTypes = graphql(`
  query EventTypes {
    webhookEventTypes { name description schema }
  }
`);
