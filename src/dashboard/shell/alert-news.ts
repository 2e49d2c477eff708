import { useLocation } from 'wouter';
import { useAlertKind } from '../alert-kinds/use-alert-kinds.ts';
import { type LiveState, useLive } from '../api/use-live.ts';
import { AlertRaisedDocument } from '../gql/graphql.ts';
import { isolated } from '../ui/isolate.ts';
import { tell } from '../ui/toasts.tsx';

/** Tells of alerts as they are opened, wherever the viewer is; the cache changes what shows them. */
export function useAlertNews(workspaceId: string): LiveState {
  const [, go] = useLocation();
  const kindOf = useAlertKind();
  return useLive(AlertRaisedDocument, { workspaceId }, ({ alertRaised: { change, alert } }) => {
    if (change !== 'OPENED' && change !== 'ESCALATED') return;
    const { title } = kindOf(alert.kind);
    tell({
      tone: alert.severity === 'CRITICAL' ? 'danger' : 'warning',
      title: alert.key === null ? title : `${isolated(alert.key.name)}: ${title}`,
      text: alert.sentence,
      forMs: 15_000,
      action: { label: 'Look at it', run: () => go(`/alerts/${alert.id}`) },
    });
  });
}
