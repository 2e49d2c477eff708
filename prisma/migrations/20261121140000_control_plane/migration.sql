-- CreateEnum
CREATE TYPE "Plan" AS ENUM ('FREE', 'STANDARD', 'PROFESSIONAL', 'ENTERPRISE');

-- CreateEnum
CREATE TYPE "ErrorDialect" AS ENUM ('PROBLEM', 'AI2FIN', 'MCP_CLOUD');

-- CreateEnum
CREATE TYPE "QuotaRefill" AS ENUM ('NEVER', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY');

-- DropForeignKey
ALTER TABLE "key_servers" DROP CONSTRAINT "key_servers_key_id_fkey";

-- DropForeignKey
ALTER TABLE "key_servers" DROP CONSTRAINT "key_servers_server_id_fkey";

-- DropIndex
DROP INDEX "key_servers_server_id_idx";

-- AlterTable
ALTER TABLE "workspaces" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "key_format" TEXT,
ADD COLUMN     "plan" "Plan" NOT NULL DEFAULT 'ENTERPRISE',
ADD COLUMN     "rate_per_minute" INTEGER;

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "operator" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "sealed_totp" BYTEA,
ADD COLUMN     "totp_since" TIMESTAMPTZ(3),
ADD COLUMN     "totp_step" INTEGER;

-- AlterTable
ALTER TABLE "memberships" ADD COLUMN     "all_servers" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "removed_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "servers" ADD COLUMN     "default_scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "description" TEXT,
ADD COLUMN     "error_dialect" "ErrorDialect" NOT NULL DEFAULT 'PROBLEM',
ADD COLUMN     "key_format" TEXT,
ADD COLUMN     "rate_per_minute" INTEGER,
ADD COLUMN     "recoverable_keys" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "scope_implications" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "upstream" TEXT,
ALTER COLUMN "scopes" SET DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "keys" ADD COLUMN     "allow_cidrs" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "concurrency_limit" INTEGER,
ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "format" TEXT,
ADD COLUMN     "lineage_id" UUID,
ADD COLUMN     "quota_limit" INTEGER,
ADD COLUMN     "quota_refill" "QuotaRefill" NOT NULL DEFAULT 'NEVER',
ADD COLUMN     "requires_signature" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "rotated_from_id" UUID,
ADD COLUMN     "sealed_secret" BYTEA,
ADD COLUMN     "suspended_at" TIMESTAMPTZ(3),
ALTER COLUMN "scopes" SET DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "key_servers" ADD COLUMN     "workspace_id" UUID;
UPDATE "key_servers" SET "workspace_id" = "keys"."workspace_id" FROM "keys" WHERE "keys"."id" = "key_servers"."key_id";
ALTER TABLE "key_servers" ALTER COLUMN "workspace_id" SET NOT NULL;
ALTER TABLE "key_servers" DROP CONSTRAINT "key_servers_pkey",
ADD CONSTRAINT "key_servers_pkey" PRIMARY KEY ("workspace_id", "key_id", "server_id");

-- AlterTable
ALTER TABLE "access_tokens" ADD COLUMN     "ip" TEXT,
ADD COLUMN     "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "user_agent" TEXT;

-- AlterTable
ALTER TABLE "audit_events" ADD COLUMN     "after" JSONB,
ADD COLUMN     "before" JSONB,
ADD COLUMN     "token_id" UUID;

-- CreateTable
CREATE TABLE "recovery_codes" (
    "user_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("user_id","digest")
);

-- CreateTable
CREATE TABLE "membership_servers" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "server_id" UUID NOT NULL,

    CONSTRAINT "membership_servers_pkey" PRIMARY KEY ("workspace_id","user_id","server_id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "digest" BYTEA NOT NULL,
    "invited_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_reminders" (
    "workspace_id" UUID NOT NULL,
    "key_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "key_reminders_pkey" PRIMARY KEY ("key_id","kind")
);

-- CreateIndex
CREATE INDEX "membership_servers_workspace_id_server_id_idx" ON "membership_servers"("workspace_id", "server_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_digest_key" ON "invitations"("digest");

-- CreateIndex
CREATE INDEX "invitations_invited_by_id_idx" ON "invitations"("invited_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_workspace_id_email_key" ON "invitations"("workspace_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "servers_workspace_id_id_key" ON "servers"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "keys_rotated_from_id_key" ON "keys"("rotated_from_id");

-- CreateIndex
CREATE INDEX "keys_workspace_id_owner_id_created_at_id_idx" ON "keys"("workspace_id", "owner_id", "created_at", "id");

-- CreateIndex
CREATE INDEX "keys_workspace_id_name_id_idx" ON "keys"("workspace_id", "name", "id");

-- CreateIndex
CREATE INDEX "keys_workspace_id_expires_at_id_idx" ON "keys"("workspace_id", "expires_at", "id");

-- CreateIndex
CREATE INDEX "keys_lineage_id_idx" ON "keys"("lineage_id");

-- CreateIndex
CREATE INDEX "keys_metadata_idx" ON "keys" USING GIN ("metadata" jsonb_path_ops);

-- CreateIndex
CREATE UNIQUE INDEX "keys_workspace_id_id_key" ON "keys"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "key_servers_workspace_id_server_id_key_id_idx" ON "key_servers"("workspace_id", "server_id", "key_id");

-- CreateIndex
CREATE INDEX "audit_events_workspace_id_target_id_at_id_idx" ON "audit_events"("workspace_id", "target_id", "at", "id");

-- AddForeignKey
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_servers" ADD CONSTRAINT "membership_servers_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "memberships"("workspace_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership_servers" ADD CONSTRAINT "membership_servers_workspace_id_server_id_fkey" FOREIGN KEY ("workspace_id", "server_id") REFERENCES "servers"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspaces"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_invited_by_id_fkey" FOREIGN KEY ("invited_by_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "keys" ADD CONSTRAINT "keys_rotated_from_id_fkey" FOREIGN KEY ("rotated_from_id") REFERENCES "keys"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_servers" ADD CONSTRAINT "key_servers_workspace_id_key_id_fkey" FOREIGN KEY ("workspace_id", "key_id") REFERENCES "keys"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_servers" ADD CONSTRAINT "key_servers_workspace_id_server_id_fkey" FOREIGN KEY ("workspace_id", "server_id") REFERENCES "servers"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_reminders" ADD CONSTRAINT "key_reminders_key_id_fkey" FOREIGN KEY ("key_id") REFERENCES "keys"("id") ON DELETE CASCADE ON UPDATE CASCADE;
