import { useState } from 'react';
import { useViewer } from '../../session/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './account.module.css';
import { RecoveryCodes } from './recovery-codes.tsx';
import { SecondFactorChange } from './second-factor-change.tsx';
import { SecondFactorSetUp } from './second-factor-set-up.tsx';

type Doing = 'SET_UP' | 'DISABLE' | 'RENEW';

const FEW = 3;

/** The second factor: whether it is on, and what can be done about it. */
export function SecondFactor() {
  const { secondFactor, recoveryCodesLeft } = useViewer();
  const [doing, setDoing] = useState<Doing>();
  const [codes, setCodes] = useState<readonly string[]>();
  const stop = () => setDoing(undefined);
  return (
    <Card
      title="Second factor"
      actions={<Badge tone={secondFactor ? 'good' : 'warning'}>{secondFactor ? 'On' : 'Off'}</Badge>}
    >
      <div className={style['narrow']}>
        {secondFactor ? (
          <>
            <p className="muted">
              Signing in takes a code of your authenticator. {recoveryCodesLeft} recovery codes are left, each
              of which opens your account once where the authenticator is lost.
            </p>
            {recoveryCodesLeft <= FEW && (
              <Notice tone="warning">Few recovery codes are left. Renew them and keep them safe.</Notice>
            )}
            <div className={style['row']}>
              <Button onClick={() => setDoing('RENEW')}>Renew recovery codes</Button>
              <Button onClick={() => setDoing('DISABLE')}>Turn off</Button>
            </div>
          </>
        ) : (
          <>
            <p className="muted">
              With a second factor, your password alone opens nothing: signing in also takes a code that an
              authenticator on your phone shows.
            </p>
            <Button look="primary" onClick={() => setDoing('SET_UP')}>
              Turn on
            </Button>
          </>
        )}
      </div>
      {doing === 'SET_UP' && <SecondFactorSetUp onClose={stop} onCodes={setCodes} />}
      {(doing === 'DISABLE' || doing === 'RENEW') && (
        <SecondFactorChange doing={doing} onClose={stop} onCodes={setCodes} />
      )}
      {codes !== undefined && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
    </Card>
  );
}
