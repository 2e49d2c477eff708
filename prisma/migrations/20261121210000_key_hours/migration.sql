-- What a key did in an hour, in one row: a tenth of what its cells take to be read (docs/adr/0022-key-hours.md).
CREATE TABLE "usage_key_hours" (
    "workspace_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "requests" BIGINT NOT NULL,
    "denied" BIGINT NOT NULL,
    "client_errors" BIGINT NOT NULL,
    "server_errors" BIGINT NOT NULL,
    "bytes" BIGINT NOT NULL,

    CONSTRAINT "usage_key_hours_pkey" PRIMARY KEY ("workspace_id","key_id","hour")
) PARTITION BY RANGE ("hour");

-- Hours are summed one after the other, so their rows lie together: one hour is found without its keys.
CREATE INDEX "usage_hours_hour_idx" ON "usage_hours" USING BRIN ("hour");
CREATE INDEX "usage_key_hours_hour_idx" ON "usage_key_hours" USING BRIN ("hour");

ALTER TABLE "usage_key_hours" ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON "usage_key_hours" TO keywatch_control_plane;
CREATE POLICY tenant ON "usage_key_hours" TO keywatch_control_plane
  USING (workspace_id = (SELECT (keywatch_workspaces())[1]) OR workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));

-- The hours that are summed already.
DO $$
DECLARE
  part record;
BEGIN
  FOR part IN
    SELECT replace(child.relname, 'usage_hours', 'usage_key_hours') AS name, pg_get_expr(child.relpartbound, child.oid) AS bounds
    FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid WHERE inhparent = 'usage_hours'::regclass
  LOOP
    EXECUTE format('CREATE TABLE usage_partitions.%I PARTITION OF usage_key_hours %s', part.name, part.bounds);
  END LOOP;
END
$$;

INSERT INTO "usage_key_hours"
SELECT workspace_id, key_id, hour,
  LEAST(coalesce(sum(n) FILTER (WHERE measure < 32), 0), 9223372036854775807)::bigint,
  LEAST(coalesce(sum(n) FILTER (WHERE measure BETWEEN 1 AND 31), 0), 9223372036854775807)::bigint,
  LEAST(coalesce(sum(n) FILTER (WHERE measure = 32), 0), 9223372036854775807)::bigint,
  LEAST(coalesce(sum(n) FILTER (WHERE measure = 33), 0), 9223372036854775807)::bigint,
  LEAST(coalesce(sum(n) FILTER (WHERE measure = 34), 0), 9223372036854775807)::bigint
FROM usage_hours WHERE measure < 64 GROUP BY 1, 2, 3 ORDER BY 3, 1, 2;
