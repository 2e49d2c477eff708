import { SecretDialog } from '../../ui/secret-dialog.tsx';

interface RecoveryCodesProps {
  readonly codes: readonly string[];
  onClose(): void;
}

/** Shows new recovery codes, this once. */
export function RecoveryCodes({ codes, onClose }: RecoveryCodesProps) {
  return (
    <SecretDialog
      title="Your recovery codes"
      warning="They are shown this once. Keep them where you find them without your phone: each opens your account once where the authenticator is lost."
      secrets={[{ label: 'Recovery codes', text: codes.join('\n') }]}
      onClose={onClose}
    />
  );
}
