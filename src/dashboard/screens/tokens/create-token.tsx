import { useState } from 'react';
import { useAction } from '../../api/use-action.ts';
import { useRead } from '../../api/use-read.ts';
import {
  type AccessTokenKind,
  TokenCreateDocument,
  type TokenCreateMutation,
  TokenScopesDocument,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Choices } from '../../ui/choices.tsx';
import { CheckField, SelectField, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { numberOf } from '../../ui/lists.ts';
import { TroubleNotice } from '../../ui/notice.tsx';
import { SkeletonLines } from '../../ui/page.tsx';
import { SecretDialog } from '../../ui/secret-dialog.tsx';
import { type Form, useForm } from '../../ui/use-form.ts';
import { useParam } from '../../ui/use-param.ts';

type Made = Extract<TokenCreateMutation['createAccessToken'], { __typename: 'CreateAccessTokenSuccess' }>;

interface Entry {
  readonly name: string;
  readonly kind: AccessTokenKind;
  readonly days: string;
  readonly restricted: boolean;
  readonly scopes: readonly string[];
}

const KINDS = [
  { value: 'GATEWAY', label: 'Gateway: verifies keys and reports usage' },
  { value: 'ADMIN', label: 'Admin: opens GraphQL' },
] as const;

/** Makes a token, and shows its secret this once. */
export function CreateToken({ onClose }: { onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [asked] = useParam('kind');
  const [made, setMade] = useState<Made>();
  const form = useForm<Entry>({
    name: '',
    kind: asked === 'ADMIN' ? 'ADMIN' : 'GATEWAY',
    days: '',
    restricted: false,
    scopes: [],
  });
  const [create] = useAction(TokenCreateDocument);
  if (made !== undefined) return <TokenSecret made={made} onClose={onClose} />;
  const { name, kind, days, restricted, scopes } = form.values;
  const act = async () => {
    const expiresInDays = numberOf(days);
    const outcome = await create({
      workspaceId,
      name,
      kind,
      ...(expiresInDays === null ? {} : { expiresInDays }),
      ...(restricted ? { scopes: [...scopes] } : {}),
    });
    if (outcome.done) setMade(outcome.value);
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      replaced
      wide={restricted && kind === 'ADMIN'}
      title="Make a token"
      verb="Make token"
      disabled={restricted && scopes.length === 0}
      act={act}
    >
      <TextField
        label="Name"
        hint="Where it will be, so that you know it again."
        required
        maxLength={80}
        {...form.bind('name')}
      />
      <SelectField
        label="Kind"
        value={kind}
        choices={KINDS}
        onChange={(next) => form.set({ kind: next, scopes: [] })}
      />
      <TextField
        label="Days until it expires"
        hint="Empty: never."
        type="number"
        min={1}
        {...form.bind('days')}
      />
      <CheckField
        label="Give it some scopes only"
        hint="It may then do nothing else."
        {...form.tick('restricted')}
      />
      {restricted && <Scopes form={form} />}
    </FormDialog>
  );
}

function Scopes({ form }: { readonly form: Form<Entry> }) {
  const { data, trouble, again } = useRead(TokenScopesDocument, NOTHING);
  if (data === undefined) {
    return trouble === undefined ? (
      <SkeletonLines lines={4} label="Loading the scopes" />
    ) : (
      <TroubleNotice trouble={trouble} onAgain={again} />
    );
  }
  return (
    <Choices
      legend="Scopes; one to write covers the one to read"
      choices={data.tokenScopes
        .filter(({ kinds }) => kinds.includes(form.values.kind))
        .map(({ scope, description }) => ({
          value: scope,
          label: <code>{scope}</code>,
          hint: description,
        }))}
      {...form.bind('scopes')}
    />
  );
}

const NOTHING = {};

function TokenSecret({ made, onClose }: { readonly made: Made; onClose(): void }) {
  return (
    <SecretDialog
      title={
        <>
          “<bdi>{made.accessToken.name}</bdi>” is made
        </>
      }
      warning={made.warning}
      secrets={[{ label: 'Token', text: made.secret }]}
      onClose={onClose}
    />
  );
}
