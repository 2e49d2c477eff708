import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField } from '../../ui/field.tsx';
import { Once } from '../../ui/once.tsx';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  onClose(): void;
}

/** Shows new recovery codes, this once; closes when they are said to be kept. */
export function RecoveryCodes({ codes, onClose }: RecoveryCodesProps) {
  const [kept, setKept] = useState(false);
  const close = () => kept && onClose();
  return (
    <Dialog
      open
      onClose={close}
      title="Your recovery codes"
      foot={
        <Button look="primary" disabled={!kept} onClick={onClose}>
          Done
        </Button>
      }
    >
      <Once label="Recovery codes" text={codes.join('\n')}>
        They are shown this once. Keep them where you find them without your phone: each opens your account
        once where the authenticator is lost.
      </Once>
      <CheckField label="I have kept them" checked={kept} onChange={setKept} />
    </Dialog>
  );
}
