import { graphql } from '../gql/gql.ts';

export const Members = graphql(`
  query Members($workspaceId: ID!, $first: Int, $after: String) {
    members(workspaceId: $workspaceId, first: $first, after: $after) {
      edges { node { user { id email name } role allServers servers { slug } createdAt } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const ChangeMemberRole = graphql(`
  mutation ChangeMemberRole($workspaceId: ID!, $userId: ID!, $role: Role!) {
    changeMemberRole(workspaceId: $workspaceId, userId: $userId, role: $role) {
      __typename
      ... on ChangeMemberRoleSuccess { member { role user { id } } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const RemoveMember = graphql(`
  mutation RemoveMember($workspaceId: ID!, $userId: ID!) {
    removeMember(workspaceId: $workspaceId, userId: $userId) {
      __typename
      ... on RemoveMemberSuccess { userId propagation }
      ... on Refusal { code message }
    }
  }
`);

export const LeaveWorkspace = graphql(`
  mutation LeaveWorkspace($workspaceId: ID!) {
    leaveWorkspace(workspaceId: $workspaceId) {
      __typename
      ... on LeaveWorkspaceSuccess { userId propagation }
      ... on Refusal { code message }
    }
  }
`);

export const TransferOwnership = graphql(`
  mutation TransferOwnership($workspaceId: ID!, $userId: ID!) {
    transferOwnership(workspaceId: $workspaceId, userId: $userId) {
      __typename
      ... on TransferOwnershipSuccess { member { role user { id } } propagation }
      ... on Refusal { code message }
    }
  }
`);

export const InviteMember = graphql(`
  mutation InviteMember($workspaceId: ID!, $email: String!, $role: Role!) {
    inviteMember(workspaceId: $workspaceId, email: $email, role: $role) {
      __typename
      ... on InviteMemberSuccess { invitation { id email role expiresAt invitedBy { id } } link mail }
      ... on Refusal { code message }
    }
  }
`);

export const Invitations = graphql(`
  query Invitations($workspaceId: ID!) {
    invitations(workspaceId: $workspaceId) { edges { node { id email role invitedBy { name } } } }
  }
`);

export const Invitation = graphql(`
  query Invitation($secret: String!) {
    invitation(secret: $secret) { workspaceName role email inviterName expiresAt }
  }
`);

export const WithdrawInvitation = graphql(`
  mutation WithdrawInvitation($workspaceId: ID!, $invitationId: ID!) {
    withdrawInvitation(workspaceId: $workspaceId, invitationId: $invitationId) {
      __typename
      ... on WithdrawInvitationSuccess { invitationId }
      ... on Refusal { code message }
    }
  }
`);

export const AcceptInvitation = graphql(`
  mutation AcceptInvitation($secret: String!) {
    acceptInvitation(secret: $secret) {
      __typename
      ... on AcceptInvitationSuccess { workspace { id name memberCount } role propagation }
      ... on Refusal { code message }
    }
  }
`);

export const AcceptInvitationAsNewUser = graphql(`
  mutation AcceptInvitationAsNewUser($secret: String!, $name: String!, $password: String!) {
    acceptInvitationAsNewUser(secret: $secret, name: $name, password: $password) {
      __typename
      ... on AcceptInvitationAsNewUserSuccess { user { id email name } token expiresAt workspaceId role }
      ... on Refusal { code message }
    }
  }
`);

export const Sessions = graphql(`
  query Sessions {
    sessions { id createdAt lastUsedAt expiresAt ip userAgent current }
  }
`);

export const RevokeSession = graphql(`
  mutation RevokeSession($sessionId: ID!) {
    revokeSession(sessionId: $sessionId) {
      __typename
      ... on RevokeSessionSuccess { sessionId }
      ... on Refusal { code message }
    }
  }
`);

export const RevokeOtherSessions = graphql(`
  mutation RevokeOtherSessions {
    revokeOtherSessions {
      __typename
      ... on RevokeOtherSessionsSuccess { endedSessions }
      ... on Refusal { code message }
    }
  }
`);

export const ChangePassword = graphql(`
  mutation ChangePassword($currentPassword: String!, $newPassword: String!) {
    changePassword(currentPassword: $currentPassword, newPassword: $newPassword) {
      __typename
      ... on ChangePasswordSuccess { endedSessions }
      ... on Refusal { code message }
    }
  }
`);

export const SignInWithCode = graphql(`
  mutation SignInWithCode($email: String!, $password: String!, $code: String) {
    signIn(email: $email, password: $password, code: $code) {
      __typename
      ... on SignInSuccess { token }
      ... on Refusal { code message }
    }
  }
`);

export const StartSecondFactor = graphql(`
  mutation StartSecondFactor($password: String!) {
    startSecondFactor(password: $password) {
      __typename
      ... on StartSecondFactorSuccess { secret uri }
      ... on Refusal { code message }
    }
  }
`);

export const ConfirmSecondFactor = graphql(`
  mutation ConfirmSecondFactor($code: String!) {
    confirmSecondFactor(code: $code) {
      __typename
      ... on ConfirmSecondFactorSuccess { recoveryCodes endedSessions }
      ... on Refusal { code message }
    }
  }
`);

export const DisableSecondFactor = graphql(`
  mutation DisableSecondFactor($password: String!, $code: String!) {
    disableSecondFactor(password: $password, code: $code) {
      __typename
      ... on DisableSecondFactorSuccess { disabled }
      ... on Refusal { code message }
    }
  }
`);

export const RenewRecoveryCodes = graphql(`
  mutation RenewRecoveryCodes($password: String!, $code: String!) {
    renewRecoveryCodes(password: $password, code: $code) {
      __typename
      ... on RenewRecoveryCodesSuccess { recoveryCodes }
      ... on Refusal { code message }
    }
  }
`);

export const ViewerSecurity = graphql(`
  query ViewerSecurity {
    viewer { secondFactor recoveryCodesLeft operator }
  }
`);

export const UpdateProfile = graphql(`
  mutation UpdateProfile($name: String!) {
    updateProfile(name: $name) {
      __typename
      ... on UpdateProfileSuccess { user { id name email } }
      ... on Refusal { code message }
    }
  }
`);
