-- AlterTable
ALTER TABLE "detector_states" ADD COLUMN "sources" BYTEA NOT NULL DEFAULT '\x';

-- CreateTable
CREATE TABLE "detector_votes" (
    "minute" TIMESTAMPTZ(3) NOT NULL,
    "slice" SMALLINT NOT NULL,
    "busy_keys" INTEGER NOT NULL,
    "jumped_keys" INTEGER NOT NULL,
    "jumped" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "detector_votes_pkey" PRIMARY KEY ("minute","slice")
);
