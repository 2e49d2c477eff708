import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Copyable } from '../ui/copy.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import type { ActedKey } from './actions-of.ts';
import { ClientSnippets } from './client-snippets.tsx';
import style from './key-actions.module.css';

/** A secret that is shown this once. */
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

interface SecretDialogProps {
  readonly kept: KeptSecret;
  onClose(): void;
  /** What else is to be said of it. */
  readonly children?: ReactNode;
}

/** Shows a secret this once, with what clients need to use it; it closes only when somebody says that it is kept. */
export function SecretDialog({ kept, onClose, children }: SecretDialogProps) {
  const [asks, setAsks] = useState(false);
  useWarningBeforeLeaving();
  const { apiKey, secret, signingSecret, warning, warnings } = kept;
  return (
    <Dialog
      open
      wide
      onClose={() => setAsks(true)}
      title={
        <>
          Keep the secret of “<bdi>{apiKey.name}</bdi>” now
        </>
      }
      foot={
        asks ? (
          <>
            <span role="alert" className={style['ask']}>
              Is the secret kept in a safe place? It is not shown again.
            </span>
            <Button onClick={() => setAsks(false)}>Not yet</Button>
            <Button look="primary" onClick={onClose}>
              It is kept, close
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={() => setAsks(true)}>
            Done
          </Button>
        )
      }
    >
      <Notice tone="warning">{warning}</Notice>
      {children}
      <section className={style['part']}>
        <h3>Secret</h3>
        <Copyable text={secret} label="Secret" />
      </section>
      {signingSecret !== null && (
        <section className={style['part']}>
          <h3>Signing secret</h3>
          <p className="muted">Signs requests and is never sent. Keep it apart from the key.</p>
          <Copyable text={signingSecret} label="Signing secret" />
        </section>
      )}
      {warnings.length > 0 && <Warnings warnings={warnings} />}
      <ClientSnippets serverIds={kept.serverIds} environment={apiKey.environment} />
    </Dialog>
  );
}

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

/** The browser asks before it leaves the page by a reload or by its own buttons. */
function useWarningBeforeLeaving(): void {
  useEffect(() => {
    const ask = (event: Event) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, []);
}
