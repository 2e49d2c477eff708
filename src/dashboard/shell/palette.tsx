import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { useDeferredValue, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { useRead } from '../api/use-read.ts';
import { FindKeysDocument } from '../gql/graphql.ts';
import { useWorkspace } from '../session/session.tsx';
import style from './palette.module.css';
import { PLACES } from './places.ts';

interface Command {
  readonly value: string;
  readonly label: string;
  readonly kind: string;
  readonly path: string;
}

/** Goes anywhere with the keyboard: to a place, an action or a key by its name. */
export function Palette({ onClose }: { onClose(): void }) {
  return (
    <Dialog.Root open onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className={style['backdrop']} />
        <Dialog.Popup className={style['popup']} aria-label="Search">
          <Commands onChosen={onClose} />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Commands({ onChosen }: { onChosen(): void }) {
  const [text, setText] = useState('');
  const [, go] = useLocation();
  const keys = useFoundKeys(useDeferredValue(text.trim()));
  const commands = [...useStandingCommands().filter(({ label }) => fits(label, text)), ...keys];
  const choose = ({ path }: Command) => {
    onChosen();
    go(path);
  };
  return (
    <Autocomplete.Root
      open
      inline
      items={commands}
      mode="none"
      value={text}
      onValueChange={setText}
      itemToStringValue={(command: Command) => command.label}
      autoHighlight="always"
      keepHighlight
    >
      <Autocomplete.Input
        className={style['input']}
        aria-label="Search for places, actions and keys"
        placeholder="Where to? A place, an action, the name of a key …"
      />
      <Autocomplete.Empty className={style['none']}>Nothing is called that.</Autocomplete.Empty>
      <Autocomplete.List className={style['list']}>
        {(command: Command) => (
          <Autocomplete.Item
            key={command.value}
            value={command}
            className={style['item']}
            onClick={() => choose(command)}
          >
            <bdi>{command.label}</bdi>
            <span className={style['kind']}>{command.kind}</span>
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}

function useStandingCommands(): readonly Command[] {
  const { isAdmin, mayHaveKeys } = useWorkspace();
  const places = PLACES.filter(({ forAdmins }) => isAdmin || !forAdmins);
  return [
    ...places.map(({ path, title }) => ({ value: path, label: title, kind: 'Place', path })),
    { value: 'account', label: 'Your account', kind: 'Place', path: '/account' },
    ...(mayHaveKeys
      ? [{ value: 'create-key', label: 'Create a key', kind: 'Action', path: '/keys?create=1' }]
      : []),
    ...(isAdmin
      ? [
          { value: 'add-server', label: 'Add a server', kind: 'Action', path: '/servers?create=1' },
          { value: 'invite', label: 'Invite somebody', kind: 'Action', path: '/people?invite=1' },
          { value: 'add-webhook', label: 'Add a webhook', kind: 'Action', path: '/webhooks?create=1' },
          { value: 'add-token', label: 'Make a token', kind: 'Action', path: '/tokens?create=1' },
        ]
      : []),
  ];
}

function useFoundKeys(search: string): readonly Command[] {
  const { id } = useWorkspace();
  const variables = useMemo(() => ({ workspaceId: id, search }), [id, search]);
  const { data } = useRead(FindKeysDocument, variables, { pause: search.length < 2 });
  if (search.length < 2) return [];
  return (data?.keys.edges ?? []).map(({ node }) => ({
    value: node.id,
    label: node.name,
    kind: `${node.prefix}…${node.lastFour}`,
    path: `/keys/${node.id}`,
  }));
}

function fits(label: string, text: string): boolean {
  return text
    .toLowerCase()
    .split(' ')
    .every((word) => label.toLowerCase().includes(word));
}
