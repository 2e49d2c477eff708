import '../../../src/dashboard/style/tokens.css';
import '../../../src/dashboard/style/base.css';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { Chart } from '../../../src/dashboard/chart/chart.tsx';
import type { ChartLook } from '../../../src/dashboard/chart/drawing.ts';
import { Button } from '../../../src/dashboard/ui/button.tsx';

const STARTS = Date.UTC(2026, 10, 1) / 1_000;

/** A chart of as many minutes as the URL says, drawn anew at each press; tests look at it. */
function Page() {
  const query = new URLSearchParams(location.search);
  const minutes = Number(query.get('minutes') ?? 120);
  const rows = Number(query.get('series') ?? 1);
  const spike = Number(query.get('spike') ?? -1);
  const look = (query.get('look') ?? 'line') as ChartLook;
  const [round, setRound] = useState(0);
  const [range, setRange] = useState('');
  const times = useMemo(() => Array.from({ length: minutes }, (_, index) => STARTS + index * 60), [minutes]);
  const series = useMemo(
    () =>
      query.has('loading')
        ? undefined
        : Array.from({ length: rows }, (_, row) => ({
            id: String(row),
            label: row === 0 ? 'Requests' : `Series ${String(row)} <script>alert(1)</script> \u202Eabc`,
            values: times.map((_, index) => level(index, row, round) * (index === spike ? 100 : 1)),
          })),
    // oxlint-disable-next-line react/exhaustive-deps -- The query stays as it is.
    [times, rows, round, spike],
  );
  const band = useMemo(
    () =>
      query.has('band')
        ? {
            lower: times.map((_, index) => daily(index) * 0.7),
            upper: times.map((_, index) => daily(index) * 1.4),
            expected: times.map((_, index) => daily(index)),
          }
        : undefined,
    // oxlint-disable-next-line react/exhaustive-deps -- The query stays as it is.
    [times],
  );
  return (
    <>
      <Button onClick={() => setRound(round + 1)}>Again</Button>
      <output>{range}</output>
      <Chart
        label="Requests by minute"
        times={times}
        series={series}
        look={look}
        band={band}
        markers={MARKERS}
        fileName="requests"
        onRange={(from, to) => setRange(`${String(from - STARTS)} ${String(to - STARTS)}`)}
      />
    </>
  );
}

const MARKERS = [{ atSeconds: STARTS + 3_600, label: 'Request spike' }];

function daily(index: number): number {
  return 120 + 80 * Math.sin((index / 1_440) * 2 * Math.PI);
}

function level(index: number, row: number, round: number): number {
  return Math.round(daily(index) * (1 + 0.3 * Math.sin(index * 7.3 + row + round)));
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(<Page />);
