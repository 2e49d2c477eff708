-- How much of an hour came in its second, third and fourth quarter: local days may begin there (docs/adr/0015-quarters.md).
ALTER TABLE "usage_hours" ADD COLUMN "n2" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "n3" BIGINT NOT NULL DEFAULT 0, ADD COLUMN "n4" BIGINT NOT NULL DEFAULT 0;

-- Most ask for the usage of their only workspace. To compare with one costs a fifth less of a sum over millions of rows than to
-- look for it in a list.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['usage_minutes', 'usage_hours', 'usage_days'] LOOP
    EXECUTE format(
      'ALTER POLICY tenant ON %I USING (workspace_id = (SELECT (keywatch_workspaces())[1])
        OR workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]))',
      name);
  END LOOP;
END
$$;
