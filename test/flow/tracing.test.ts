import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Viewer } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';

interface Span {
  readonly name: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly attributes: { key: string; value: unknown }[];
}

/** A collector that takes OTLP over HTTP. */
async function startCollector(): Promise<{ url: string; spans: Span[]; services: Set<string> }> {
  const spans: Span[] = [];
  const services = new Set<string>();
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { resourceSpans } = JSON.parse(body) as {
        resourceSpans: {
          resource: { attributes: { key: string; value: { stringValue?: string } }[] };
          scopeSpans: { spans: Span[] }[];
        }[];
      };
      for (const { resource, scopeSpans } of resourceSpans) {
        const service = resource.attributes.find(({ key }) => key === 'service.name');
        services.add(`${request.url} ${service?.value.stringValue}`);
        for (const scope of scopeSpans) spans.push(...scope.spans);
      }
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, services };
}

test('operations, statements, jobs and verifications become spans at the configured collector', async () => {
  const collector = await startCollector();
  const keywatch = await startKeywatch({
    otlpEndpoint: `${collector.url}/`,
    serviceName: 'keys',
    tracedVerifications: 1,
  });
  const gateway = await seedGateway(keywatch);
  expect(await gateway.verify({ key: gateway.secret })).toMatchObject({ body: { valid: true } });
  await ask(keywatch, Viewer, {}, gateway.tenant.token);
  const named = (name: string | RegExp) =>
    collector.spans.filter((span) => (typeof name === 'string' ? span.name === name : name.test(span.name)));
  await vi.waitFor(
    () => {
      expect(named('verify').length).toBeGreaterThan(0);
      expect(named('graphql query Viewer')).toHaveLength(1);
      expect(named(/roll-up|jobs/).length).toBeGreaterThan(0);
      expect(named('prisma:client:operation').length).toBeGreaterThan(0);
    },
    { timeout: 30_000, interval: 200 },
  );
  const [created] = named('graphql mutation CreateKey');
  const within = collector.spans
    .filter(({ traceId }) => traceId === created?.traceId)
    .map(({ name }) => name);
  expect(within).toContain('prisma:client:operation');
  expect([...collector.services]).toEqual(['/v1/traces keys']);
  const told = JSON.stringify(collector.spans);
  for (const secret of [gateway.secret, gateway.token, gateway.tenant.token, gateway.tenant.email]) {
    expect(told).not.toContain(secret);
  }
});

test('a collector that is away holds nothing up', async () => {
  const keywatch = await startKeywatch({
    role: 'api',
    otlpEndpoint: 'http://127.0.0.1:9',
    tracedVerifications: 1,
  });
  const gateway = await seedGateway(keywatch);
  expect(await gateway.verify({ key: gateway.secret })).toMatchObject({ body: { valid: true } });
  const startedAt = performance.now();
  await keywatch.stop();
  expect(performance.now() - startedAt).toBeLessThan(15_000);
});
