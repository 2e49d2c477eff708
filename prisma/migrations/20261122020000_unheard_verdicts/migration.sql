-- Outbox: what people found alerts to be, until the detector has learnt from it (docs/adr/0029-verdicts.md).
CREATE TABLE "unheard_verdicts" (
    "workspace_id" UUID NOT NULL,
    "alert_id" UUID NOT NULL,
    "verdict" "AlertVerdict" NOT NULL,

    CONSTRAINT "unheard_verdicts_pkey" PRIMARY KEY ("workspace_id","alert_id")
);

ALTER TABLE "unheard_verdicts" ADD CONSTRAINT "unheard_verdicts_workspace_id_alert_id_fkey"
  FOREIGN KEY ("workspace_id", "alert_id") REFERENCES "alerts"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "unheard_verdicts" ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON "unheard_verdicts" TO keywatch_control_plane;
CREATE POLICY tenant ON "unheard_verdicts" TO keywatch_control_plane
  USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
