import {
  Bell,
  ChartSpline,
  FlaskConical,
  Settings as Gear,
  KeyRound,
  Logs,
  Server,
  Ticket,
  Users,
  Webhook,
} from 'lucide-react';
import { type ComponentType, lazy } from 'react';

/** A place in a workspace. */
export interface Place {
  readonly path: string;
  readonly title: string;
  readonly Icon: ComponentType<{ readonly size?: number }>;
  /** Seen by owners and admins only. */
  readonly forAdmins: boolean;
}

/** The places of the navigation, in its order. */
export const PLACES: readonly Place[] = [
  { path: '/overview', title: 'Overview', Icon: ChartSpline, forAdmins: false },
  { path: '/keys', title: 'Keys', Icon: KeyRound, forAdmins: false },
  { path: '/alerts', title: 'Alerts', Icon: Bell, forAdmins: false },
  { path: '/servers', title: 'Servers', Icon: Server, forAdmins: false },
  { path: '/replay', title: 'Policy replay', Icon: FlaskConical, forAdmins: false },
  { path: '/people', title: 'People', Icon: Users, forAdmins: false },
  { path: '/webhooks', title: 'Webhooks', Icon: Webhook, forAdmins: true },
  { path: '/tokens', title: 'Tokens', Icon: Ticket, forAdmins: true },
  { path: '/audit', title: 'Audit log', Icon: Logs, forAdmins: true },
  { path: '/settings', title: 'Settings', Icon: Gear, forAdmins: true },
];

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
