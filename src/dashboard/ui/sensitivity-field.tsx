import type { Sensitivity } from '../gql/graphql.ts';
import { SelectField } from './field.tsx';

interface SensitivityFieldProps {
  readonly value: Sensitivity | null;
  /** What holds where nothing is set here. */
  readonly inherited: string;
  readonly disabled?: boolean;
  onChange(value: Sensitivity | null): void;
}

/** How easily the detector tells of something. */
export function SensitivityField({ value, inherited, disabled = false, onChange }: SensitivityFieldProps) {
  return (
    <SelectField
      label="Sensitivity"
      hint="High tells of more and errs more often; off goes on to learn and tells nothing, thresholds hold."
      value={value ?? 'INHERITED'}
      disabled={disabled}
      choices={[
        { value: 'INHERITED', label: inherited },
        { value: 'HIGH', label: 'High' },
        { value: 'NORMAL', label: 'Normal' },
        { value: 'LOW', label: 'Low' },
        { value: 'OFF', label: 'Off' },
      ]}
      onChange={(chosen) => onChange(chosen === 'INHERITED' ? null : chosen)}
    />
  );
}
