import type { ContainmentThrottleInput } from '../gql/graphql.ts';
import { SelectField, TextField } from '../ui/field.tsx';
import type { Form } from '../ui/use-form.ts';

/** What throttling leaves of a key's limit, as people write it. */
export interface ThrottleEntry {
  readonly throttle: 'percent' | 'perMinute';
  readonly throttleValue: string;
}

/** What is left unless somebody says otherwise. */
export const USUAL_THROTTLE: ThrottleEntry = { throttle: 'percent', throttleValue: '10' };

/** The same as Keywatch takes it. */
export function throttleOf({ throttle, throttleValue }: ThrottleEntry): ContainmentThrottleInput {
  const value = Number(throttleValue);
  return throttle === 'percent' ? { percent: value } : { perMinute: value };
}

/** How much throttling leaves. */
export function ThrottleFields({ form }: { readonly form: Pick<Form<ThrottleEntry>, 'values' | 'bind'> }) {
  const isShare = form.values.throttle === 'percent';
  return (
    <>
      <SelectField
        label="What is left"
        choices={[
          { value: 'percent', label: 'A share of its limit' },
          { value: 'perMinute', label: 'So many requests a minute' },
        ]}
        {...form.bind('throttle')}
      />
      <TextField
        label={isShare ? 'Per cent of its limit' : 'Requests a minute'}
        type="number"
        required
        min={1}
        max={isShare ? 99 : 1_000_000}
        {...form.bind('throttleValue')}
      />
    </>
  );
}
