import type { Prisma } from '../../storage/generated/client.ts';
import type { GraphqlContext } from '../context.ts';

/** Resolves the key that a result names by its id, which the action has found before. */
export async function resolveKey(
  query: Pick<Prisma.KeyDefaultArgs, 'select' | 'include'>,
  { keyId }: { readonly keyId: string },
  _args: object,
  { db }: GraphqlContext,
) {
  return await db.key.findUniqueOrThrow({ ...query, where: { id: keyId } });
}
