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

/** Which screen a path shows; each comes when somebody goes there first. */
export const SCREENS: readonly (readonly [
  path: string,
  screen: ComponentType<{ params: Record<string, string> }>,
])[] = [
  ['/overview', lazy(async () => ({ default: (await import('../screens/overview/overview.tsx')).Overview }))],
  ['/keys', lazy(async () => ({ default: (await import('../screens/keys/keys.tsx')).Keys }))],
  ['/keys/:keyId', lazy(async () => ({ default: (await import('../screens/key/key.tsx')).Key }))],
  ['/alerts', lazy(async () => ({ default: (await import('../screens/alerts/alerts.tsx')).Alerts }))],
  ['/alerts/:alertId', lazy(async () => ({ default: (await import('../screens/alerts/alert.tsx')).Alert }))],
  ['/servers', lazy(async () => ({ default: (await import('../screens/servers/servers.tsx')).Servers }))],
  [
    '/servers/:serverId',
    lazy(async () => ({ default: (await import('../screens/servers/server.tsx')).Server })),
  ],
  ['/replay', lazy(async () => ({ default: (await import('../screens/replay/replay.tsx')).Replay }))],
  ['/people', lazy(async () => ({ default: (await import('../screens/people/people.tsx')).People }))],
  ['/webhooks', lazy(async () => ({ default: (await import('../screens/webhooks/webhooks.tsx')).Webhooks }))],
  [
    '/webhooks/:endpointId',
    lazy(async () => ({ default: (await import('../screens/webhooks/webhook.tsx')).Webhook })),
  ],
  ['/tokens', lazy(async () => ({ default: (await import('../screens/tokens/tokens.tsx')).Tokens }))],
  ['/audit', lazy(async () => ({ default: (await import('../screens/audit/audit.tsx')).Audit }))],
  ['/settings', lazy(async () => ({ default: (await import('../screens/settings/settings.tsx')).Settings }))],
  ['/account', lazy(async () => ({ default: (await import('../screens/account/account.tsx')).Account }))],
];
