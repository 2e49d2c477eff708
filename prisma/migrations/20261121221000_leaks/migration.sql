-- Where keys were found that should be secret (docs/adr/0027-leak-intake.md).
CREATE TYPE "LeakAction" AS ENUM ('SUSPEND', 'REVOKE');

ALTER TABLE "workspaces" ADD COLUMN "leak_action" "LeakAction" NOT NULL DEFAULT 'SUSPEND';

CREATE TABLE "leaks" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "reporter" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "url" TEXT,
    "fingerprint" BYTEA NOT NULL,
    "action" "LeakAction",
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leaks_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "leaks_workspace_id_at_id_idx" ON "leaks"("workspace_id", "at", "id");

CREATE UNIQUE INDEX "leaks_key_id_fingerprint_key" ON "leaks"("key_id", "fingerprint");

ALTER TABLE "leaks" ADD CONSTRAINT "leaks_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "leaks" ADD CONSTRAINT "leaks_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE leaks ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON leaks TO keywatch_control_plane;
CREATE POLICY tenant ON leaks TO keywatch_control_plane USING (workspace_id = ANY ((SELECT keywatch_workspaces())::uuid[]));
