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
import type { ComponentType } from 'react';

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
