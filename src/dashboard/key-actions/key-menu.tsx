import { Ellipsis } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { useViewer, useWorkspace } from '../session/session.tsx';
import { Button, type ButtonProps } from '../ui/button.tsx';
import { Menu, type MenuItem } from '../ui/menu.tsx';
import { type ActedKey, actionsOf, type KeyAction, mayChange } from './actions-of.ts';
import { KeyActionDialog } from './key-action-dialog.tsx';

interface KeyMenuProps {
  readonly apiKey: ActedKey;
  /** Left out: a small button with three dots. */
  readonly trigger?: ReactElement<Record<string, unknown>>;
  onDeleted?: () => void;
}

/**
 * The menu of a key with its dialogs; nothing where the viewer may not change the key.
 * @public
 */
export function KeyMenu({ apiKey, trigger, onDeleted }: KeyMenuProps) {
  const viewer = useViewer();
  const workspace = useWorkspace();
  const [action, setAction] = useState<KeyAction>();
  if (!mayChange(apiKey, viewer, workspace)) return null;
  return (
    <>
      <Menu
        trigger={trigger ?? <KeyMenuButton name={apiKey.name} />}
        items={keyMenuItems(apiKey, setAction)}
      />
      {action !== undefined && (
        <KeyActionDialog
          action={action}
          apiKey={apiKey}
          onClose={() => setAction(undefined)}
          onDeleted={onDeleted}
        />
      )}
    </>
  );
}

/** The lines of such a menu, for screens that hold one dialog for many keys. */
export function keyMenuItems(apiKey: ActedKey, choose: (action: KeyAction) => void): MenuItem[] {
  const actions = actionsOf(apiKey);
  const lineBefore = actions.findIndex((action) => DANGEROUS.has(action));
  return actions.flatMap((action, index) => {
    const item = {
      label: LABELS[action],
      danger: DANGEROUS.has(action),
      onSelect: () => choose(action),
    };
    return index === lineBefore && index > 0 ? ['-' as const, item] : [item];
  });
}

/** A small button with three dots. */
export function KeyMenuButton({
  name,
  ...rest
}: { readonly name: string } & Pick<ButtonProps, 'tabIndex' | 'onClick'>) {
  return (
    <Button {...rest} look="quiet" size="small" aria-haspopup="menu" aria-label={`Actions of ${name}`}>
      <Ellipsis size={16} aria-hidden="true" />
    </Button>
  );
}

const DANGEROUS: ReadonlySet<KeyAction> = new Set(['REVOKE', 'DELETE']);

const LABELS: Readonly<Record<KeyAction, string>> = {
  EDIT: 'Edit name and description',
  ROTATE: 'Rotate …',
  REVEAL: 'Show the secret …',
  SUSPEND: 'Suspend …',
  RESUME: 'Resume …',
  REVOKE: 'Revoke …',
  DELETE: 'Delete …',
};
