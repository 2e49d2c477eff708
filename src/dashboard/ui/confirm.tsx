import { type ReactNode, useState } from 'react';
import type { Trouble } from '../api/trouble.ts';
import type { Outcome } from '../api/use-action.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TextField } from './field.tsx';
import { TroubleNotice } from './notice.tsx';

interface ConfirmProps {
  readonly open: boolean;
  onClose(): void;
  /** Names the thing: `Revoke “Nightly sync”?` */
  readonly title: ReactNode;
  /** What it does, and whether it can be undone. */
  readonly children: ReactNode;
  /** The verb on the button: `Revoke key`. */
  readonly verb: string;
  readonly danger?: boolean;
  /** Has to be typed first, for what cannot be undone. */
  readonly typed?: string;
  /** Does it; the dialog closes when it is done, and shows the trouble otherwise. */
  act(): Promise<Outcome<unknown>>;
}

/** Asks before something is done, naming the thing. */
export function Confirm({ open, onClose, title, children, verb, danger = false, typed, act }: ConfirmProps) {
  const [text, setText] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const close = () => {
    setText('');
    setTrouble(undefined);
    onClose();
  };
  const submit = async () => {
    setBusy(true);
    const outcome = await act();
    setBusy(false);
    if (outcome.done) close();
    else setTrouble(outcome.trouble);
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={title}
      onSubmit={() => void submit()}
      foot={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button
            type="submit"
            look={danger ? 'danger' : 'primary'}
            busy={busy}
            disabled={typed !== undefined && text !== typed}
          >
            {verb}
          </Button>
        </>
      }
    >
      <div>{children}</div>
      {typed !== undefined && (
        <TextField label={`Type “${typed}” to go on`} value={text} onChange={setText} autoComplete="off" />
      )}
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
    </Dialog>
  );
}
