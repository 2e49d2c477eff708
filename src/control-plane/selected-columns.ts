import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';

const NAME = 'selectedColumns';

declare global {
  namespace PothosSchemaTypes {
    interface Plugins<Types extends SchemaTypes> {
      [NAME]: SelectedColumnsPlugin<Types>;
    }
  }
}

/**
 * Spares fields the question whether their columns were read. The Prisma plugin asks it for every field of every row;
 * a field that only needs columns of its type's own `select` need not ask, because these are read with every row. Comes
 * before the Prisma plugin in the list, so that it sees what that one made of a field.
 */
class SelectedColumnsPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    const always = columnsOf(this.builder.configStore.getTypeConfig(field.parentType).extensions);
    const needed = columnsOf(field.extensions);
    if (always === undefined || needed === undefined || needed.some((column) => !always.includes(column))) {
      return field;
    }
    return { ...field, extensions: { ...field.extensions, [SELECT]: undefined } };
  }
}

/** Where the Prisma plugin keeps the selection of a type or field. */
const SELECT = 'pothosPrismaSelect';

/** A selection's parts; undefined where there is none, or where it depends on the document. */
function columnsOf(extensions: Readonly<Record<string, unknown>> | undefined | null): string[] | undefined {
  const select = extensions?.[SELECT];
  if (typeof select !== 'object' || select === null) return undefined;
  return Object.entries(select).map(([name, selected]) => `${name}: ${JSON.stringify(selected)}`);
}

SchemaBuilder.registerPlugin(NAME, SelectedColumnsPlugin);

export default NAME;
