import { useAction } from '../../api/use-action.ts';
import {
  SettingsCreateThresholdDocument,
  type SettingsThresholdsQuery,
  SettingsUpdateThresholdDocument,
  type Severity,
  type ThresholdFieldsFragment,
  type ThresholdMetric,
} from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { isolated } from '../../ui/isolate.ts';
import { numberOf } from '../../ui/lists.ts';
import { tell } from '../../ui/toasts.tsx';
import { useForm } from '../../ui/use-form.ts';

interface ThresholdDialogProps {
  readonly servers: SettingsThresholdsQuery['servers'];
  /** Left out: a new one. */
  readonly threshold?: ThresholdFieldsFragment;
  onClose(): void;
}

interface Entry {
  readonly name: string;
  readonly metric: ThresholdMetric;
  /** A share is written in per cent. */
  readonly limit: string;
  readonly requestsMin: string;
  readonly severity: Severity;
  readonly serverId: string;
}

const METRICS = [
  { value: 'REQUESTS', label: 'Requests a minute, also denied ones' },
  { value: 'DENIED', label: 'Denied requests a minute' },
  { value: 'ERROR_SHARE', label: 'Share of requests that failed, in per cent' },
] as const;

const SEVERITIES = [
  { value: 'INFO', label: 'Information' },
  { value: 'WARNING', label: 'Warning' },
  { value: 'CRITICAL', label: 'Critical' },
] as const;

/** Adds a threshold, or changes one; what it looks at, and of what, stays. */
export function ThresholdDialog({ servers, threshold, onClose }: ThresholdDialogProps) {
  const { id: workspaceId } = useWorkspace();
  const form = useForm(entryOf(threshold));
  const [create] = useAction(SettingsCreateThresholdDocument);
  const [update] = useAction(SettingsUpdateThresholdDocument);
  const { name, metric, severity, serverId } = form.values;
  const act = async () => {
    const limit = Number(form.values.limit) / (metric === 'ERROR_SHARE' ? 100 : 1);
    const requestsMin = numberOf(form.values.requestsMin);
    const entry = { workspaceId, name, limit, severity, ...(requestsMin === null ? {} : { requestsMin }) };
    const outcome =
      threshold === undefined
        ? await create({ ...entry, metric, ...(serverId === '' ? {} : { serverId }) })
        : await update({ ...entry, thresholdId: threshold.id });
    if (outcome.done) tell({ title: `“${isolated(name)}” holds from the next minute on` });
    return outcome;
  };
  return (
    <FormDialog
      open
      onClose={onClose}
      title={threshold === undefined ? 'Add a threshold' : 'Change the threshold'}
      verb={threshold === undefined ? 'Add threshold' : 'Save changes'}
      act={act}
    >
      <TextField label="Name" hint="Shown in its alerts." required maxLength={80} {...form.bind('name')} />
      <SelectField
        label="Looks at"
        choices={METRICS}
        disabled={threshold !== undefined}
        {...form.bind('metric')}
      />
      <TextField
        label={metric === 'ERROR_SHARE' ? 'Crossed by more than (per cent)' : 'Crossed by more than'}
        type="number"
        min={0}
        step="any"
        required
        {...form.bind('limit')}
      />
      <TextField
        label="Minutes with fewer requests are not judged"
        hint="Empty: 1, of shares 20."
        type="number"
        min={1}
        {...form.bind('requestsMin')}
      />
      <SelectField label="Severity" choices={SEVERITIES} {...form.bind('severity')} />
      {threshold === undefined && (
        <SelectField
          label="Of"
          choices={[
            { value: '', label: 'Each key, at all servers' },
            ...servers.map(({ id, name: server }) => ({ value: id, label: `Each key at ${server}` })),
          ]}
          {...form.bind('serverId')}
        />
      )}
    </FormDialog>
  );
}

function entryOf(threshold: ThresholdFieldsFragment | undefined): Entry {
  if (threshold === undefined) {
    return { name: '', metric: 'REQUESTS', limit: '', requestsMin: '', severity: 'WARNING', serverId: '' };
  }
  const { name, metric, limit, requestsMin, severity } = threshold;
  return {
    name,
    metric,
    limit: String(metric === 'ERROR_SHARE' ? Math.round(limit * 10_000) / 100 : limit),
    requestsMin: String(requestsMin),
    severity,
    serverId: '',
  };
}
