-- CreateEnum
CREATE TYPE "forum_state" AS ENUM ('draft', 'planned', 'open', 'closed', 'published');

-- CreateEnum
CREATE TYPE "forum_moderation" AS ENUM ('before', 'after');

-- CreateEnum
CREATE TYPE "statement_state" AS ENUM ('waiting', 'accepted', 'rejected', 'merged');

-- CreateEnum
CREATE TYPE "appeal_state" AS ENUM ('waiting', 'granted', 'declined');

-- CreateEnum
CREATE TYPE "hall_phase" AS ENUM ('join', 'write', 'vote', 'questions', 'closing');

-- CreateEnum
CREATE TYPE "forum_question_state" AS ENUM ('waiting', 'open', 'rejected', 'answered', 'ticket');

-- CreateTable
CREATE TABLE "forum" (
    "id" BIGSERIAL NOT NULL,
    "code" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "background" TEXT,
    "policy_id" BIGINT,
    "paragraphs" INTEGER[],
    "audience" JSONB NOT NULL,
    "audience_text" JSONB NOT NULL,
    "is_public" BOOLEAN NOT NULL,
    "is_named" BOOLEAN NOT NULL,
    "moderation" "forum_moderation" NOT NULL,
    "shares_rows" BOOLEAN NOT NULL,
    "reasons" TEXT[],
    "state" "forum_state" NOT NULL DEFAULT 'draft',
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "change_reason" TEXT,
    "reminded_at" TIMESTAMPTZ(3),
    "author_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "forum_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum_participant" (
    "id" UUID NOT NULL,
    "forum_id" BIGINT NOT NULL,
    "person_key" TEXT,
    "sealed_author" BYTEA,
    "person_id" BIGINT,
    "unit_id" BIGINT,
    "is_employee" BOOLEAN NOT NULL,
    "is_grouped" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "forum_participant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum_statement" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "is_seed" BOOLEAN NOT NULL DEFAULT false,
    "is_meta" BOOLEAN NOT NULL DEFAULT false,
    "state" "statement_state" NOT NULL,
    "is_flagged" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "merged_into_id" BIGINT,
    "appeal" TEXT,
    "appeal_state" "appeal_state",
    "person_id" BIGINT,
    "sealed_author" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "forum_statement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum_vote" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" BIGINT NOT NULL,
    "statement_id" BIGINT NOT NULL,
    "participant_id" UUID NOT NULL,
    "value" SMALLINT NOT NULL,

    CONSTRAINT "forum_vote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum_snapshot" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" BIGINT NOT NULL,
    "watermark" BIGINT NOT NULL,
    "voters" INTEGER NOT NULL,
    "input" JSONB NOT NULL,
    "opinion" JSONB NOT NULL,
    "places" JSONB,
    "published" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forum_snapshot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum_hall" (
    "forum_id" BIGINT NOT NULL,
    "phase" "hall_phase" NOT NULL DEFAULT 'join',
    "until" TIMESTAMPTZ(3),
    "shows_map" BOOLEAN NOT NULL DEFAULT false,
    "shows_results" BOOLEAN NOT NULL DEFAULT false,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "forum_hall_pkey" PRIMARY KEY ("forum_id")
);

-- CreateTable
CREATE TABLE "forum_question" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "state" "forum_question_state" NOT NULL,
    "is_flagged" BOOLEAN NOT NULL DEFAULT false,
    "answer" TEXT,
    "ticket_id" BIGINT,
    "person_id" BIGINT,
    "sealed_author" BYTEA,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "forum_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum_upvote" (
    "question_id" BIGINT NOT NULL,
    "participant_id" UUID NOT NULL,

    CONSTRAINT "forum_upvote_pkey" PRIMARY KEY ("question_id","participant_id")
);

-- CreateTable
CREATE TABLE "forum_promise" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "keeper" TEXT,
    "due_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forum_promise_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forum_card" (
    "id" BIGSERIAL NOT NULL,
    "forum_id" BIGINT NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "thread_id" INTEGER NOT NULL DEFAULT 0,
    "message_id" BIGINT,
    "language" TEXT NOT NULL,
    "bot_name" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "forum_card_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "forum_code_key" ON "forum"("code");

-- CreateIndex
CREATE INDEX "forum_state_opens_at_idx" ON "forum"("state", "opens_at");

-- CreateIndex
CREATE INDEX "forum_state_closes_at_idx" ON "forum"("state", "closes_at");

-- CreateIndex
CREATE INDEX "forum_participant_person_id_idx" ON "forum_participant"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "forum_participant_forum_id_person_key_key" ON "forum_participant"("forum_id", "person_key");

-- CreateIndex
CREATE UNIQUE INDEX "forum_participant_forum_id_person_id_key" ON "forum_participant"("forum_id", "person_id");

-- CreateIndex
CREATE INDEX "forum_statement_forum_id_state_idx" ON "forum_statement"("forum_id", "state");

-- CreateIndex
CREATE INDEX "forum_statement_person_id_idx" ON "forum_statement"("person_id");

-- CreateIndex
CREATE INDEX "forum_statement_merged_into_id_idx" ON "forum_statement"("merged_into_id");

-- CreateIndex
CREATE UNIQUE INDEX "forum_statement_forum_id_number_key" ON "forum_statement"("forum_id", "number");

-- CreateIndex
CREATE INDEX "forum_vote_forum_id_id_idx" ON "forum_vote"("forum_id", "id");

-- CreateIndex
CREATE INDEX "forum_vote_participant_id_statement_id_id_idx" ON "forum_vote"("participant_id", "statement_id", "id");

-- CreateIndex
CREATE INDEX "forum_vote_statement_id_idx" ON "forum_vote"("statement_id");

-- CreateIndex
CREATE INDEX "forum_snapshot_forum_id_id_idx" ON "forum_snapshot"("forum_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "forum_question_ticket_id_key" ON "forum_question"("ticket_id");

-- CreateIndex
CREATE INDEX "forum_question_person_id_idx" ON "forum_question"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "forum_question_forum_id_number_key" ON "forum_question"("forum_id", "number");

-- CreateIndex
CREATE INDEX "forum_upvote_participant_id_idx" ON "forum_upvote"("participant_id");

-- CreateIndex
CREATE INDEX "forum_promise_forum_id_idx" ON "forum_promise"("forum_id");

-- CreateIndex
CREATE UNIQUE INDEX "forum_card_forum_id_chat_id_thread_id_key" ON "forum_card"("forum_id", "chat_id", "thread_id");

-- AddForeignKey
ALTER TABLE "forum" ADD CONSTRAINT "forum_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policy"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum" ADD CONSTRAINT "forum_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_participant" ADD CONSTRAINT "forum_participant_forum_id_fkey" FOREIGN KEY ("forum_id") REFERENCES "forum"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_participant" ADD CONSTRAINT "forum_participant_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_participant" ADD CONSTRAINT "forum_participant_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_statement" ADD CONSTRAINT "forum_statement_forum_id_fkey" FOREIGN KEY ("forum_id") REFERENCES "forum"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_statement" ADD CONSTRAINT "forum_statement_merged_into_id_fkey" FOREIGN KEY ("merged_into_id") REFERENCES "forum_statement"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_statement" ADD CONSTRAINT "forum_statement_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_vote" ADD CONSTRAINT "forum_vote_forum_id_fkey" FOREIGN KEY ("forum_id") REFERENCES "forum"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_vote" ADD CONSTRAINT "forum_vote_statement_id_fkey" FOREIGN KEY ("statement_id") REFERENCES "forum_statement"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_vote" ADD CONSTRAINT "forum_vote_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "forum_participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_snapshot" ADD CONSTRAINT "forum_snapshot_forum_id_fkey" FOREIGN KEY ("forum_id") REFERENCES "forum"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_hall" ADD CONSTRAINT "forum_hall_forum_id_fkey" FOREIGN KEY ("forum_id") REFERENCES "forum"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_question" ADD CONSTRAINT "forum_question_forum_id_fkey" FOREIGN KEY ("forum_id") REFERENCES "forum"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_question" ADD CONSTRAINT "forum_question_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_question" ADD CONSTRAINT "forum_question_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_upvote" ADD CONSTRAINT "forum_upvote_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "forum_question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_upvote" ADD CONSTRAINT "forum_upvote_participant_id_fkey" FOREIGN KEY ("participant_id") REFERENCES "forum_participant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_promise" ADD CONSTRAINT "forum_promise_forum_id_fkey" FOREIGN KEY ("forum_id") REFERENCES "forum"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "forum_card" ADD CONSTRAINT "forum_card_forum_id_fkey" FOREIGN KEY ("forum_id") REFERENCES "forum"("id") ON DELETE CASCADE ON UPDATE CASCADE;
