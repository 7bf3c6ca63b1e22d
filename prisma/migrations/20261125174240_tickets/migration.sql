-- CreateEnum
CREATE TYPE "outcome_kind" AS ENUM ('adopted', 'partly', 'declined', 'already');

-- CreateEnum
CREATE TYPE "ticket_kind" AS ENUM ('suggestion', 'complaint', 'question', 'appreciation');

-- CreateEnum
CREATE TYPE "ticket_state" AS ENUM ('new', 'verified', 'forwarded', 'working', 'waiting', 'answered', 'closed', 'rejected', 'reopened');

-- CreateEnum
CREATE TYPE "ticket_event_kind" AS ENUM ('submitted', 'verified', 'forwarded', 'taken', 'inspected', 'asked', 'replied', 'answered', 'rejected', 'reopened', 'rated', 'closed', 'merged', 'reminded', 'withdrawn');

-- CreateEnum
CREATE TYPE "ticket_file_state" AS ENUM ('raw', 'ready', 'failed');

-- CreateTable
CREATE TABLE "holiday" (
    "day" DATE NOT NULL,
    "name" TEXT NOT NULL,
    "is_joint" BOOLEAN NOT NULL,

    CONSTRAINT "holiday_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "holiday_year" (
    "year" INTEGER NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "holiday_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "holiday_import" (
    "id" BIGSERIAL NOT NULL,
    "author_chat" BIGINT NOT NULL,
    "language" TEXT NOT NULL,
    "file_id" BIGINT,
    "shown_id" BIGINT,
    "days" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "holiday_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "office_time" (
    "id" INTEGER NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "office_time_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome" (
    "id" BIGSERIAL NOT NULL,
    "kind" "outcome_kind" NOT NULL,
    "sentence" TEXT NOT NULL,
    "policy_id" BIGINT,
    "identity" INTEGER,
    "after_number" INTEGER,
    "author_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome_source" (
    "id" BIGSERIAL NOT NULL,
    "outcome_id" BIGINT NOT NULL,
    "ticket_id" BIGINT,
    "question_id" BIGINT,
    "is_told" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "outcome_source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome_support" (
    "outcome_id" BIGINT NOT NULL,
    "support_id" BIGINT NOT NULL,

    CONSTRAINT "outcome_support_pkey" PRIMARY KEY ("outcome_id","support_id")
);

-- CreateTable
CREATE TABLE "ticket" (
    "id" BIGSERIAL NOT NULL,
    "year" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "ticket_kind" NOT NULL,
    "text" TEXT NOT NULL,
    "place" TEXT,
    "latitude" DOUBLE PRECISION,
    "longitude" DOUBLE PRECISION,
    "person_id" BIGINT,
    "sealed_author" BYTEA,
    "is_anonymous" BOOLEAN NOT NULL,
    "named_unit_id" BIGINT,
    "paragraph_id" BIGINT,
    "is_flagged" BOOLEAN NOT NULL DEFAULT false,
    "secret_salt" BYTEA NOT NULL,
    "secret_digest" BYTEA NOT NULL,
    "secret_faults" INTEGER NOT NULL DEFAULT 0,
    "secret_fault_on" DATE,
    "public_text" TEXT,
    "public_at" TIMESTAMPTZ(3),
    "first_told_at" TIMESTAMPTZ(3),
    "state" "ticket_state" NOT NULL,
    "unit_id" BIGINT,
    "holder_id" BIGINT,
    "merged_into_id" BIGINT,
    "is_inspected" BOOLEAN NOT NULL,
    "limit_days" INTEGER NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "spent" BIGINT NOT NULL,
    "running_since" BIGINT,
    "responded" BIGINT,
    "first_due_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "remind_at" TIMESTAMPTZ(3),
    "reminders" INTEGER NOT NULL DEFAULT 0,
    "reopenings" INTEGER NOT NULL DEFAULT 0,
    "ended_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "rating" INTEGER,
    "last_event_id" BIGINT NOT NULL,

    CONSTRAINT "ticket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_year" (
    "year" INTEGER NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "ticket_year_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "ticket_event" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" BIGINT NOT NULL,
    "kind" "ticket_event_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by_author" BOOLEAN NOT NULL,
    "officer_id" BIGINT,
    "unit_id" BIGINT,
    "text" TEXT,
    "number" BIGINT,

    CONSTRAINT "ticket_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_file" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" BIGINT NOT NULL,
    "event_id" BIGINT NOT NULL,
    "file_id" BIGINT,
    "is_photo" BOOLEAN NOT NULL,
    "state" "ticket_file_state" NOT NULL DEFAULT 'raw',

    CONSTRAINT "ticket_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_support" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" BIGINT NOT NULL,
    "person_id" BIGINT,
    "sealed_author" BYTEA,

    CONSTRAINT "ticket_support_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_mute" (
    "id" BIGSERIAL NOT NULL,
    "ticket_id" BIGINT NOT NULL,
    "person_id" BIGINT,
    "sealed_author" BYTEA,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_mute_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ticket_fault" (
    "person_id" BIGINT NOT NULL,
    "day" DATE NOT NULL,
    "faults" INTEGER NOT NULL,

    CONSTRAINT "ticket_fault_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "ticket_template" (
    "id" BIGSERIAL NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_template_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "outcome_policy_id_told_at_idx" ON "outcome"("policy_id", "told_at");

-- CreateIndex
CREATE INDEX "outcome_source_ticket_id_idx" ON "outcome_source"("ticket_id");

-- CreateIndex
CREATE INDEX "outcome_source_question_id_idx" ON "outcome_source"("question_id");

-- CreateIndex
CREATE INDEX "outcome_support_support_id_idx" ON "outcome_support"("support_id");

-- CreateIndex
CREATE UNIQUE INDEX "outcome_source_outcome_id_ticket_id_key" ON "outcome_source"("outcome_id", "ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "outcome_source_outcome_id_question_id_key" ON "outcome_source"("outcome_id", "question_id");

-- CreateIndex
CREATE INDEX "ticket_person_id_idx" ON "ticket"("person_id");

-- CreateIndex
CREATE INDEX "ticket_unit_id_state_idx" ON "ticket"("unit_id", "state");

-- CreateIndex
CREATE INDEX "ticket_state_due_at_idx" ON "ticket"("state", "due_at");

-- CreateIndex
CREATE INDEX "ticket_remind_at_idx" ON "ticket"("remind_at");

-- CreateIndex
CREATE INDEX "ticket_first_due_at_idx" ON "ticket"("first_due_at");

-- CreateIndex
CREATE INDEX "ticket_paragraph_id_idx" ON "ticket"("paragraph_id");

-- CreateIndex
CREATE INDEX "ticket_merged_into_id_idx" ON "ticket"("merged_into_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_year_number_key" ON "ticket"("year", "number");

-- CreateIndex
CREATE INDEX "ticket_event_ticket_id_id_idx" ON "ticket_event"("ticket_id", "id");

-- CreateIndex
CREATE INDEX "ticket_event_officer_id_idx" ON "ticket_event"("officer_id");

-- CreateIndex
CREATE INDEX "ticket_file_ticket_id_idx" ON "ticket_file"("ticket_id");

-- CreateIndex
CREATE INDEX "ticket_file_event_id_idx" ON "ticket_file"("event_id");

-- CreateIndex
CREATE INDEX "ticket_file_file_id_idx" ON "ticket_file"("file_id");

-- CreateIndex
CREATE INDEX "ticket_support_person_id_idx" ON "ticket_support"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_support_ticket_id_person_id_key" ON "ticket_support"("ticket_id", "person_id");

-- CreateIndex
CREATE INDEX "ticket_mute_ticket_id_idx" ON "ticket_mute"("ticket_id");

-- CreateIndex
CREATE INDEX "ticket_mute_person_id_idx" ON "ticket_mute"("person_id");

-- CreateIndex
CREATE INDEX "ticket_mute_until_idx" ON "ticket_mute"("until");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_template_title_key" ON "ticket_template"("title");

-- AddForeignKey
ALTER TABLE "holiday_import" ADD CONSTRAINT "holiday_import_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_source" ADD CONSTRAINT "outcome_source_outcome_id_fkey" FOREIGN KEY ("outcome_id") REFERENCES "outcome"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_source" ADD CONSTRAINT "outcome_source_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_source" ADD CONSTRAINT "outcome_source_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "policy_question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_support" ADD CONSTRAINT "outcome_support_outcome_id_fkey" FOREIGN KEY ("outcome_id") REFERENCES "outcome"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome_support" ADD CONSTRAINT "outcome_support_support_id_fkey" FOREIGN KEY ("support_id") REFERENCES "ticket_support"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_named_unit_id_fkey" FOREIGN KEY ("named_unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_paragraph_id_fkey" FOREIGN KEY ("paragraph_id") REFERENCES "policy_paragraph"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_holder_id_fkey" FOREIGN KEY ("holder_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_event" ADD CONSTRAINT "ticket_event_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_file" ADD CONSTRAINT "ticket_file_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_file" ADD CONSTRAINT "ticket_file_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "ticket_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_file" ADD CONSTRAINT "ticket_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_support" ADD CONSTRAINT "ticket_support_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_support" ADD CONSTRAINT "ticket_support_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_mute" ADD CONSTRAINT "ticket_mute_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_mute" ADD CONSTRAINT "ticket_mute_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_fault" ADD CONSTRAINT "ticket_fault_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Either somebody by name, or an account that is sealed, or nobody any more.
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_author" CHECK (num_nonnulls("person_id", "sealed_author") <= 1);
ALTER TABLE "ticket_support" ADD CONSTRAINT "ticket_support_author" CHECK (num_nonnulls("person_id", "sealed_author") = 1);
ALTER TABLE "ticket_mute" ADD CONSTRAINT "ticket_mute_author" CHECK (num_nonnulls("person_id", "sealed_author") = 1);
ALTER TABLE "outcome_source" ADD CONSTRAINT "outcome_source_one" CHECK (num_nonnulls("ticket_id", "question_id") = 1);

-- What is like something that is public already is looked for by its words.
CREATE INDEX "ticket_public_words" ON "ticket" USING gin (to_tsvector('indonesian', "public_text")) WHERE "public_text" IS NOT NULL;

-- Objections to paragraphs are tickets from now on. What follows from their events is reckoned at the first start, by the
-- task, for it depends on the calendar. Nobody knows their secrets.
INSERT INTO "ticket" ("year", "number", "kind", "text", "person_id", "is_anonymous", "paragraph_id", "secret_salt", "secret_digest",
  "state", "is_inspected", "limit_days", "opened_at", "spent", "last_event_id")
SELECT extract(year FROM "created_at" AT TIME ZONE 'Asia/Jakarta')::int,
  row_number() OVER (PARTITION BY extract(year FROM "created_at" AT TIME ZONE 'Asia/Jakarta') ORDER BY "id"),
  'suggestion', "text", "person_id", false, "paragraph_id", uuid_send(gen_random_uuid()), uuid_send(gen_random_uuid()),
  'new', false, 14, "created_at", 0, 0
FROM "policy_objection" ORDER BY "id";
INSERT INTO "ticket_year" ("year", "last") SELECT "year", max("number") FROM "ticket" GROUP BY "year";
INSERT INTO "ticket_event" ("ticket_id", "kind", "at", "by_author", "number")
SELECT "id", 'submitted', "opened_at", true, 14 FROM "ticket" ORDER BY "id";
UPDATE "ticket" SET "last_event_id" = "ticket_event"."id" FROM "ticket_event" WHERE "ticket_event"."ticket_id" = "ticket"."id";
INSERT INTO "task" ("name", "payload", "created_at")
SELECT 'tickets.rebuilding', '{}', max("opened_at") FROM "ticket" HAVING count(*) > 0;

-- Nothing was answered yet in a dialog of one question, which nobody asks any more.
DELETE FROM "dialog" WHERE "name" = 'policies.objecting';

-- DropForeignKey
ALTER TABLE "policy_objection" DROP CONSTRAINT "policy_objection_paragraph_id_fkey";

-- DropForeignKey
ALTER TABLE "policy_objection" DROP CONSTRAINT "policy_objection_person_id_fkey";

-- DropTable
DROP TABLE "policy_objection";
