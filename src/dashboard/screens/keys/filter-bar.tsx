import { Columns3, Download, Search, SlidersHorizontal } from 'lucide-react';
import { useId, useState } from 'react';
import type { KeyStatus } from '../../gql/graphql.ts';
import { words } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Menu } from '../../ui/menu.tsx';
import type { Csv } from '../../ui/use-csv.ts';
import { FilterFields } from './filter-fields.tsx';
import { columnsOf, KEY_COLUMNS, usualColumns } from './key-columns.tsx';
import { countFilters, type KeyFilters, NO_FILTERS, STATUSES } from './key-filters.ts';
import style from './keys.module.css';
import type { KeyView } from './use-key-list.ts';
import { useSearchText } from './use-search-text.ts';
import { ViewsMenu } from './views-menu.tsx';

interface FilterBarProps {
  readonly view: KeyView;
  /** True of those who see keys of others. */
  readonly seesOthers: boolean;
  readonly csv: Csv;
}

/** Finds keys: by text, by status, and by all else that a key is known by. */
export function FilterBar({ view, seesOthers, csv }: FilterBarProps) {
  const { filters, filterBy } = view;
  const beside = countFilters({ ...filters, text: '', statuses: [] });
  const [opened, setOpened] = useState(false);
  const isOpen = opened || beside > 0;
  const more = useId();
  return (
    <div className={style['filters']}>
      <div className={style['bar']}>
        <SearchBox text={filters.text} onText={(text) => filterBy({ text })} />
        <Statuses chosen={filters.statuses} onChoose={(statuses) => filterBy({ statuses })} />
        <Button aria-expanded={isOpen} aria-controls={more} onClick={() => setOpened(!isOpen)}>
          <SlidersHorizontal size={14} aria-hidden="true" /> Filters{beside > 0 && ` (${String(beside)})`}
        </Button>
        {countFilters(filters) > 0 && (
          <Button look="quiet" onClick={() => filterBy(NO_FILTERS)}>
            Clear all
          </Button>
        )}
        <span className={style['spring']} />
        <ViewsMenu view={view} />
        <ColumnsMenu view={view} seesOthers={seesOthers} />
        <Button look="quiet" aria-label="Save as CSV" title={csv.title} busy={csv.busy} onClick={csv.save}>
          <Download size={15} aria-hidden="true" />
        </Button>
      </div>
      <div id={more} hidden={!isOpen}>
        {isOpen && <FilterFields filters={filters} onFilter={filterBy} seesOthers={seesOthers} />}
      </div>
    </div>
  );
}

function SearchBox({ text, onText }: { readonly text: string; onText(text: string): void }) {
  const [typed, type] = useSearchText(text, onText);
  return (
    <div className={style['search']}>
      <Search size={15} aria-hidden="true" />
      <input
        type="search"
        data-filter
        aria-label="Find keys by name, description, prefix or last four characters"
        placeholder="Name, description, prefix, last four …"
        maxLength={200}
        value={typed}
        onChange={(event) => type(event.currentTarget.value)}
      />
      <kbd aria-hidden="true">/</kbd>
    </div>
  );
}

interface StatusesProps {
  readonly chosen: KeyFilters['statuses'];
  onChoose(statuses: readonly KeyStatus[]): void;
}

function Statuses({ chosen, onChoose }: StatusesProps) {
  return (
    <fieldset className={style['statuses']}>
      <legend className="visually-hidden">Status</legend>
      {STATUSES.map((status) => (
        <button
          key={status}
          type="button"
          aria-pressed={chosen.includes(status)}
          className={style['toggle']}
          onClick={() => onChoose(STATUSES.filter((each) => (each === status) !== chosen.includes(each)))}
        >
          {words(status)}
        </button>
      ))}
    </fieldset>
  );
}

function ColumnsMenu({ view, seesOthers }: Pick<FilterBarProps, 'view' | 'seesOthers'>) {
  const shown = new Set(columnsOf(view.columns, seesOthers).map(({ id }) => id));
  const usual = usualColumns(seesOthers).join(',');
  const turn = (id: string) => {
    const next = KEY_COLUMNS.map((column) => column.id).filter((each) => (each === id) !== shown.has(each));
    view.setParameter('columns', next.join(',') === usual ? null : next.join(','));
  };
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label="Columns" title="Columns">
          <Columns3 size={15} aria-hidden="true" />
        </Button>
      }
      items={KEY_COLUMNS.filter(({ id }) => id !== 'name').map(({ id, title }) => ({
        label: (
          <span className={classes(shown.has(id) && style['shown'])}>
            {title}
            <span className="visually-hidden">{shown.has(id) ? ' (shown)' : ' (hidden)'}</span>
          </span>
        ),
        onSelect: () => turn(id),
      }))}
    />
  );
}
