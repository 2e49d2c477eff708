import { graphql } from '../gql/gql.ts';

export const AlertList = graphql(`
  query AlertList($workspaceId: ID!, $filter: AlertFilter) {
    alerts(workspaceId: $workspaceId, filter: $filter) { edges { node { id sentence state } } }
  }
`);

export const AlertCounts = graphql(`
  query AlertCounts($workspaceId: ID!, $filter: AlertFilter) {
    alertCounts(workspaceId: $workspaceId, filter: $filter) { state severity count }
  }
`);

export const AlertDetail = graphql(`
  query AlertDetail($workspaceId: ID!, $id: ID!) {
    alert(workspaceId: $workspaceId, id: $id) {
      id state kind verdict resolution assignee { name } key { name deletedAt }
      history { change actor { name } comment assignee { name } verdict severity }
      comments { comment actor { name } }
    }
  }
`);

export const AlertDeliveries = graphql(`
  query AlertDeliveries($workspaceId: ID!, $id: ID!) {
    alert(workspaceId: $workspaceId, id: $id) {
      id deliveries { eventType state endpoint { url } attempts { status } }
    }
  }
`);

export const AlertDryRun = graphql(`
  query AlertDryRun(
    $workspaceId: ID!
    $days: Int
    $sensitivity: Sensitivity
    $thresholds: [ThresholdRuleInput!]
    $keyIds: [ID!]
  ) {
    alertDryRun(
      workspaceId: $workspaceId
      days: $days
      sensitivity: $sensitivity
      thresholds: $thresholds
      keyIds: $keyIds
    ) {
      from to exact keysLeftOut
      keys { key { name } sensitivity phase judgedFrom alertsLeftOut alerts { kind threshold severity minutes sentence } }
    }
  }
`);

export const AlertChart = graphql(`
  query AlertChart($workspaceId: ID!, $alertId: ID!) {
    alertChart(workspaceId: $workspaceId, alertId: $alertId) {
      from to complete band { measure expected lower upper } points { at requests errors denied distinctIps observed expected lower upper }
    }
  }
`);

export const ExpectedUsage = graphql(`
  query ExpectedUsage($workspaceId: ID!, $keyId: ID!, $from: DateTime!, $to: DateTime!) {
    expectedUsage(workspaceId: $workspaceId, keyId: $keyId, from: $from, to: $to) {
      keyId from to completeThrough sensitivity phase key { name }
      points { at requests errors denied expected lower upper }
    }
  }
`);

export const AcknowledgeAlerts = graphql(`
  mutation AcknowledgeAlerts($workspaceId: ID!, $alertIds: [ID!]!) {
    acknowledgeAlerts(workspaceId: $workspaceId, alertIds: $alertIds) {
      __typename
      ... on AcknowledgeAlertsSuccess {
        results { alertId changed refusal { code message } }
        alerts { id state acknowledgedAt }
      }
      ... on Refusal { code message }
    }
  }
`);

export const ResolveAlerts = graphql(`
  mutation ResolveAlerts($workspaceId: ID!, $alertIds: [ID!]!, $verdict: AlertVerdict, $comment: String) {
    resolveAlerts(workspaceId: $workspaceId, alertIds: $alertIds, verdict: $verdict, comment: $comment) {
      __typename
      ... on ResolveAlertsSuccess { results { alertId changed refusal { code } } alerts { id state verdict resolution } }
      ... on Refusal { code message }
    }
  }
`);

export const ReopenAlerts = graphql(`
  mutation ReopenAlerts($workspaceId: ID!, $alertIds: [ID!]!) {
    reopenAlerts(workspaceId: $workspaceId, alertIds: $alertIds) {
      __typename
      ... on ReopenAlertsSuccess { results { alertId changed refusal { code message } } alerts { id state verdict } }
      ... on Refusal { code message }
    }
  }
`);

export const AssignAlerts = graphql(`
  mutation AssignAlerts($workspaceId: ID!, $alertIds: [ID!]!, $userId: ID) {
    assignAlerts(workspaceId: $workspaceId, alertIds: $alertIds, userId: $userId) {
      __typename
      ... on AssignAlertsSuccess { results { changed refusal { code } } alerts { assignee { name } } }
      ... on Refusal { code message }
    }
  }
`);

export const CommentOnAlert = graphql(`
  mutation CommentOnAlert($workspaceId: ID!, $alertId: ID!, $text: String!) {
    commentOnAlert(workspaceId: $workspaceId, alertId: $alertId, text: $text) {
      __typename
      ... on CommentOnAlertSuccess { alert { comments { comment } } }
      ... on Refusal { code message }
    }
  }
`);

export const CreateMute = graphql(`
  mutation CreateMute(
    $workspaceId: ID!
    $keyId: ID
    $serverId: ID
    $kinds: [String!]
    $reason: String!
    $from: DateTime
    $until: DateTime!
    $weekly: Boolean
    $timeZone: String
    $repeatsUntil: DateTime
  ) {
    createMute(
      workspaceId: $workspaceId
      keyId: $keyId
      serverId: $serverId
      kinds: $kinds
      reason: $reason
      from: $from
      until: $until
      weekly: $weekly
      timeZone: $timeZone
      repeatsUntil: $repeatsUntil
    ) {
      __typename
      ... on CreateMuteSuccess { mute { id key { id } server { id } kinds active over createdBy { name } } }
      ... on Refusal { code message }
    }
  }
`);

export const EndMute = graphql(`
  mutation EndMute($workspaceId: ID!, $muteId: ID!) {
    endMute(workspaceId: $workspaceId, muteId: $muteId) {
      __typename
      ... on EndMuteSuccess { mute { id active over endedAt } }
      ... on Refusal { code message }
    }
  }
`);

export const Mutes = graphql(`
  query Mutes($workspaceId: ID!, $ended: Boolean) {
    mutes(workspaceId: $workspaceId, ended: $ended) { edges { node { id reason active over } } }
  }
`);

export const SetSensitivity = graphql(`
  mutation SetSensitivity($workspaceId: ID!, $keyId: ID, $serverId: ID, $sensitivity: Sensitivity) {
    setSensitivity(workspaceId: $workspaceId, keyId: $keyId, serverId: $serverId, sensitivity: $sensitivity) {
      __typename
      ... on SetSensitivitySuccess { key { sensitivity } server { sensitivity } workspace { sensitivity } }
      ... on Refusal { code message }
    }
  }
`);

export const KeySensitivities = graphql(`
  query KeySensitivities($workspaceId: ID!) {
    keys(workspaceId: $workspaceId) {
      edges { node { name effectiveSensitivity { sensitivity setOn } } }
    }
  }
`);

export const CreateThreshold = graphql(`
  mutation CreateThreshold(
    $workspaceId: ID!
    $keyId: ID
    $serverId: ID
    $name: String!
    $metric: ThresholdMetric!
    $limit: Float!
    $requestsMin: Int
    $severity: Severity
  ) {
    createThreshold(
      workspaceId: $workspaceId
      keyId: $keyId
      serverId: $serverId
      name: $name
      metric: $metric
      limit: $limit
      requestsMin: $requestsMin
      severity: $severity
    ) {
      __typename
      ... on CreateThresholdSuccess { threshold { id metric limit requestsMin severity key { id } server { id } } }
      ... on Refusal { code message }
    }
  }
`);

export const UpdateThreshold = graphql(`
  mutation UpdateThreshold(
    $workspaceId: ID!
    $thresholdId: ID!
    $name: String
    $limit: Float
    $requestsMin: Int
    $severity: Severity
  ) {
    updateThreshold(
      workspaceId: $workspaceId
      thresholdId: $thresholdId
      name: $name
      limit: $limit
      requestsMin: $requestsMin
      severity: $severity
    ) {
      __typename
      ... on UpdateThresholdSuccess { threshold { id name metric limit requestsMin severity } }
      ... on Refusal { code message }
    }
  }
`);

export const DeleteThreshold = graphql(`
  mutation DeleteThreshold($workspaceId: ID!, $thresholdId: ID!) {
    deleteThreshold(workspaceId: $workspaceId, thresholdId: $thresholdId) {
      __typename
      ... on DeleteThresholdSuccess { deletedThresholdId }
      ... on Refusal { code message }
    }
  }
`);

export const Thresholds = graphql(`
  query Thresholds($workspaceId: ID!) {
    thresholds(workspaceId: $workspaceId) { id name }
  }
`);
