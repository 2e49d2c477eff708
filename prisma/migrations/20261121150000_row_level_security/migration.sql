-- Row-level security: the control plane works as the role keywatch_control_plane, which sees the workspaces of whoever
-- asks and nothing else (docs/adr/0008-row-level-security.md). The owner of the tables (jobs, data plane, sign-in) is not
-- confined. Roles belong to the whole cluster: where the user that migrates may not make one, make it beforehand with
--   CREATE ROLE keywatch_control_plane NOLOGIN; GRANT keywatch_control_plane TO <user of DATABASE_URL>;

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'keywatch_control_plane') THEN
    CREATE ROLE keywatch_control_plane NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN
  NULL; -- Another database of the cluster is migrated at the same time.
END
$$;

DO $$
BEGIN
  -- Since Postgres 16, who makes a role is a member of it without the right to take it on.
  IF NOT pg_has_role(current_user, 'keywatch_control_plane',
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
    EXECUTE format('GRANT keywatch_control_plane TO %I', current_user);
  END IF;
END
$$;

GRANT USAGE ON SCHEMA public TO keywatch_control_plane;

-- What somebody may see, set for the length of a transaction by storage/tenancy.ts.
CREATE FUNCTION keywatch_workspaces() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(current_setting('keywatch.workspaces', true), ''), '{}')::uuid[]
$$;

CREATE FUNCTION keywatch_user() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('keywatch.user', true), '')::uuid
$$;

-- Tables with a workspace_id. The sub-select lets Postgres read the setting once a statement instead of once a row.
DO $$
DECLARE
  rights text[] := ARRAY[
    'memberships: SELECT, INSERT, UPDATE, DELETE',
    'membership_servers: SELECT, INSERT, UPDATE, DELETE',
    'invitations: SELECT, INSERT, UPDATE, DELETE',
    'servers: SELECT, INSERT, UPDATE, DELETE',
    'keys: SELECT, INSERT, UPDATE',
    'key_servers: SELECT, INSERT, UPDATE, DELETE',
    'key_reminders: SELECT',
    'webhook_endpoints: SELECT, INSERT, UPDATE, DELETE',
    'alerts: SELECT, UPDATE',
    'deliveries: SELECT, INSERT, UPDATE',
    'audit_events: SELECT, INSERT',
    'usage_minutes: SELECT',
    'usage_hours: SELECT',
    'usage_days: SELECT',
    'usage_dirty_hours: SELECT',
    'usage_source_minutes: SELECT',
    'usage_source_days: SELECT'
  ];
  entry text;
  name text;
BEGIN
  FOREACH entry IN ARRAY rights LOOP
    name := split_part(entry, ': ', 1);
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('GRANT %s ON %I TO keywatch_control_plane', split_part(entry, ': ', 2), name);
    EXECUTE format(
      'CREATE POLICY tenant ON %I TO keywatch_control_plane USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]))',
      name);
  END LOOP;
END
$$;

ALTER TABLE workspaces ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON workspaces TO keywatch_control_plane;
CREATE POLICY tenant ON workspaces TO keywatch_control_plane USING (id = ANY ((SELECT keywatch_workspaces())::uuid[]));

-- People are seen by those who share, or shared, a workspace with them. Password hashes and second factors by nobody.
ALTER TABLE users ENABLE ROW LEVEL SECURITY;
GRANT SELECT (id, email, name, operator, totp_since, created_at) ON users TO keywatch_control_plane;
CREATE POLICY tenant ON users TO keywatch_control_plane
  USING (id = (SELECT keywatch_user()) OR EXISTS (SELECT FROM memberships WHERE memberships.user_id = users.id));

-- Tokens of a workspace, and the sessions of whoever asks.
ALTER TABLE access_tokens ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON access_tokens TO keywatch_control_plane;
CREATE POLICY tenant ON access_tokens TO keywatch_control_plane
  USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[])
    OR (workspace_id IS NULL AND user_id = (SELECT keywatch_user())));

ALTER TABLE delivery_attempts ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON delivery_attempts TO keywatch_control_plane;
CREATE POLICY tenant ON delivery_attempts TO keywatch_control_plane
  USING (EXISTS (SELECT FROM deliveries WHERE deliveries.id = delivery_attempts.delivery_id));

-- The outbox and the watermarks belong to no workspace.
GRANT INSERT ON version_raises TO keywatch_control_plane;
GRANT USAGE ON SEQUENCE version_raises_id_seq TO keywatch_control_plane;
GRANT SELECT ON watermarks TO keywatch_control_plane;

-- The operator `@>` is not leakproof, so Postgres would not look into the index before the policy. This function does,
-- and applies the same rule itself.
CREATE FUNCTION keywatch_keys_with_metadata(workspace uuid, part jsonb) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT id FROM keys
  WHERE workspace_id = workspace AND workspace = ANY (keywatch_workspaces()) AND metadata @> part
$$;
REVOKE ALL ON FUNCTION keywatch_keys_with_metadata(uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keywatch_keys_with_metadata(uuid, jsonb) TO keywatch_control_plane;

-- People see how many recovery codes they have left, and nothing of the codes.
ALTER TABLE recovery_codes ENABLE ROW LEVEL SECURITY;
GRANT SELECT (user_id) ON recovery_codes TO keywatch_control_plane;
CREATE POLICY tenant ON recovery_codes TO keywatch_control_plane USING (user_id = (SELECT keywatch_user()));

-- Whoever holds the secret of an invitation may see what it offers, without being in the workspace.
CREATE FUNCTION keywatch_invitation(secret_digest bytea, at timestamptz)
RETURNS TABLE (workspace_name text, role text, email text, inviter_name text, expires_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT w.name, i.role::text, i.email, u.name, i.expires_at
  FROM invitations i JOIN workspaces w ON w.id = i.workspace_id JOIN users u ON u.id = i.invited_by_id
  WHERE i.digest = secret_digest AND i.expires_at > at AND w.deleted_at IS NULL
$$;
REVOKE ALL ON FUNCTION keywatch_invitation(bytea, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keywatch_invitation(bytea, timestamptz) TO keywatch_control_plane;

-- The hash of a key is here at most once, in whichever workspace. Imports ask which of theirs are known, and learn
-- nothing else: whoever asks has made the digests from hashes that they hold.
CREATE FUNCTION keywatch_known_digests(digests bytea[]) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT digest FROM keys WHERE digest = ANY (digests)
$$;
REVOKE ALL ON FUNCTION keywatch_known_digests(bytea[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION keywatch_known_digests(bytea[]) TO keywatch_control_plane;

-- The audit log only grows, whoever asks. Removing a workspace for good (30 days after it was deleted) says so first.
CREATE FUNCTION keywatch_refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_setting('keywatch.removing_workspace', true) = OLD.workspace_id::text THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'The audit log is append-only.' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_events_append_only BEFORE UPDATE OR DELETE ON audit_events
  FOR EACH ROW EXECUTE FUNCTION keywatch_refuse_audit_change();
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON audit_events
  FOR EACH STATEMENT EXECUTE FUNCTION keywatch_refuse_audit_change();
