-- Limits that people set.
CREATE TYPE "ThresholdMetric" AS ENUM ('REQUESTS', 'DENIED', 'ERROR_SHARE');

CREATE TABLE "thresholds" (
  "id" UUID NOT NULL,
  "workspace_id" UUID NOT NULL,
  "key_id" UUID,
  "server_id" UUID,
  "name" TEXT NOT NULL,
  "metric" "ThresholdMetric" NOT NULL,
  "limit" DOUBLE PRECISION NOT NULL,
  "requests_min" INTEGER NOT NULL,
  "severity" "Severity" NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "thresholds_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "thresholds_workspace_id_created_at_id_idx" ON "thresholds"("workspace_id", "created_at", "id");
CREATE INDEX "thresholds_workspace_id_key_id_idx" ON "thresholds"("workspace_id", "key_id");
CREATE INDEX "thresholds_workspace_id_server_id_idx" ON "thresholds"("workspace_id", "server_id");
ALTER TABLE "thresholds" ADD CONSTRAINT "thresholds_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "thresholds" ADD CONSTRAINT "thresholds_workspace_id_key_id_fkey"
  FOREIGN KEY ("workspace_id", "key_id") REFERENCES "keys"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "thresholds" ADD CONSTRAINT "thresholds_workspace_id_server_id_fkey"
  FOREIGN KEY ("workspace_id", "server_id") REFERENCES "servers"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "thresholds" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, DELETE ON "thresholds" TO keywatch_control_plane;
CREATE POLICY tenant ON "thresholds" TO keywatch_control_plane
  USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
