import { TextField } from '../../ui/field.tsx';

interface FieldProps {
  readonly value: string;
  onChange(value: string): void;
}

/** The password of an account that there is. */
export function PasswordField({ label = 'Password', ...field }: FieldProps & { readonly label?: string }) {
  return <TextField label={label} type="password" autoComplete="current-password" required {...field} />;
}

/** A password that is chosen now. */
export function NewPasswordField({ label = 'Password', ...field }: FieldProps & { readonly label?: string }) {
  return (
    <TextField
      label={label}
      hint="At least 12 characters; a few words are easier to keep than signs."
      type="password"
      autoComplete="new-password"
      required
      maxLength={1024}
      {...field}
    />
  );
}

/** What an authenticator shows, or a recovery code. */
export function CodeField(field: FieldProps) {
  return (
    <TextField
      label="Code"
      hint="The six digits of your authenticator, or a recovery code."
      autoComplete="one-time-code"
      required
      {...field}
    />
  );
}
