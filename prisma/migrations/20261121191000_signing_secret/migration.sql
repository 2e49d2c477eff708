-- A secret that requests with a key are signed with instead of the key (docs/adr/0014-signing-secrets.md).
ALTER TABLE "keys" ADD COLUMN "sealed_signing_secret" BYTEA;
