import { Link, useLocation } from 'wouter';
import { useSubmit } from '../../api/use-submit.ts';
import type { InvitationOfferQuery } from '../../gql/graphql.ts';
import { words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice, TroubleNotice } from '../../ui/notice.tsx';
import { SkeletonLines } from '../../ui/page.tsx';
import { Time } from '../../ui/time.tsx';
import { CodeField, NewPasswordField, PasswordField } from './credentials.tsx';
import { Door } from './door.tsx';
import { useInvitation, type Way } from './use-invitation.ts';

const VERBS: Readonly<Record<Way, string>> = {
  SIGNED_IN: 'Join',
  NEW: 'Create account and join',
  KNOWN: 'Sign in and join',
};

/** Where the link of an invitation leads: says what is offered, and lets the invited person join. */
export function Invitation({ onSignedIn }: { onSignedIn(): void }) {
  const invitation = useInvitation();
  const { read, way, choose, join } = invitation;
  const { busy, trouble, submit, reset } = useSubmit();
  const [, go] = useLocation();
  const offer = read.data?.invitation;
  const send = async () => {
    const workspaceId = await submit(join);
    if (workspaceId === undefined) return;
    onSignedIn();
    go(`/w/${workspaceId}/overview`, { replace: true });
  };
  if (offer === undefined) return <NoOffer invitation={invitation} />;
  return (
    <Door title="You are invited" lead={<Offer offer={offer} />} onSubmit={() => void send()}>
      <Entry invitation={invitation} />
      {trouble?.code === 'EMAIL_TAKEN' ? (
        <Notice>There is an account for this address already. Sign in to it to join.</Notice>
      ) : (
        trouble !== undefined &&
        trouble.code !== 'SECOND_FACTOR_REQUIRED' && <TroubleNotice trouble={trouble} />
      )}
      <Button type="submit" look="primary" busy={busy}>
        {VERBS[way]}
      </Button>
      {way !== 'SIGNED_IN' && (
        <Button
          look="quiet"
          onClick={() => {
            reset();
            choose(way === 'NEW' ? 'KNOWN' : 'NEW');
          }}
        >
          {way === 'NEW' ? 'I have an account' : 'I have no account yet'}
        </Button>
      )}
    </Door>
  );
}

function NoOffer({ invitation: { read } }: { readonly invitation: ReturnType<typeof useInvitation> }) {
  return (
    <Door title="Invitation">
      {read.trouble === undefined ? (
        <SkeletonLines lines={4} label="Looking at the invitation" />
      ) : (
        <>
          <TroubleNotice
            trouble={read.trouble}
            {...(read.trouble.code === 'OFFLINE' ? { onAgain: read.again } : {})}
          />
          <p className="muted">
            Ask whoever invited you for a new link, or <Link href="/">go to Keywatch</Link>.
          </p>
        </>
      )}
    </Door>
  );
}

function Offer({ offer }: { readonly offer: InvitationOfferQuery['invitation'] }) {
  return (
    <>
      <bdi>{offer.inviterName}</bdi> invites <bdi>{offer.email}</bdi> to the workspace “
      <bdi>{offer.workspaceName}</bdi>” as {words(offer.role).toLowerCase()}. The invitation ends{' '}
      <Time at={offer.expiresAt} as="relative" />.
    </>
  );
}

function Entry({ invitation }: { readonly invitation: ReturnType<typeof useInvitation> }) {
  const { way, newcomer, known, otherEmail } = invitation;
  return (
    <>
      {otherEmail !== undefined && (
        <Notice tone="warning">
          You are signed in as <bdi>{otherEmail}</bdi>. Joining signs this browser in as the invited person.
        </Notice>
      )}
      {way === 'NEW' && (
        <>
          <TextField label="Your name" autoComplete="name" required {...newcomer.bind('name')} />
          <NewPasswordField {...newcomer.bind('password')} />
        </>
      )}
      {way === 'KNOWN' && (
        <>
          <PasswordField {...known.form.bind('password')} />
          {known.asksCode && <CodeField {...known.form.bind('code')} />}
        </>
      )}
    </>
  );
}
