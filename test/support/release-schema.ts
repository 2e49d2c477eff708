import { currentSchema, releaseSchema } from './released-schema.ts';

/** Run at a release: from here on, clients go by the schema of now. */
await releaseSchema(await currentSchema());
