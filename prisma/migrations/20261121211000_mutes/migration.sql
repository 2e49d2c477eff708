-- Mutes and maintenance windows, and how easily the detector tells.
CREATE TYPE "Sensitivity" AS ENUM ('OFF', 'LOW', 'NORMAL', 'HIGH');
ALTER TABLE "workspaces" ADD COLUMN "sensitivity" "Sensitivity";
ALTER TABLE "servers" ADD COLUMN "sensitivity" "Sensitivity";
ALTER TABLE "keys" ADD COLUMN "sensitivity" "Sensitivity";

CREATE TABLE "mutes" (
  "id" UUID NOT NULL,
  "workspace_id" UUID NOT NULL,
  "key_id" UUID,
  "server_id" UUID,
  "kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "reason" TEXT NOT NULL,
  "from" TIMESTAMPTZ(3) NOT NULL,
  "until" TIMESTAMPTZ(3) NOT NULL,
  "weekly" BOOLEAN NOT NULL DEFAULT false,
  "time_zone" TEXT NOT NULL DEFAULT 'UTC',
  "repeats_until" TIMESTAMPTZ(3),
  "created_by_id" UUID,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  CONSTRAINT "mutes_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "mutes_workspace_id_created_at_id_idx" ON "mutes"("workspace_id", "created_at", "id");
CREATE INDEX "mutes_workspace_id_key_id_idx" ON "mutes"("workspace_id", "key_id");
CREATE INDEX "mutes_workspace_id_server_id_idx" ON "mutes"("workspace_id", "server_id");
CREATE INDEX "mutes_created_by_id_idx" ON "mutes"("created_by_id");
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_workspace_id_key_id_fkey"
  FOREIGN KEY ("workspace_id", "key_id") REFERENCES "keys"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_workspace_id_server_id_fkey"
  FOREIGN KEY ("workspace_id", "server_id") REFERENCES "servers"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mutes" ADD CONSTRAINT "mutes_created_by_id_fkey"
  FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "alerts" ADD COLUMN "muted_by_id" UUID, ADD COLUMN "told" BOOLEAN NOT NULL DEFAULT true;
CREATE INDEX "alerts_muted_by_id_idx" ON "alerts"("muted_by_id");
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_muted_by_id_fkey"
  FOREIGN KEY ("muted_by_id") REFERENCES "mutes"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "mutes" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON "mutes" TO keywatch_control_plane;
CREATE POLICY tenant ON "mutes" TO keywatch_control_plane
  USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
