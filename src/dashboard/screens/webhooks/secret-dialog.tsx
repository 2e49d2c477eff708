import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Once } from '../../ui/once.tsx';

interface SecretDialogProps {
  readonly title: string;
  readonly given: { readonly secret: string; readonly warning: string };
  onClose(): void;
}

/** Shows the secret that signs deliveries, this once. */
export function SecretDialog({ title, given, onClose }: SecretDialogProps) {
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      foot={
        <Button look="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <Once label="Signing secret" text={given.secret}>
        {given.warning}
      </Once>
    </Dialog>
  );
}
