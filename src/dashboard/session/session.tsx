import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useRead } from '../api/use-read.ts';
import { type Role, SessionDocument, type SessionQuery } from '../gql/graphql.ts';
import { Button } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Skeleton } from '../ui/page.tsx';

/** Who is signed in. */
export type Viewer = SessionQuery['viewer'];

/** The workspace that is looked at, and what its viewer may do there. */
export interface Workspace {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** An owner or admin. */
  readonly isAdmin: boolean;
  readonly isOwner: boolean;
  /** May have keys of their own: everybody but VIEWER. */
  readonly mayHaveKeys: boolean;
}

const SessionContext = createContext<SessionQuery | undefined>(undefined);
const WorkspaceContext = createContext<Workspace | undefined>(undefined);

/** Finds out who is signed in, for all below it. */
export function SessionProvider({ children }: { readonly children: ReactNode }) {
  const { data, trouble, again } = useRead(SessionDocument, NOTHING);
  if (data?.viewer !== undefined && data.viewer !== null) {
    return <SessionContext value={data}>{children}</SessionContext>;
  }
  if (trouble !== undefined && trouble.code !== 'UNAUTHENTICATED') {
    return (
      <Empty title="Keywatch is out of reach" action={<Button onClick={again}>Try again</Button>}>
        {trouble.message}
      </Empty>
    );
  }
  return <Skeleton height={400} label="Loading" />;
}

const NOTHING = {};

/** Names the workspace for all below it. */
export function WorkspaceProvider({
  workspace,
  children,
}: {
  readonly workspace: Viewer['workspaces'][number];
  readonly children: ReactNode;
}) {
  const { id, name, role } = workspace;
  const value = useMemo(
    () => ({
      id,
      name,
      role,
      isAdmin: role === 'OWNER' || role === 'ADMIN',
      isOwner: role === 'OWNER',
      mayHaveKeys: role !== 'VIEWER',
    }),
    [id, name, role],
  );
  return <WorkspaceContext value={value}>{children}</WorkspaceContext>;
}

/** What is read before anything is shown: who is signed in, and what alerts are called. */
export function useSession(): SessionQuery {
  return known(useContext(SessionContext), 'SessionProvider');
}

/** Who is signed in. */
export function useViewer(): Viewer {
  return useSession().viewer;
}

/** The workspace that is looked at. */
export function useWorkspace(): Workspace {
  return known(useContext(WorkspaceContext), 'WorkspaceProvider');
}

function known<Value>(value: Value | undefined, provider: string): Value {
  if (value === undefined) throw new Error(`It is used outside of ${provider}.`);
  return value;
}
