import { Link } from 'wouter';
import { StatusBadge } from '../../ui/badge.tsx';
import { Card } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import style from './key.module.css';
import type { KeyDetail } from './key-detail.ts';

/** How many servers are named before the others are only counted. */
const SERVERS_SHOWN = 4;

/** Whose a key is, what it opens, how old it is, and which keys came before and after it. */
export function KeyAbout({ apiKey }: { readonly apiKey: KeyDetail }) {
  const { owner, createdAt, lastUsedAt, expiresAt, rotationDueAt, revokedAt } = apiKey;
  return (
    <Card>
      <dl className={style['about']}>
        <div>
          <dt>Owner</dt>
          <dd>
            <Link href={`/keys?owner=${owner.id}`}>
              <bdi>{owner.name}</bdi>
            </Link>
          </dd>
        </div>
        <div>
          <dt>Servers</dt>
          <dd>
            <Servers apiKey={apiKey} />
          </dd>
        </div>
        <div>
          <dt>Last used</dt>
          <dd>
            <Time at={lastUsedAt} as="relative" />
          </dd>
        </div>
        <div>
          <dt>Made</dt>
          <dd>
            <Time at={createdAt} as="day" />
          </dd>
        </div>
        {revokedAt ? (
          <div>
            <dt>Revoked</dt>
            <dd>
              <Time at={revokedAt} />
            </dd>
          </div>
        ) : (
          <>
            <div>
              <dt>Expires</dt>
              <dd>
                <Time at={expiresAt} />
              </dd>
            </div>
            <div>
              <dt>Should be rotated</dt>
              <dd>
                <Time at={rotationDueAt} as="day" />
              </dd>
            </div>
          </>
        )}
        <Lineage apiKey={apiKey} />
      </dl>
    </Card>
  );
}

function Servers({ apiKey: { allServers, servers } }: { readonly apiKey: KeyDetail }) {
  if (!allServers && servers.length === 0) return 'none';
  const shown = servers.slice(0, SERVERS_SHOWN);
  return (
    <span className={style['servers']}>
      {allServers && 'All, also future ones:'}
      {shown.map(({ id, name }) => (
        <Link key={id} href={`/servers/${id}`}>
          <bdi>{name}</bdi>
        </Link>
      ))}
      {servers.length > shown.length && ` and ${String(servers.length - shown.length)} more`}
    </span>
  );
}

function Lineage({ apiKey: { rotatedFrom, rotatedTo, lineage, id } }: { readonly apiKey: KeyDetail }) {
  if (lineage.length < 2) return null;
  const others = lineage.filter((key) => key.id !== id);
  return (
    <div>
      <dt>Line of rotations</dt>
      <dd>
        <ul className={style['list']}>
          {others.map((key) => (
            <li key={key.id}>
              {key.id === rotatedTo?.id && 'Replaced by '}
              {key.id === rotatedFrom?.id && 'Replaces '}
              <Link href={`/keys/${key.id}`}>
                <bdi>{key.name}</bdi> …{key.lastFour}
              </Link>{' '}
              <StatusBadge status={key.status} />
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
