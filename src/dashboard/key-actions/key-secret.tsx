import type { ReactNode } from 'react';
import { SecretDialog } from '../ui/secret-dialog.tsx';
import type { ActedKey } from './actions-of.ts';
import { ClientSnippets } from './client-snippets.tsx';
import style from './key-actions.module.css';

/** The secret of a key, which is shown this once. */
export interface KeptSecret {
  readonly apiKey: Pick<ActedKey, 'name' | 'environment'>;
  readonly secret: string;
  readonly signingSecret: string | null;
  /** Says that it has to be kept now. */
  readonly warning: string;
  /** What is risky about the key. */
  readonly warnings: readonly string[];
  /** The servers that it lists; left out: all. */
  readonly serverIds?: readonly string[] | undefined;
}

interface KeySecretProps {
  readonly kept: KeptSecret;
  onClose(): void;
  /** What else is to be said of it. */
  readonly children?: ReactNode;
}

/** Shows the secret of a key this once, with what clients need to use it. */
export function KeySecret({ kept, onClose, children }: KeySecretProps) {
  const { apiKey, secret, signingSecret, warning, warnings, serverIds } = kept;
  return (
    <SecretDialog
      title={
        <>
          Keep the secret of “<bdi>{apiKey.name}</bdi>” now
        </>
      }
      warning={warning}
      secrets={[
        { label: 'Secret', text: secret },
        ...(signingSecret === null ? [] : [{ label: 'Signing secret', text: signingSecret, hint: SIGNING }]),
      ]}
      onClose={onClose}
    >
      {children}
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <ClientSnippets serverIds={serverIds} environment={apiKey.environment} />
    </SecretDialog>
  );
}

const SIGNING = 'Signs requests and is never sent. Keep it apart from the key.';

function Warnings({ warnings }: { readonly warnings: readonly string[] }) {
  return (
    <section className={style['part']}>
      <h3>What is risky about this key</h3>
      <ul className={style['warnings']}>
        {warnings.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  );
}
