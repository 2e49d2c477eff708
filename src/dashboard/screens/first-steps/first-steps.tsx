import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useWorkspace } from '../../session/session.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { Copyable } from '../../ui/copy.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './first-steps.module.css';
import { type Progress, useProgress } from './use-progress.ts';

/**
 * Leads from an empty workspace to its first counted request. Each step knows whether it is done; who cannot do them is told
 * whom to ask, and nothing is shown once all are.
 */
export function FirstSteps() {
  const { isAdmin } = useWorkspace();
  const progress = useProgress();
  if (progress === undefined || progress.counted) return null;
  if (!isAdmin) {
    return (
      <Notice>
        Nothing was counted in this workspace in the last 30 days. An owner or admin adds servers and tokens;
        the screen of keys says what you can do.
      </Notice>
    );
  }
  const steps = stepsOf(progress);
  const current = steps.findIndex(({ done }) => !done);
  return (
    <Card title="First steps">
      <ol className={style['steps']}>
        {steps.map(({ title, done, text }, index) => (
          <li
            key={title}
            className={style['step']}
            data-done={done}
            aria-current={index === current ? 'step' : undefined}
          >
            <span className={style['mark']}>
              {done ? <Check size={15} aria-label="Done" /> : <span aria-hidden="true">{index + 1}</span>}
            </span>
            <div className={style['text']}>
              <h3>{title}</h3>
              {index === current && text}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

interface Step {
  readonly title: string;
  readonly done: boolean;
  /** What to do, shown while it is next. */
  readonly text: ReactNode;
}

function stepsOf({ server, hasKey, hasToken, counted }: Progress): readonly Step[] {
  return [
    {
      title: 'Add a server',
      done: server !== undefined,
      text: (
        <ToDo href="/servers?create=1" verb="Add a server">
          A server is what keys open: one MCP server, API or surface of yours.
        </ToDo>
      ),
    },
    {
      title: 'Create a key',
      done: hasKey,
      text: (
        <ToDo href="/keys?create=1" verb="Create a key">
          A key is what a client sends. Its secret is shown once: keep it for the last step.
        </ToDo>
      ),
    },
    {
      title: 'Make a gateway token',
      done: hasToken,
      text: (
        <ToDo href="/tokens?create=1&kind=GATEWAY" verb="Make a token">
          With it your gateway asks Keywatch whether a key is good. Its secret is shown once, too.
        </ToDo>
      ),
    },
    {
      title: 'Verify the key',
      done: counted,
      text: (
        <div>
          <p className="muted">
            Ask as your gateway will, with the secrets in place of the two words in capitals. This card goes
            away when the request is counted.
          </p>
          <Copyable label="Command" text={firstRequest(location.origin, server)} />
        </div>
      ),
    },
  ];
}

function ToDo({
  href,
  verb,
  children,
}: {
  readonly href: string;
  readonly verb: string;
  readonly children: string;
}) {
  return (
    <>
      <p className="muted">{children}</p>
      <Link href={href} className={buttonClass({ look: 'primary', size: 'small' })}>
        {verb}
      </Link>
    </>
  );
}

/** A verification for a shell; `server` is a slug, in which nothing has to be escaped. */
function firstRequest(origin: string, server: string | undefined): string {
  const body = JSON.stringify({ key: 'KEY', ...(server === undefined ? {} : { server }) });
  return [
    `curl ${origin}/v1/keys/verify \\`,
    `  -H 'authorization: Bearer TOKEN' \\`,
    `  -H 'content-type: application/json' \\`,
    `  -d '${body}'`,
  ].join('\n');
}
