import { useState } from 'react';
import { ContainDialog } from '../../containment/contain-dialog.tsx';
import { Button } from '../../ui/button.tsx';
import type { KeyDetail } from './key-detail.ts';

/** Contains a key without an alert. */
export function ContainButton({ apiKey }: { readonly apiKey: KeyDetail }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setAsking(true)}>Contain …</Button>
      {asking && <ContainDialog keyId={apiKey.id} keyName={apiKey.name} onClose={() => setAsking(false)} />}
    </>
  );
}
