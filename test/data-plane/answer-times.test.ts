import { Histogram, Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { createAnswerTimes } from '../../src/data-plane/answer-times.ts';

describe('the histogram of answers', () => {
  it('says what one of prom-client says', async () => {
    const registry = new Registry();
    const note = createAnswerTimes(registry);
    const theirs = new Registry();
    const histogram = new Histogram({
      name: 'keywatch_http_seconds',
      help: 'Time to answer, by route and status.',
      labelNames: ['route', 'status'],
      buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
      registers: [theirs],
    });
    for (const [route, status, seconds] of [
      ['/a', 200, 0],
      ['/a', 200, 0.001],
      ['/a', 200, 0.0011],
      ['/a', 503, 7],
      ['/b', 200, 0.25],
      ['/a', 200, 5],
    ] as const) {
      note(route, status, seconds);
      histogram.observe({ route, status }, seconds);
    }
    const lines = async (of: Registry) => (await of.metrics()).split('\n').map(sortLabels).sort();
    expect(await lines(registry)).toEqual(await lines(theirs));
    expect(await registry.getMetricsAsJSON()).toMatchObject([
      { name: 'keywatch_http_seconds', type: 'histogram', aggregator: 'sum' },
    ]);
  });
});

function sortLabels(line: string): string {
  return line.replace(/\{(.*)\}/, (_, labels: string) => `{${labels.split(',').sort().join(',')}}`);
}
