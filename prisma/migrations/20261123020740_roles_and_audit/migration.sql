-- DropIndex
DROP INDEX "role_telegram_id_name_unit_id_key";

-- AlterTable
ALTER TABLE "role" ADD COLUMN     "roster_entry_id" BIGINT,
ALTER COLUMN "telegram_id" DROP NOT NULL;

-- CreateTable
CREATE TABLE "audit" (
    "id" BIGSERIAL NOT NULL,
    "subject" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "object" TEXT NOT NULL,
    "detail" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "link_request" (
    "id" BIGSERIAL NOT NULL,
    "person_id" BIGINT NOT NULL,
    "roster_entry_id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "link_request_person_id_key" ON "link_request"("person_id");

-- CreateIndex
CREATE INDEX "link_request_roster_entry_id_idx" ON "link_request"("roster_entry_id");

-- CreateIndex
CREATE INDEX "role_roster_entry_id_idx" ON "role"("roster_entry_id");

-- What the index before allowed: the same role twice where there is no unit
DELETE FROM "role" twice USING "role" once
WHERE twice."id" > once."id" AND twice."telegram_id" = once."telegram_id" AND twice."name" = once."name"
  AND twice."unit_id" IS NOT DISTINCT FROM once."unit_id";

-- CreateIndex
CREATE UNIQUE INDEX "role_telegram_id_roster_entry_id_name_unit_id_key" ON "role"("telegram_id", "roster_entry_id", "name", "unit_id") NULLS NOT DISTINCT;

-- A role is given to an account or to a roster entry
ALTER TABLE "role" ADD CONSTRAINT "role_holder" CHECK (num_nonnulls("telegram_id", "roster_entry_id") = 1);

-- AddForeignKey
ALTER TABLE "link_request" ADD CONSTRAINT "link_request_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "link_request" ADD CONSTRAINT "link_request_roster_entry_id_fkey" FOREIGN KEY ("roster_entry_id") REFERENCES "roster_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_roster_entry_id_fkey" FOREIGN KEY ("roster_entry_id") REFERENCES "roster_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;
