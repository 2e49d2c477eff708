import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Chart } from '../../chart/chart.tsx';
import { KeyExpectedDocument, KeyUsageDocument } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import { Button } from '../../ui/button.tsx';
import { TIME_ZONE } from '../../ui/local-time.ts';
import { Empty, Notice, TroubleNotice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { Segments } from '../../ui/tabs.tsx';
import { Time } from '../../ui/time.tsx';
import { DeniedCard } from './denied-card.tsx';
import { EndpointsCard } from './endpoints-card.tsx';
import style from './key.module.css';
import type { KeyDetail } from './key-detail.ts';
import { LENGTHS, type Length, type Span } from './span.ts';
import { minutesDrawn, stepsDrawn, type UsageDrawing } from './usage-drawing.ts';
import { useSpan } from './use-span.ts';

/** What a key did, beside what the detector expects of it. */
export function UsageTab({ apiKey }: { readonly apiKey: KeyDetail }) {
  const { span, choose, zoom } = useSpan();
  const Drawn = span.by === 'MINUTE' ? Minutes : Steps;
  return (
    <div className={style['stack']}>
      <div className={style['bar']}>
        <Segments<Length | ''>
          label="Span"
          value={span.length}
          choices={LENGTHS}
          onChange={(length) => length !== '' && choose(length)}
        />
        {span.length === '' && (
          <>
            <span>
              <Time at={span.from} /> to <Time at={span.to} />
            </span>
            <Button size="small" onClick={() => choose('24h')}>
              Back to 24 hours
            </Button>
          </>
        )}
      </div>
      <Drawn apiKey={apiKey} span={span} zoom={zoom} />
      <div className={style['pair']}>
        <DeniedCard keyId={apiKey.id} span={span} />
        <EndpointsCard keyId={apiKey.id} span={span} />
      </div>
    </div>
  );
}

interface DrawnProps {
  readonly apiKey: KeyDetail;
  readonly span: Span;
  zoom(fromSeconds: number, toSeconds: number): void;
}

function Minutes({ apiKey, span: { from, to }, zoom }: DrawnProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(
    () => ({ workspaceId, keyId: apiKey.id, from, to }),
    [workspaceId, apiKey.id, from, to],
  );
  const { data, trouble, again } = useRead(KeyExpectedDocument, variables);
  const expected = data?.expectedUsage;
  const drawing = useMemo(() => (expected === undefined ? undefined : minutesDrawn(expected)), [expected]);
  return (
    <Card title="Requests a minute, beside what is expected">
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      {expected?.phase === 'LEARNING' && (
        <Notice>
          The detector is still learning this key: on its first day it expects nothing and tells nothing.
        </Notice>
      )}
      <UsageChart apiKey={apiKey} drawing={drawing} stepSeconds={60} zoom={zoom} />
      {expected !== undefined && drawing?.band !== undefined && (
        <p className={style['note']}>
          The band is what the detector takes for usual
          {expected.sensitivity === 'OFF'
            ? '. It tells nothing of this key, as its sensitivity is off.'
            : ` at the sensitivity ${expected.sensitivity.toLowerCase()}; it compares about three minutes with it, so one minute above is not always an alert.`}
        </p>
      )}
    </Card>
  );
}

function Steps({ apiKey, span: { from, to, by }, zoom }: DrawnProps) {
  const { id: workspaceId } = useWorkspace();
  const variables = useMemo(
    () => ({
      workspaceId,
      keyIds: [apiKey.id],
      from,
      to,
      granularity: by,
      timeZone: TIME_ZONE,
    }),
    [workspaceId, apiKey.id, from, to, by],
  );
  const { data, trouble, again } = useRead(KeyUsageDocument, variables);
  const usage = data?.usage;
  const drawing = useMemo(() => (usage === undefined ? undefined : stepsDrawn(usage)), [usage]);
  return (
    <Card title={by === 'DAY' ? 'Requests a day' : 'Requests an hour'}>
      {trouble !== undefined && <TroubleNotice trouble={trouble} onAgain={again} />}
      <UsageChart apiKey={apiKey} drawing={drawing} stepSeconds={by === 'DAY' ? 86_400 : 3_600} zoom={zoom} />
      <p className={style['note']}>
        Minutes are kept for 7 days: choose a shorter span to see what was expected of them.
      </p>
    </Card>
  );
}

interface UsageChartProps {
  readonly apiKey: KeyDetail;
  readonly drawing: UsageDrawing | undefined;
  readonly stepSeconds: number;
  zoom(fromSeconds: number, toSeconds: number): void;
}

const NO_TIMES: number[] = [];

function UsageChart({ apiKey, drawing, stepSeconds, zoom }: UsageChartProps) {
  if (drawing?.totals.requests === 0) {
    return (
      <Empty title={apiKey.lastUsedAt ? 'No requests in this span' : 'This key was never used'}>
        {apiKey.lastUsedAt ? (
          <>
            It was last used <Time at={apiKey.lastUsedAt} as="relative" />. Choose a longer span.
          </>
        ) : (
          'As soon as a gateway verifies a request with it, its minutes are drawn here.'
        )}
      </Empty>
    );
  }
  return (
    <Chart
      label={`Requests of ${apiKey.name}`}
      times={drawing?.times ?? NO_TIMES}
      series={drawing?.series}
      band={drawing?.band}
      stepSeconds={stepSeconds}
      onRange={zoom}
      height={300}
      fileName="keywatch-key-usage"
    />
  );
}
