import { type ReactNode, useMemo } from 'react';
import { Link } from 'wouter';
import { type AlertKind, useAlertKind } from '../../alert-kinds/use-alert-kinds.ts';
import { useRead } from '../../api/use-read.ts';
import { AlertViewDocument } from '../../gql/graphql.ts';
import { mayChange } from '../../key-actions/actions-of.ts';
import { useViewer, useWorkspace } from '../../session/session.tsx';
import { Fallback } from '../../shell/fallback.tsx';
import { SeverityBadge, StatusBadge } from '../../ui/badge.tsx';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Card, Page, Skeleton } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import style from './alert.module.css';
import { AlertActions } from './alert-actions.tsx';
import { AlertChartCard } from './alert-chart.tsx';
import { AlertContainments } from './alert-containments.tsx';
import { AlertDeliveries } from './alert-deliveries.tsx';
import type { AlertDetail } from './alert-detail.ts';
import { AlertFigures } from './alert-figures.tsx';
import { AlertHistory } from './alert-history.tsx';
import { AlertKey } from './alert-table.tsx';

/** An alert that goes on is asked for so often. */
const EVERY_MS = 30_000;

/** One alert: what was expected and what came, what was done about it, and who was told. */
export function Alert({ params }: { readonly params: Record<string, string> }) {
  const { id: workspaceId, isAdmin } = useWorkspace();
  const id = params['alertId'] ?? '';
  const variables = useMemo(() => ({ workspaceId, id, isAdmin }), [workspaceId, id, isAdmin]);
  const { data, trouble, again } = useRead(AlertViewDocument, variables, { everyMs: EVERY_MS });
  if (trouble?.code === 'NOT_FOUND' || trouble?.code === 'INVALID_INPUT') return <Fallback />;
  if (data === undefined) {
    return (
      <Page title="Alert">
        {trouble === undefined ? (
          <Skeleton height={420} label="Loading the alert" />
        ) : (
          <TroubleNotice trouble={trouble} onAgain={again} />
        )}
      </Page>
    );
  }
  return (
    <Loaded alert={data.alert}>
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
    </Loaded>
  );
}

function Loaded({ alert, children }: { readonly alert: AlertDetail; readonly children: ReactNode }) {
  const workspace = useWorkspace();
  const viewer = useViewer();
  const kind = useAlertKind()(alert.kind);
  const { key } = alert;
  const isDeleted = typeof key?.deletedAt === 'string';
  const mayAct = key ? mayChange(key, viewer, workspace) : workspace.isAdmin;
  return (
    <Page
      title={`${kind.title}${key ? ` · ${key.name}` : ''}`}
      heading={kind.title}
      lead={
        <>
          {alert.sentence}
          <AlertBadges alert={alert} />
        </>
      }
      actions={mayAct && <AlertActions alert={alert} />}
    >
      {children}
      {isDeleted && (
        <Notice>
          The key “<bdi>{key.name}</bdi>” was deleted <Time at={key.deletedAt} as="relative" />. What it did
          stays here and in the usage; there is no page of it any more.
        </Notice>
      )}
      {alert.mutedBy?.active === true && (
        <Notice>
          Nobody was told of the last change: it is muted until <Time at={alert.mutedBy.until} /> (
          <bdi>{alert.mutedBy.reason}</bdi>).
        </Notice>
      )}
      <div className={style['columns']}>
        <div className={style['column']}>
          <AlertChartCard alert={alert} />
          <AlertHistory alert={alert} mayComment={mayAct} />
        </div>
        <div className={style['column']}>
          <AlertFigures alert={alert} kind={kind} />
          <AlertMeaning kind={kind} />
          {key && <AlertContainments alert={alert} keyId={key.id} mayAct={mayAct && !isDeleted} />}
          {workspace.isAdmin && <AlertDeliveries deliveries={alert.deliveries ?? []} />}
        </div>
      </div>
    </Page>
  );
}

function AlertMeaning({ kind: { description, advice } }: { readonly kind: AlertKind }) {
  return (
    <Card title="What it means">
      <div className={style['meaning']}>
        <p>{description}</p>
        <p>{advice}</p>
      </div>
    </Card>
  );
}

function AlertBadges({ alert }: { readonly alert: AlertDetail }) {
  const { key, severity, state, verdict, assignee, resolution } = alert;
  return (
    <div className={style['badges']}>
      <SeverityBadge severity={severity} />
      <StatusBadge status={state} />
      {verdict && <StatusBadge status={verdict} />}
      {state === 'RESOLVED' && resolution && <span>{RESOLUTIONS[resolution]}</span>}
      <span>
        <AlertKey subject={key} />
        {!key && ' as a whole'}
      </span>
      <span>
        {assignee ? (
          <>
            assigned to <bdi>{assignee.name}</bdi>
          </>
        ) : (
          'assigned to nobody'
        )}
      </span>
      {key && <Link href={`/alerts?state=all&key=${key.id}`}>All alerts of the key</Link>}
    </div>
  );
}

const RESOLUTIONS = {
  QUIET: 'because it was quiet for half an hour',
  PERSON: 'by a person',
  KEY_DELETED: 'because its key was deleted',
} as const;
