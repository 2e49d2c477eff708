import { useId } from 'react';
import type { Role } from '../../gql/graphql.ts';
import { useWorkspace } from '../../session/session.tsx';
import style from './people.module.css';
import { ROLES } from './roles.ts';

interface RoleChoiceProps {
  readonly value: Role;
  onChange(role: Role): void;
}

/** A choice of one role; owners are made by owners. */
export function RoleChoice({ value, onChange }: RoleChoiceProps) {
  const { isOwner } = useWorkspace();
  const name = useId();
  return (
    <fieldset className={style['group']}>
      <legend>Role</legend>
      {ROLES.filter(({ role }) => isOwner || role !== 'OWNER').map(({ role, title, text }) => (
        <div key={role} className={style['choice']}>
          <input
            id={`${name}-${role}`}
            type="radio"
            name={name}
            checked={value === role}
            aria-describedby={`${name}-${role}-text`}
            onChange={() => onChange(role)}
          />
          <div>
            <label htmlFor={`${name}-${role}`}>{title}</label>
            <div id={`${name}-${role}-text`} className="muted">
              {text}
            </div>
          </div>
        </div>
      ))}
    </fieldset>
  );
}
