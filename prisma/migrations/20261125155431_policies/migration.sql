-- CreateEnum
CREATE TYPE "policy_draft_state" AS ENUM ('reading', 'faulty', 'ready', 'published', 'dropped');

-- CreateEnum
CREATE TYPE "policy_notice_kind" AS ENUM ('news', 'first', 'second', 'eve');

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "leave_until" DATE;

-- CreateTable
CREATE TABLE "policy_draft" (
    "id" BIGSERIAL NOT NULL,
    "author_chat" BIGINT,
    "language" TEXT NOT NULL,
    "file_id" BIGINT,
    "original_id" BIGINT,
    "state" "policy_draft_state" NOT NULL DEFAULT 'reading',
    "shown_id" BIGINT,
    "policy_id" BIGINT,
    "is_placed" BOOLEAN NOT NULL DEFAULT false,
    "document" JSONB,
    "audience" JSONB,
    "effective" DATE,
    "decisions" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy" (
    "id" BIGSERIAL NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_version" (
    "id" BIGSERIAL NOT NULL,
    "policy_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "audience_text" JSONB NOT NULL,
    "is_public" BOOLEAN NOT NULL,
    "effective" DATE,
    "original_id" BIGINT,
    "author_id" BIGINT,
    "published_at" TIMESTAMPTZ(3) NOT NULL,
    "escalated_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_paragraph" (
    "id" BIGSERIAL NOT NULL,
    "version_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "identity" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "section" TEXT[],
    "anchor" TEXT,
    "text" TEXT NOT NULL,
    "entities" JSONB NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "policy_paragraph_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_relevance" (
    "id" BIGSERIAL NOT NULL,
    "version_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "role" TEXT,
    "unit_id" BIGINT,
    "text" TEXT NOT NULL,
    "entities" JSONB NOT NULL,

    CONSTRAINT "policy_relevance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_question" (
    "id" BIGSERIAL NOT NULL,
    "version_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "paragraph_id" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "options" JSONB NOT NULL,

    CONSTRAINT "quiz_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quiz_try" (
    "id" BIGSERIAL NOT NULL,
    "question_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "option" INTEGER NOT NULL,
    "is_right" BOOLEAN NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "quiz_try_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_reading" (
    "version_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "base_id" BIGINT,
    "place" INTEGER NOT NULL DEFAULT 0,
    "seen" INTEGER[],
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "read_at" TIMESTAMPTZ(3),
    "passed_at" TIMESTAMPTZ(3),
    "acknowledged_at" TIMESTAMPTZ(3),
    "is_carried" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "policy_reading_pkey" PRIMARY KEY ("version_id","person_id")
);

-- CreateTable
CREATE TABLE "policy_notice" (
    "version_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "kind" "policy_notice_kind" NOT NULL,
    "base_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "key" TEXT,

    CONSTRAINT "policy_notice_pkey" PRIMARY KEY ("version_id","person_id","kind")
);

-- CreateTable
CREATE TABLE "policy_question" (
    "id" BIGSERIAL NOT NULL,
    "paragraph_id" BIGINT NOT NULL,
    "person_id" BIGINT,
    "text" TEXT,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "answerer_id" BIGINT,
    "answered_at" TIMESTAMPTZ(3),
    "public_text" TEXT,
    "public_at" TIMESTAMPTZ(3),

    CONSTRAINT "policy_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_objection" (
    "id" BIGSERIAL NOT NULL,
    "paragraph_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policy_objection_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "result_release" (
    "name" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    "released_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "result_release_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE INDEX "policy_draft_author_chat_state_idx" ON "policy_draft"("author_chat", "state");

-- CreateIndex
CREATE INDEX "policy_draft_state_idx" ON "policy_draft"("state");

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_policy_id_number_key" ON "policy_version"("policy_id", "number");

-- CreateIndex
CREATE UNIQUE INDEX "policy_paragraph_version_id_position_key" ON "policy_paragraph"("version_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "policy_paragraph_version_id_identity_key" ON "policy_paragraph"("version_id", "identity");

-- CreateIndex
CREATE INDEX "policy_relevance_version_id_idx" ON "policy_relevance"("version_id");

-- CreateIndex
CREATE UNIQUE INDEX "quiz_question_version_id_position_key" ON "quiz_question"("version_id", "position");

-- CreateIndex
CREATE INDEX "quiz_try_question_id_person_id_id_idx" ON "quiz_try"("question_id", "person_id", "id");

-- CreateIndex
CREATE INDEX "quiz_try_person_id_idx" ON "quiz_try"("person_id");

-- CreateIndex
CREATE INDEX "policy_reading_person_id_idx" ON "policy_reading"("person_id");

-- CreateIndex
CREATE INDEX "policy_notice_person_id_idx" ON "policy_notice"("person_id");

-- CreateIndex
CREATE INDEX "policy_notice_key_idx" ON "policy_notice"("key");

-- CreateIndex
CREATE INDEX "policy_question_paragraph_id_idx" ON "policy_question"("paragraph_id");

-- CreateIndex
CREATE INDEX "policy_question_person_id_idx" ON "policy_question"("person_id");

-- CreateIndex
CREATE INDEX "policy_question_answerer_id_idx" ON "policy_question"("answerer_id");

-- CreateIndex
CREATE INDEX "policy_objection_paragraph_id_idx" ON "policy_objection"("paragraph_id");

-- CreateIndex
CREATE INDEX "policy_objection_person_id_idx" ON "policy_objection"("person_id");

-- CreateIndex
CREATE INDEX "content_file_id_idx" ON "content"("file_id");

-- AddForeignKey
ALTER TABLE "policy_draft" ADD CONSTRAINT "policy_draft_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_draft" ADD CONSTRAINT "policy_draft_original_id_fkey" FOREIGN KEY ("original_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_draft" ADD CONSTRAINT "policy_draft_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_original_id_fkey" FOREIGN KEY ("original_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_paragraph" ADD CONSTRAINT "policy_paragraph_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "policy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_relevance" ADD CONSTRAINT "policy_relevance_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "policy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_relevance" ADD CONSTRAINT "policy_relevance_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_question" ADD CONSTRAINT "quiz_question_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "policy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_question" ADD CONSTRAINT "quiz_question_paragraph_id_fkey" FOREIGN KEY ("paragraph_id") REFERENCES "policy_paragraph"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_try" ADD CONSTRAINT "quiz_try_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "quiz_question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quiz_try" ADD CONSTRAINT "quiz_try_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_reading" ADD CONSTRAINT "policy_reading_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "policy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_reading" ADD CONSTRAINT "policy_reading_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_reading" ADD CONSTRAINT "policy_reading_base_id_fkey" FOREIGN KEY ("base_id") REFERENCES "policy_version"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_notice" ADD CONSTRAINT "policy_notice_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "policy_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_notice" ADD CONSTRAINT "policy_notice_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_question" ADD CONSTRAINT "policy_question_paragraph_id_fkey" FOREIGN KEY ("paragraph_id") REFERENCES "policy_paragraph"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_question" ADD CONSTRAINT "policy_question_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_question" ADD CONSTRAINT "policy_question_answerer_id_fkey" FOREIGN KEY ("answerer_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_objection" ADD CONSTRAINT "policy_objection_paragraph_id_fkey" FOREIGN KEY ("paragraph_id") REFERENCES "policy_paragraph"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_objection" ADD CONSTRAINT "policy_objection_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;
