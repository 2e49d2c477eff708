-- Alerts that people work with: of a key or of a workspace, with a history, comments, an assignee and a verdict.
CREATE TYPE "AlertVerdict" AS ENUM ('EXPECTED', 'MALICIOUS');
CREATE TYPE "AlertResolution" AS ENUM ('QUIET', 'PERSON', 'KEY_DELETED');

ALTER TABLE "alerts" ALTER COLUMN "key_id" DROP NOT NULL,
  ADD COLUMN "topic" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "resolution" "AlertResolution",
  ADD COLUMN "verdict" "AlertVerdict",
  ADD COLUMN "reopened_at" TIMESTAMPTZ(3),
  ADD COLUMN "assignee_id" UUID;
UPDATE "alerts" SET "resolution" = 'QUIET' WHERE "state" = 'RESOLVED';
UPDATE "alerts" SET "open_incident" = "open_incident" || ':' WHERE "open_incident" IS NOT NULL;

DROP INDEX "alerts_key_id_idx";
CREATE INDEX "alerts_key_id_last_minute_idx" ON "alerts"("key_id", "last_minute");
CREATE UNIQUE INDEX "alerts_workspace_id_id_key" ON "alerts"("workspace_id", "id");
CREATE INDEX "alerts_workspace_id_state_severity_idx" ON "alerts"("workspace_id", "state", "severity");
CREATE INDEX "alerts_assignee_id_idx" ON "alerts"("assignee_id");
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_assignee_id_fkey"
  FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "alert_entries" (
  "id" UUID NOT NULL,
  "workspace_id" UUID NOT NULL,
  "alert_id" UUID NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "change" TEXT NOT NULL,
  "actor_id" UUID,
  "comment" TEXT,
  "assignee_id" UUID,
  "verdict" "AlertVerdict",
  "severity" "Severity",
  CONSTRAINT "alert_entries_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "alert_entries_workspace_id_at_id_idx" ON "alert_entries"("workspace_id", "at", "id");
CREATE INDEX "alert_entries_alert_id_at_id_idx" ON "alert_entries"("alert_id", "at", "id");
CREATE INDEX "alert_entries_actor_id_idx" ON "alert_entries"("actor_id");
CREATE INDEX "alert_entries_assignee_id_idx" ON "alert_entries"("assignee_id");
ALTER TABLE "alert_entries" ADD CONSTRAINT "alert_entries_workspace_id_fkey"
  FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert_entries" ADD CONSTRAINT "alert_entries_workspace_id_alert_id_fkey"
  FOREIGN KEY ("workspace_id", "alert_id") REFERENCES "alerts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "alert_entries" ADD CONSTRAINT "alert_entries_actor_id_fkey"
  FOREIGN KEY ("actor_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "alert_entries" ADD CONSTRAINT "alert_entries_assignee_id_fkey"
  FOREIGN KEY ("assignee_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE INDEX "deliveries_alert_id_idx" ON "deliveries"("alert_id");

-- The history only grows: nobody is given the right to change it.
ALTER TABLE "alert_entries" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT ON "alert_entries" TO keywatch_control_plane;
CREATE POLICY tenant ON "alert_entries" TO keywatch_control_plane
  USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
