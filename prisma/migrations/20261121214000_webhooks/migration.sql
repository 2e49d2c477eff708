-- Webhook endpoints with formats, filters, two kinds of signatures and their rotation, order, and what disabled them
-- (docs/adr/0025-webhook-delivery.md).
CREATE TYPE "WebhookFormat" AS ENUM ('STANDARD', 'SLACK', 'TEAMS', 'PAGERDUTY', 'EMAIL');
CREATE TYPE "WebhookDisabledBy" AS ENUM ('PERSON', 'GONE', 'FAILING');

ALTER TABLE "webhook_endpoints"
  ADD COLUMN "format" "WebhookFormat" NOT NULL DEFAULT 'STANDARD',
  ADD COLUMN "ordered" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "event_types" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "alert_kinds" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "severity_min" "Severity",
  ADD COLUMN "server_ids" UUID[] DEFAULT ARRAY[]::UUID[],
  ADD COLUMN "metadata" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "sealed_routing_key" BYTEA,
  ADD COLUMN "sealed_private_key" BYTEA,
  ADD COLUMN "public_key" TEXT,
  ADD COLUMN "previous_sealed_secret" BYTEA,
  ADD COLUMN "previous_sealed_private_key" BYTEA,
  ADD COLUMN "previous_public_key" TEXT,
  ADD COLUMN "previous_until" TIMESTAMPTZ(3),
  ADD COLUMN "disabled_by" "WebhookDisabledBy",
  ADD COLUMN "notice_due_at" TIMESTAMPTZ(3),
  ADD COLUMN "failing_since" TIMESTAMPTZ(3),
  ADD COLUMN "failed_at" TIMESTAMPTZ(3);

ALTER TABLE "deliveries" ADD COLUMN "seq" BIGSERIAL NOT NULL;
GRANT USAGE ON SEQUENCE "deliveries_seq_seq" TO keywatch_control_plane;

DROP INDEX "deliveries_endpoint_id_idx";
CREATE INDEX "deliveries_endpoint_id_state_seq_idx" ON "deliveries" ("endpoint_id", "state", "seq");
CREATE INDEX "deliveries_endpoint_id_created_at_id_idx" ON "deliveries" ("endpoint_id", "created_at", "id");
DROP INDEX "deliveries_workspace_id_created_at_idx";
CREATE INDEX "deliveries_workspace_id_created_at_id_idx" ON "deliveries" ("workspace_id", "created_at", "id");
