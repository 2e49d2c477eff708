import { Ellipsis } from 'lucide-react';
import type { Workspace } from '../../session/session.tsx';
import { Badge, words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/column.ts';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { Time } from '../../ui/time.tsx';
import type { Member } from './member.ts';
import type { MemberDoing } from './member-dialog.tsx';
import style from './people.module.css';

const SHOWN_MAX = 3;

/** The columns of the members, with what whoever looks may do about each. */
export function memberColumns(
  workspace: Workspace,
  viewerId: string,
  start: (doing: MemberDoing) => void,
): readonly Column<Member>[] {
  return [
    {
      title: 'Person',
      cell: ({ user }) => (
        <span className={style['person']}>
          <span>
            <bdi>{user.name}</bdi> {user.id === viewerId && <Badge>You</Badge>}
          </span>
          <bdi className="muted">{user.email}</bdi>
        </span>
      ),
      csv: ({ user }) => user.name,
    },
    { title: 'Role', cell: ({ role }) => words(role), csv: ({ role }) => role },
    { title: 'Servers', cell: (member) => serversText(member), csv: (member) => allServersText(member) },
    {
      title: 'Joined',
      cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
      csv: ({ createdAt }) => createdAt,
    },
    ...(workspace.isAdmin ? [actions(workspace, viewerId, start)] : []),
  ];
}

function actions(
  workspace: Workspace,
  viewerId: string,
  start: (doing: MemberDoing) => void,
): Column<Member> {
  return {
    title: 'Actions',
    end: true,
    cell: (member) => {
      const items = itemsOf(member, workspace, viewerId, start);
      if (items.length === 0) return null;
      return (
        <Menu
          trigger={
            <Button look="quiet" size="small" aria-label={`What to do about ${member.user.name}`}>
              <Ellipsis size={16} aria-hidden="true" />
            </Button>
          }
          items={items}
        />
      );
    },
  };
}

/** Owners are dealt with by owners; who wants to go leaves on the page of their account. */
function itemsOf(
  member: Member,
  { isOwner }: Workspace,
  viewerId: string,
  start: (doing: MemberDoing) => void,
): readonly MenuItem[] {
  if (member.role === 'OWNER' && !isOwner) return [];
  const self = member.userId === viewerId;
  return [
    { label: 'Change role …', onSelect: () => start({ what: 'ROLE', member }) },
    { label: 'Choose servers …', onSelect: () => start({ what: 'SERVERS', member }) },
    ...(isOwner && !self && member.role !== 'OWNER'
      ? [{ label: 'Transfer ownership …', onSelect: () => start({ what: 'TRANSFER', member }) }]
      : []),
    ...(self
      ? []
      : [
          '-' as const,
          { label: 'Remove …', danger: true, onSelect: () => start({ what: 'REMOVE', member }) },
        ]),
  ];
}

function serversText(member: Member) {
  if (member.allServers) return 'All';
  if (member.servers.length === 0) return <span className="muted">None</span>;
  return (
    <span title={allServersText(member)}>
      <bdi>
        {member.servers
          .slice(0, SHOWN_MAX)
          .map(({ name }) => name)
          .join(', ')}
      </bdi>
      {member.servers.length > SHOWN_MAX && ` and ${String(member.servers.length - SHOWN_MAX)} more`}
    </span>
  );
}

function allServersText({ allServers, servers }: Member): string {
  return allServers ? 'all' : servers.map(({ slug }) => slug).join(' ');
}
