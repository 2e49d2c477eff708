import type { ReactNode } from 'react';
import type { Outcome } from '../api/use-action.ts';
import { useSubmit } from '../api/use-submit.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { TroubleNotice } from './notice.tsx';

interface FormDialogProps {
  readonly open: boolean;
  onClose(): void;
  readonly title: ReactNode;
  readonly lead?: ReactNode;
  readonly wide?: boolean;
  /** The verb on the button: `Create server`. */
  readonly verb: string;
  readonly danger?: boolean;
  /** Not yet to be sent. */
  readonly disabled?: boolean;
  /** Another dialog takes its place when it is done: it is not closed then. */
  readonly replaced?: boolean;
  readonly children: ReactNode;
  /** Sends it; the dialog closes when it is done, and shows the trouble otherwise. */
  act(): Promise<Outcome<unknown>>;
}

/** A form in a window over the page. */
export function FormDialog({
  onClose,
  verb,
  danger = false,
  disabled = false,
  replaced = false,
  children,
  act,
  ...rest
}: FormDialogProps) {
  const { busy, trouble, submit, reset } = useSubmit();
  const close = () => {
    reset();
    onClose();
  };
  const send = async () => {
    if ((await submit(act)) !== undefined && !replaced) close();
  };
  return (
    <Dialog
      {...rest}
      onClose={close}
      onSubmit={() => void send()}
      foot={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" look={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled}>
            {verb}
          </Button>
        </>
      }
    >
      {children}
      {trouble !== undefined && <TroubleNotice trouble={trouble} />}
    </Dialog>
  );
}
