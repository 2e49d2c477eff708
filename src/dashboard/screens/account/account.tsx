import { useState } from 'react';
import { useViewer } from '../../session/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import style from './account.module.css';
import { NameDialog } from './name-dialog.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import { Workspaces } from './workspaces.tsx';

/** What belongs to the person who is signed in, whatever workspace they look at. */
export function Account() {
  const { name, email, operator } = useViewer();
  const [changing, setChanging] = useState<'NAME' | 'PASSWORD'>();
  const stop = () => setChanging(undefined);
  return (
    <Page title="Your account">
      <Card
        title="You"
        actions={
          <div className={style['row']}>
            <Button size="small" onClick={() => setChanging('NAME')}>
              Change name
            </Button>
            <Button size="small" onClick={() => setChanging('PASSWORD')}>
              Change password
            </Button>
          </div>
        }
      >
        <Facts
          facts={[
            ['Name', <bdi key="name">{name}</bdi>],
            ['E-mail', <bdi key="email">{email}</bdi>],
            ...(operator ? [['Runs this Keywatch', <Badge key="operator">Operator</Badge>] as const] : []),
          ]}
        />
      </Card>
      <SecondFactor />
      <Sessions />
      <Workspaces />
      {changing === 'NAME' && <NameDialog onClose={stop} />}
      <PasswordDialog open={changing === 'PASSWORD'} onClose={stop} />
    </Page>
  );
}
