-- How many requests of a limit may come at once (docs/adr/0013-burst.md).
ALTER TABLE "keys" ADD COLUMN "rate_limit_burst" INTEGER;
ALTER TABLE "servers" ADD COLUMN "burst" INTEGER;
