-- How often keys were presented that a workspace does not have, and what is usual there (of no concern to the control plane).
CREATE TABLE "unknown_key_minutes" (
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "workspace_id" UUID NOT NULL,
    "source" UUID NOT NULL,
    "n" BIGINT NOT NULL,

    CONSTRAINT "unknown_key_minutes_pkey" PRIMARY KEY ("minute","workspace_id","source")
);

CREATE TABLE "unknown_key_levels" (
    "workspace_id" UUID NOT NULL,
    "expected" DOUBLE PRECISION NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unknown_key_levels_pkey" PRIMARY KEY ("workspace_id")
);

ALTER TABLE "unknown_key_levels" ADD CONSTRAINT "unknown_key_levels_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "unknown_key_minutes" ENABLE ROW LEVEL SECURITY;
ALTER TABLE "unknown_key_levels" ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON "unknown_key_minutes" TO keywatch_control_plane;
CREATE POLICY tenant ON "unknown_key_minutes" TO keywatch_control_plane
  USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
