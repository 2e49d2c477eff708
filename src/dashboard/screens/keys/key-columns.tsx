import type { ReactNode } from 'react';
import type { KeySortField, ListedKeyFragment } from '../../gql/graphql.ts';
import { KeyHint } from '../../key-actions/key-name.tsx';
import { StatusBadge } from '../../ui/badge.tsx';
import type { Column } from '../../ui/column.ts';
import { count } from '../../ui/figures.ts';
import { Time } from '../../ui/time.tsx';
import style from './keys.module.css';

/** A key as the list shows it. */
export type ListedKey = ListedKeyFragment;

/** A column of the list of keys. */
export interface KeyColumn extends Column<ListedKey> {
  /** Stands in the URL. */
  readonly id: string;
  /** At least so many pixels; with `grow`, a share of what is left over. */
  readonly px: number;
  readonly grow?: number;
  readonly sort?: KeySortField;
  cell(key: ListedKey): ReactNode;
  csv(key: ListedKey): string | number | null;
}

/** All columns, in their order. */
export const KEY_COLUMNS: readonly KeyColumn[] = [
  {
    id: 'name',
    title: 'Name',
    px: 130,
    grow: 2,
    sort: 'NAME',
    cell: (key) => (
      // Opened by the table: a link of the router for each row would be most of the work of scrolling.
      <a href={`keys/${key.id}`} data-key={key.id} className={style['name']} title={key.name}>
        <bdi>{key.name}</bdi>
      </a>
    ),
    csv: ({ name }) => name,
  },
  {
    id: 'description',
    title: 'Description',
    px: 110,
    grow: 2,
    cell: ({ description }) =>
      description === null || description === '' ? (
        <span className="muted">–</span>
      ) : (
        <bdi className={style['text']} title={description}>
          {description}
        </bdi>
      ),
    csv: ({ description }) => description,
  },
  {
    id: 'status',
    title: 'Status',
    px: 98,
    cell: ({ status }) => <StatusBadge status={status} />,
    csv: ({ status }) => status,
  },
  {
    id: 'key',
    title: 'Key',
    px: 120,
    grow: 1,
    cell: (key) => <KeyHint apiKey={key} />,
    csv: ({ prefix, lastFour }) => `${prefix}…${lastFour}`,
  },
  {
    id: 'servers',
    title: 'Servers',
    px: 62,
    cell: ({ allServers, serverCount }) => (allServers ? 'All' : count(serverCount)),
    csv: ({ allServers, serverCount }) => (allServers ? 'all' : serverCount),
  },
  {
    id: 'owner',
    title: 'Owner',
    px: 80,
    grow: 1,
    cell: ({ owner }) => (
      <bdi className={style['text']} title={owner.name}>
        {owner.name}
      </bdi>
    ),
    csv: ({ owner }) => owner.name,
  },
  {
    id: 'environment',
    title: 'Environment',
    px: 104,
    cell: ({ environment }) => <span className={style['text']}>{environment}</span>,
    csv: ({ environment }) => environment,
  },
  {
    id: 'scopes',
    title: 'Scopes',
    px: 130,
    grow: 1.4,
    cell: ({ scopes }) => (
      <code className={style['text']} title={scopes.join(' ')}>
        {scopes.length === 0 ? '–' : scopes.join(' ')}
      </code>
    ),
    csv: ({ scopes }) => scopes.join(' '),
  },
  {
    id: 'created',
    title: 'Created',
    px: 100,
    sort: 'CREATED_AT',
    cell: ({ createdAt }) => <Time at={createdAt} as="day" />,
    csv: ({ createdAt }) => createdAt,
  },
  {
    id: 'used',
    title: 'Last used',
    px: 106,
    sort: 'LAST_USED_AT',
    cell: ({ lastUsedAt }) => <Time at={lastUsedAt} as="relative" />,
    csv: ({ lastUsedAt }) => lastUsedAt,
  },
  {
    id: 'expires',
    title: 'Expires',
    px: 96,
    sort: 'EXPIRES_AT',
    cell: ({ expiresAt }) => <Time at={expiresAt} as="day" never="Never" />,
    csv: ({ expiresAt }) => expiresAt,
  },
];

/** What is shown where the URL says nothing; whoever sees keys of others sees whose they are. */
export function usualColumns(seesOthers: boolean): readonly string[] {
  return ['name', 'description', 'status', 'key', 'servers', ...(seesOthers ? ['owner'] : []), ...TIMES];
}

const TIMES = ['created', 'used', 'expires'];

/** The columns that the URL asks for; the name is always there. */
export function columnsOf(asked: string | null, seesOthers: boolean): readonly KeyColumn[] {
  const ids = asked === null ? usualColumns(seesOthers) : ['name', ...asked.split(',')];
  return KEY_COLUMNS.filter(({ id }) => ids.includes(id));
}

/** Where the columns stand in a row, between a box to tick and a menu. */
export function placesOf(columns: readonly KeyColumn[]): { '--columns': string; minWidth: number } {
  const tracks = columns.map(({ px, grow }) =>
    grow === undefined ? `${String(px)}px` : `minmax(${String(px)}px, ${String(grow)}fr)`,
  );
  return {
    '--columns': [`${String(TICK_PX)}px`, ...tracks, `${String(MENU_PX)}px`].join(' '),
    minWidth: columns.reduce((sum, { px }) => sum + px, TICK_PX + MENU_PX + PADDING_PX),
  };
}

const TICK_PX = 34;
const MENU_PX = 42;
const PADDING_PX = 16;
