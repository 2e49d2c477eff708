-- What is done to keys because of alerts, and taken back (docs/adr/0026-containment.md).
CREATE TYPE "ContainmentStep" AS ENUM ('THROTTLE', 'READ_ONLY', 'SUSPEND');

CREATE TYPE "ContainedBy" AS ENUM ('POLICY', 'PERSON', 'LINK', 'LEAK');

CREATE TYPE "ContainmentEnd" AS ENUM ('UNDONE', 'EXPIRED', 'REPLACED');

ALTER TABLE "keys" ADD COLUMN "containment_step" "ContainmentStep";

CREATE TABLE "containments" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "step" "ContainmentStep" NOT NULL,
    "throttle_percent" INTEGER,
    "throttle_per_minute" INTEGER,
    "read_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "since" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3),
    "reason" TEXT,
    "by" "ContainedBy" NOT NULL,
    "by_user_id" UUID,
    "alert_id" UUID,
    "replaced_id" UUID,
    "link_digest" BYTEA,
    "ended_at" TIMESTAMPTZ(3),
    "end" "ContainmentEnd",
    "ended_by_user_id" UUID,
    "active_key" UUID,

    CONSTRAINT "containments_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "containment_policies" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "target_id" UUID NOT NULL,
    "server_id" UUID,
    "key_id" UUID,
    "rules" JSONB NOT NULL,
    "throttle_percent" INTEGER,
    "throttle_per_minute" INTEGER,
    "read_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "containment_policies_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "containment_halts" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "contained_keys" INTEGER NOT NULL,
    "keys_max" INTEGER NOT NULL,
    "active_keys" INTEGER NOT NULL,
    "key_id" UUID NOT NULL,
    "released_at" TIMESTAMPTZ(3),
    "released_by_id" UUID,
    "open_workspace" UUID,

    CONSTRAINT "containment_halts_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "containments_link_digest_key" ON "containments"("link_digest");

CREATE UNIQUE INDEX "containments_active_key_key" ON "containments"("active_key");

CREATE INDEX "containments_workspace_id_since_id_idx" ON "containments"("workspace_id", "since", "id");

CREATE INDEX "containments_key_id_since_idx" ON "containments"("key_id", "since");

CREATE INDEX "containments_alert_id_idx" ON "containments"("alert_id");

CREATE UNIQUE INDEX "containment_policies_target_id_key" ON "containment_policies"("target_id");

CREATE UNIQUE INDEX "containment_policies_server_id_key" ON "containment_policies"("server_id");

CREATE UNIQUE INDEX "containment_policies_key_id_key" ON "containment_policies"("key_id");

CREATE INDEX "containment_policies_workspace_id_idx" ON "containment_policies"("workspace_id");

CREATE UNIQUE INDEX "containment_halts_open_workspace_key" ON "containment_halts"("open_workspace");

CREATE INDEX "containment_halts_workspace_id_at_id_idx" ON "containment_halts"("workspace_id", "at", "id");

ALTER TABLE "containments" ADD CONSTRAINT "containments_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "containments" ADD CONSTRAINT "containments_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "containments" ADD CONSTRAINT "containments_alert_id_fkey" FOREIGN KEY ("alert_id") REFERENCES "alerts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "containment_policies" ADD CONSTRAINT "containment_policies_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "containment_policies" ADD CONSTRAINT "containment_policies_server_id_fkey" FOREIGN KEY ("server_id") REFERENCES "servers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "containment_policies" ADD CONSTRAINT "containment_policies_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "containment_halts" ADD CONSTRAINT "containment_halts_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE containments ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON containments TO keywatch_control_plane;
CREATE POLICY tenant ON containments TO keywatch_control_plane USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
ALTER TABLE containment_policies ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON containment_policies TO keywatch_control_plane;
CREATE POLICY tenant ON containment_policies TO keywatch_control_plane USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
ALTER TABLE containment_halts ENABLE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE ON containment_halts TO keywatch_control_plane;
CREATE POLICY tenant ON containment_halts TO keywatch_control_plane USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
