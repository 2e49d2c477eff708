import { useState } from 'react';
import { useViewer } from '../../session/session.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card, Facts, Page } from '../../ui/page.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { SecondFactor } from './second-factor.tsx';
import { Sessions } from './sessions.tsx';
import { Workspaces } from './workspaces.tsx';

/** What belongs to the person who is signed in, whatever workspace they look at. */
export function Account() {
  const { name, email, operator } = useViewer();
  const [changing, setChanging] = useState(false);
  return (
    <Page title="Your account">
      <Card
        title="You"
        actions={
          <Button size="small" onClick={() => setChanging(true)}>
            Change password
          </Button>
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
      <PasswordDialog open={changing} onClose={() => setChanging(false)} />
    </Page>
  );
}
