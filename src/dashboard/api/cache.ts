import { type Cache, cacheExchange, type ResolveInfo } from '@urql/exchange-graphcache';
import { OPTIMISTIC } from './optimistic.ts';

/** Mutations after which lists may have other entries: field → the lists to read again. */
const LISTS_AFTER: Readonly<Record<string, readonly string[]>> = {
  acceptInvitation: ['viewer'],
  acknowledgeAlerts: ['alerts', 'alertCounts', 'alert'],
  assignAlerts: ['alerts', 'alertCounts', 'alert'],
  changeMemberRole: ['members'],
  changePassword: ['sessions'],
  confirmSecondFactor: ['viewer', 'sessions'],
  containApiKey: ['containments', 'alert', 'auditLog'],
  createAccessToken: ['accessTokens'],
  createApiKey: ['keys', 'suggestions', 'servers'],
  createMute: ['mutes'],
  createServer: ['servers'],
  createThreshold: ['thresholds'],
  createWebhookEndpoint: ['webhookEndpoints'],
  createWorkspace: ['viewer'],
  deleteApiKey: ['keys', 'alerts', 'alertCounts', 'alert', 'containmentPolicies'],
  deleteServer: ['servers', 'keys', 'containmentPolicies'],
  deleteThreshold: ['thresholds'],
  deleteWebhookEndpoint: ['webhookEndpoints', 'deliveries'],
  deleteWorkspace: ['viewer'],
  disableSecondFactor: ['viewer'],
  endMute: ['mutes'],
  inviteMember: ['invitations'],
  leaveWorkspace: ['viewer'],
  redeliver: ['deliveries'],
  redeliverFailed: ['deliveries'],
  releaseContainment: ['containmentHalts', 'containments'],
  removeMember: ['members'],
  renewRecoveryCodes: ['viewer'],
  reopenAlerts: ['alerts', 'alertCounts', 'alert'],
  resolveAlerts: ['alerts', 'alertCounts', 'alert'],
  revokeAccessToken: ['accessTokens'],
  revokeApiKeys: ['keys'],
  revokeOtherSessions: ['sessions'],
  revokeSession: ['sessions'],
  rotateApiKey: ['keys'],
  sendTestEvent: ['deliveries'],
  setContainmentPolicy: ['containmentPolicies', 'containmentDryRun'],
  setMemberServers: ['members'],
  transferOwnership: ['members', 'viewer'],
  undoContainment: ['containments', 'alert'],
  updateProfile: ['viewer'],
  updateWorkspace: ['viewer'],
  withdrawInvitation: ['invitations'],
};

/** The normalised cache: an entity that a mutation returns is changed wherever it is shown. */
export function createCache() {
  return cacheExchange({
    // Fragments are on types that are no interface: their name decides.
    possibleTypes: {},
    optimistic: OPTIMISTIC,
    updates: {
      Subscription: {
        alertRaised: (_result, _args, cache) => {
          for (const list of ['alerts', 'alertCounts', 'alert']) forget(cache, list);
        },
      },
      Mutation: Object.fromEntries(
        Object.entries(LISTS_AFTER).map(([mutation, lists]) => [
          mutation,
          (result: Record<string, unknown>, _args: unknown, cache: Cache, { optimistic }: ResolveInfo) => {
            // Lists are Keywatch's to tell.
            if (optimistic === true) return;
            const outcome = result[mutation] as { __typename?: string } | undefined;
            if (outcome?.__typename !== 'Refusal') for (const list of lists) forget(cache, list);
          },
        ]),
      ),
    },
  });
}

/** Has a list read again, whatever it was narrowed by. */
function forget(cache: Cache, list: string): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fieldName === list) cache.invalidate('Query', fieldName, args);
  }
}
