import { type ComponentType, lazy } from 'react';

type Screen = ComponentType<{ readonly params: Record<string, string> }>;

const LOADS: Readonly<Record<string, () => Promise<Screen>>> = {
  '/overview': async () => (await import('../screens/overview/overview.tsx')).Overview,
  '/keys': async () => (await import('../screens/keys/keys.tsx')).Keys,
  '/keys/:keyId': async () => (await import('../screens/key/key.tsx')).Key,
  '/alerts': async () => (await import('../screens/alerts/alerts.tsx')).Alerts,
  '/alerts/:alertId': async () => (await import('../screens/alerts/alert.tsx')).Alert,
  '/servers': async () => (await import('../screens/servers/servers.tsx')).Servers,
  '/servers/:serverId': async () => (await import('../screens/servers/server.tsx')).Server,
  '/replay': async () => (await import('../screens/replay/replay.tsx')).Replay,
  '/people': async () => (await import('../screens/people/people.tsx')).People,
  '/webhooks': async () => (await import('../screens/webhooks/webhooks.tsx')).Webhooks,
  '/webhooks/:endpointId': async () => (await import('../screens/webhooks/webhook.tsx')).Webhook,
  '/tokens': async () => (await import('../screens/tokens/tokens.tsx')).Tokens,
  '/audit': async () => (await import('../screens/audit/audit.tsx')).Audit,
  '/settings': async () => (await import('../screens/settings/settings.tsx')).Settings,
  '/account': async () => (await import('../screens/account/account.tsx')).Account,
};

/** Which screen a path shows; each comes when somebody goes there first, or with `bringScreens`. */
export const SCREENS: readonly (readonly [path: string, screen: Screen])[] = Object.entries(LOADS).map(
  ([path, load]) => [path, lazy(async () => ({ default: await load() }))],
);

/** Brings what is not there yet, so that nobody goes in vain to a screen while the connection is lost. */
export async function bringScreens(): Promise<void> {
  const screens = Object.values(LOADS).map(async (load) => await load());
  await Promise.allSettled([...screens, import('./palette.tsx'), import('../screens/keys/create-key.tsx')]);
}
