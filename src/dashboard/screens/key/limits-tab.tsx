import { useState } from 'react';
import { OwnPolicy } from '../../containment/own-policy.tsx';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { count } from '../../ui/figures.ts';
import { Card, Facts } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import { AccessDialog } from './access-dialog.tsx';
import { AccessFacts } from './access-facts.tsx';
import { EffectiveLimit } from './effective-limit.tsx';
import style from './key.module.css';
import type { KeyDetail } from './key-detail.ts';
import { rateText } from './limit-text.ts';
import { LimitsDialog } from './limits-dialog.tsx';
import { SensitivityCard } from './sensitivity-card.tsx';

interface LimitsTabProps {
  readonly apiKey: KeyDetail;
  readonly mayEdit: boolean;
}

/** What a key may: how much, what, from where, and how soon the detector tells of it and what is done then. */
export function LimitsTab({ apiKey, mayEdit }: LimitsTabProps) {
  const { isAdmin } = useWorkspace();
  const [editing, setEditing] = useState<'LIMITS' | 'ACCESS'>();
  const { rateLimit, quota, concurrencyLimit, expiresAt } = apiKey;
  return (
    <div className={style['stack']}>
      <div className={style['pair']}>
        <div className={style['stack']}>
          <Card
            title="Limits"
            actions={
              mayEdit && (
                <Button size="small" onClick={() => setEditing('LIMITS')}>
                  Edit limits
                </Button>
              )
            }
          >
            <div className={style['facts']}>
              <EffectiveLimit apiKey={apiKey} />
              <Facts
                facts={[
                  ['Own limit', rateLimit ? rateText({ ...rateLimit, value: rateLimit.limit }) : 'none'],
                  [
                    'Quota',
                    quota
                      ? `${count(quota.limit)} requests, ${REFILLS[quota.refill]}`
                      : 'none: any number of requests',
                  ],
                  [
                    'At the same time',
                    concurrencyLimit === null || concurrencyLimit === undefined
                      ? 'any number of leases'
                      : `${count(concurrencyLimit)} leases`,
                  ],
                  ['Expires', <Time key="expires" at={expiresAt} />],
                ]}
              />
            </div>
          </Card>
          <SensitivityCard apiKey={apiKey} mayEdit={mayEdit} />
        </div>
        <Card
          title="Access"
          actions={
            mayEdit && (
              <Button size="small" onClick={() => setEditing('ACCESS')}>
                Edit access
              </Button>
            )
          }
        >
          <AccessFacts apiKey={apiKey} />
        </Card>
      </div>
      {isAdmin && mayEdit && (
        <OwnPolicy
          target={{ keyId: apiKey.id }}
          name={apiKey.name}
          serverIds={apiKey.allServers ? [] : apiKey.servers.map(({ id }) => id)}
        />
      )}
      {editing === 'LIMITS' && <LimitsDialog apiKey={apiKey} onClose={() => setEditing(undefined)} />}
      {editing === 'ACCESS' && <AccessDialog apiKey={apiKey} onClose={() => setEditing(undefined)} />}
    </div>
  );
}

const REFILLS = {
  NEVER: 'never filled up again',
  HOURLY: 'filled up hourly',
  DAILY: 'filled up daily',
  WEEKLY: 'filled up weekly',
  MONTHLY: 'filled up monthly',
} as const;
