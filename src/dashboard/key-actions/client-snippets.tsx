import { useDeferredValue, useMemo, useState } from 'react';
import { useRead } from '../api/use-read.ts';
import { type Client, KeyActionServersDocument, KeyActionSnippetDocument } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import { Copyable } from '../ui/copy.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { TroubleNotice } from '../ui/notice.tsx';
import { SkeletonLines } from '../ui/page.tsx';
import { Segments } from '../ui/tabs.tsx';
import style from './key-actions.module.css';

const CLIENTS = [
  { value: 'CLAUDE_DESKTOP', label: 'Claude Desktop' },
  { value: 'CURSOR', label: 'Cursor' },
  { value: 'VS_CODE', label: 'VS Code' },
  { value: 'CURL', label: 'curl' },
] as const;

type Shown = (typeof CLIENTS)[number]['value'];

interface ClientSnippetsProps {
  /** The servers that the key lists; undefined: all. */
  readonly serverIds?: readonly string[] | undefined;
  readonly environment: string;
}

/** What to put where, so that a client opens a server with a key; the key itself is in none of it. */
export function ClientSnippets({ serverIds, environment }: ClientSnippetsProps) {
  const { id: workspaceId } = useWorkspace();
  const { data } = useRead(
    KeyActionServersDocument,
    useMemo(() => ({ workspaceId }), [workspaceId]),
  );
  const [asked, setAsked] = useState<string>();
  const [client, setClient] = useState<Shown>('CLAUDE_DESKTOP');
  const [typed, setTyped] = useState<string>();
  const opened = (data?.servers ?? []).filter(
    (server) => server.environment === environment && (serverIds?.includes(server.id) ?? true),
  );
  const server = opened.find(({ id }) => id === asked) ?? opened[0];
  const url = useDeferredValue(typed ?? `${location.origin}/mcp/${server?.slug ?? ''}`);
  if (server === undefined) return null;
  return (
    <section className={style['part']}>
      <h3>Put it into a client</h3>
      <div className={style['inputs']}>
        <SelectField
          label="Server"
          value={server.id}
          choices={opened.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setAsked}
        />
        <TextField
          label="Address of its gateway"
          type="url"
          value={typed ?? url}
          onChange={setTyped}
          hint="Where clients reach the server."
        />
      </div>
      <Segments<Shown> label="Client" value={client} choices={CLIENTS} onChange={setClient} />
      <Snippet serverId={server.id} client={client} url={url} />
    </section>
  );
}

function Snippet(asked: { readonly serverId: string; readonly client: Client; readonly url: string }) {
  const { id: workspaceId } = useWorkspace();
  const { serverId, client, url } = asked;
  const variables = useMemo(
    () => ({ workspaceId, serverId, client, url }),
    [workspaceId, serverId, client, url],
  );
  const { data, trouble, again } = useRead(KeyActionSnippetDocument, variables);
  if (trouble !== undefined) return <TroubleNotice trouble={trouble} onAgain={again} />;
  if (data === undefined) return <SkeletonLines lines={5} label="Loading the configuration" />;
  const { fileName, text, variable } = data.server.clientConfig;
  return (
    <div className={style['part']}>
      <p className={style['file']}>
        <span>{fileName === null ? 'To run in a shell' : <code>{fileName}</code>}</span>
        {text.includes(variable) && (
          <span>
            The secret goes into <code>{variable}</code>.
          </span>
        )}
      </p>
      <Copyable text={text} label={fileName === null ? 'Command' : 'Configuration'} />
    </div>
  );
}
