import { brokenPromises, currentSchema, releasedSchema } from './released-schema.ts';

/** Fails where the schema breaks clients of the last release without a new major version. */
const released = await releasedSchema();
const broken = brokenPromises(released, await currentSchema());
if (broken.length > 0) {
  process.stderr.write(
    `The schema breaks clients of ${released.version}; keep it, or move the major version in package.json:\n` +
      `  ${broken.join('\n  ')}\n`,
  );
  process.exit(1);
}
