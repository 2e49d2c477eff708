-- Decisions that were answered and are counted nowhere, or wait in a process: what `lostEvents` is told from.
CREATE TABLE "usage_losses" (
    "workspace_id" UUID NOT NULL,
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "source" UUID NOT NULL,
    "lost" BIGINT NOT NULL,
    "waiting" BIGINT NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "usage_losses_pkey" PRIMARY KEY ("workspace_id","minute","source")
);

ALTER TABLE "usage_losses" ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON "usage_losses" TO keywatch_control_plane;
CREATE POLICY tenant ON "usage_losses" TO keywatch_control_plane
  USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
