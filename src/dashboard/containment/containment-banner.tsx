import type { AlertContainmentFragment } from '../gql/graphql.ts';
import { Notice } from '../ui/notice.tsx';
import { Time } from '../ui/time.tsx';
import style from './containment.module.css';
import { byText, stepText } from './containment-text.ts';
import { UndoContainment } from './undo-containment.tsx';

interface BannerProps {
  readonly keyId: string;
  readonly keyName: string;
  readonly containment: AlertContainmentFragment;
  /** Whether the viewer may undo it. */
  readonly mayUndo: boolean;
}

/** Says that a key is contained now, since when and why, and takes it back. */
export function ContainmentBanner({ keyId, keyName, containment, mayUndo }: BannerProps) {
  return (
    <Notice tone="warning">
      <div className={style['banner']}>
        <div>
          <strong>{stepText(containment)}</strong> <bdi>{byText(containment)}</bdi>{' '}
          <Time at={containment.since} as="relative" />,{' '}
          {containment.until ? (
            <>
              until <Time at={containment.until} />
            </>
          ) : (
            'until somebody undoes it'
          )}
          .{containment.reason ? <bdi className={style['reason']}>“{containment.reason}”</bdi> : null}
        </div>
        {mayUndo && <UndoContainment keyId={keyId} keyName={keyName} containment={containment} />}
      </div>
    </Notice>
  );
}
