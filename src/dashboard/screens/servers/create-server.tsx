import { useLocation } from 'wouter';
import { useAction } from '../../api/use-action.ts';
import { ServerCreateDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { isolated } from '../../ui/isolate.ts';
import { listOf } from '../../ui/lists.ts';
import { tell } from '../../ui/toasts.tsx';
import { useForm } from '../../ui/use-form.ts';
import { slugOf } from './slug.ts';

/** Adds a server with what matters first, and leads to it for all else. */
export function CreateServer({ onClose }: { onClose(): void }) {
  const { id: workspaceId } = useWorkspace();
  const [, go] = useLocation();
  const [create] = useAction(ServerCreateDocument);
  const form = useForm({ name: '', slug: '', environment: 'production', upstream: '', scopes: '' });
  const { name, slug, environment, upstream, scopes } = form.values;
  const act = async () => {
    const outcome = await create({
      workspaceId,
      name,
      slug,
      environment,
      scopes: listOf(scopes),
      ...(upstream === '' ? {} : { upstream }),
    });
    if (outcome.done) {
      const { server } = outcome.value;
      tell({ title: `“${isolated(server.name)}” is added` });
      go(`/servers/${server.id}`);
    }
    return outcome;
  };
  const rename = (next: string) =>
    form.set({ name: next, ...(slug === slugOf(name) ? { slug: slugOf(next) } : {}) });
  return (
    <FormDialog
      open
      onClose={onClose}
      replaced
      title="Add a server"
      lead="Keys that open all servers open it at once."
      verb="Add server"
      act={act}
    >
      <TextField label="Name" required maxLength={80} value={name} onChange={rename} />
      <TextField
        label="Slug"
        hint="Names the server in verifications. Lower case letters, digits and dashes."
        mono
        required
        maxLength={64}
        {...form.bind('slug')}
      />
      <TextField
        label="Environment"
        hint="Only keys of the same environment open it."
        required
        {...form.bind('environment')}
      />
      <TextField
        label="Upstream"
        hint="Optional: the URL where your gateway finds it."
        type="url"
        placeholder="https://crm.internal:8443/mcp"
        {...form.bind('upstream')}
      />
      <TextField
        label="Scopes"
        hint="Optional: what keys may be given, such as crm:read, crm:write. None: any."
        mono
        rows={2}
        {...form.bind('scopes')}
      />
    </FormDialog>
  );
}
