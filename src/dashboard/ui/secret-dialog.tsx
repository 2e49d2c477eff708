import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { Copyable } from './copy.tsx';
import { Dialog } from './dialog.tsx';
import { Notice } from './notice.tsx';
import style from './secret-dialog.module.css';

interface Secret {
  /** What it is: `Signing secret`. */
  readonly label: string;
  readonly text: string;
  /** What it is for, where there are several. */
  readonly hint?: string;
}

interface SecretDialogProps {
  readonly title: ReactNode;
  /** Says that it has to be kept now. */
  readonly warning: string;
  readonly secrets: readonly Secret[];
  onClose(): void;
  /** What else is to be done with it. */
  readonly children?: ReactNode;
}

/** Shows secrets this once; it closes only when somebody says that they are kept. */
export function SecretDialog({ title, warning, secrets, onClose, children }: SecretDialogProps) {
  const [asks, setAsks] = useState(false);
  useWarningBeforeLeaving();
  return (
    <Dialog
      open
      wide={children !== undefined}
      onClose={() => setAsks(true)}
      title={title}
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
      {secrets.map(({ label, text, hint }) => (
        <section key={label} className={style['secret']}>
          <h3>{label}</h3>
          {hint !== undefined && <p className="muted">{hint}</p>}
          <Copyable text={text} label={label} />
        </section>
      ))}
      {children}
    </Dialog>
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
