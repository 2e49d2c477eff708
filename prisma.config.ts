import { defineConfig } from 'prisma/config';

/** Lets people with Prisma's own CLI go on with `prisma migrate` and `prisma studio`. */
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(process.env.DATABASE_URL === undefined ? {} : { datasource: { url: process.env.DATABASE_URL } }),
});
