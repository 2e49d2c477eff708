import { useDeferredValue, useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { type Client, ServerClientConfigDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Copyable } from '../../ui/copy.tsx';
import { TextField } from '../../ui/field.tsx';
import { TroubleNotice } from '../../ui/notice.tsx';
import { Card, SkeletonLines } from '../../ui/page.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { useParam } from '../../ui/use-param.ts';
import type { ServerData } from './server-data.ts';
import style from './servers.module.css';

const CLIENTS: readonly { readonly value: Client; readonly label: string }[] = [
  { value: 'CLAUDE_DESKTOP', label: 'Claude Desktop' },
  { value: 'CURSOR', label: 'Cursor' },
  { value: 'VS_CODE', label: 'VS Code' },
  { value: 'GENERIC', label: 'Other' },
  { value: 'CURL', label: 'curl' },
];

/** What to put where, so that a program opens a server; the key itself is never in it. */
export function ClientConfigs({ server }: { readonly server: ServerData }) {
  const [asked, setClient] = useParam('client');
  const [given, setUrl] = useParam('url');
  const client = CLIENTS.find(({ value }) => value === asked)?.value ?? 'CLAUDE_DESKTOP';
  const url = given === '' ? (server.upstream ?? `https://${server.slug}.example.com/mcp`) : given;
  return (
    <Card title="Open it with a key">
      <div className={style['form']}>
        <TextField
          label="Where clients reach it"
          hint="The address of your gateway in front of the server."
          type="url"
          value={url}
          onChange={setUrl}
        />
        <Segments label="Program" value={client} choices={CLIENTS} onChange={setClient} />
        <Config server={server} client={client} url={useDeferredValue(url)} />
      </div>
    </Card>
  );
}

interface ConfigProps {
  readonly server: ServerData;
  readonly client: Client;
  readonly url: string;
}

function Config({ server, client, url }: ConfigProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(
    () => ({ workspaceId, id: server.id, client, url }),
    [workspaceId, server.id, client, url],
  );
  const { data, trouble, again } = useRead(ServerClientConfigDocument, variables);
  if (trouble !== undefined) return <TroubleNotice trouble={trouble} onAgain={again} />;
  if (data === undefined) return <SkeletonLines lines={5} />;
  const { fileName, text, variable } = data.server.clientConfig;
  return (
    <>
      <p className="muted">
        {fileName === null ? (
          <>
            Run it in a shell in which <code>{variable}</code> holds the key.
          </>
        ) : (
          <>
            Into <code>{fileName}</code>; the key stands in <code>{variable}</code>.
          </>
        )}
      </p>
      <Copyable label={fileName ?? 'Command'} text={text} />
    </>
  );
}
