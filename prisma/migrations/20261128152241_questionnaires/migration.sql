-- CreateEnum
CREATE TYPE "questionnaire_use" AS ENUM ('checkin', 'survey', 'test', 'reaction', 'followup', 'needs', 'satisfaction', 'quiz');

-- CreateEnum
CREATE TYPE "questionnaire_draft_state" AS ENUM ('reading', 'faulty', 'ready', 'published', 'dropped');

-- CreateEnum
CREATE TYPE "round_state" AS ENUM ('planned', 'open', 'closed', 'cancelled');

-- CreateEnum
CREATE TYPE "training_state" AS ENUM ('draft', 'open', 'cancelled', 'held');

-- CreateEnum
CREATE TYPE "enrolment_state" AS ENUM ('invited', 'asked', 'waiting', 'enrolled', 'confirmed', 'declined', 'refused');

-- CreateEnum
CREATE TYPE "training_purpose" AS ENUM ('before', 'reaction', 'after', 'followup', 'public');

-- CreateEnum
CREATE TYPE "training_import_kind" AS ENUM ('calendar', 'paths');

-- CreateTable
CREATE TABLE "checkin_target" (
    "person_id" BIGINT NOT NULL,
    "text" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "checkin_target_pkey" PRIMARY KEY ("person_id")
);

-- CreateTable
CREATE TABLE "shared_blocker" (
    "id" BIGSERIAL NOT NULL,
    "round_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "unit_id" BIGINT,
    "text" TEXT NOT NULL,
    "wants_help" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "shared_blocker_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "coaching_note" (
    "id" BIGSERIAL NOT NULL,
    "person_id" BIGINT NOT NULL,
    "author_id" BIGINT,
    "head_chat" BIGINT,
    "text" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "coaching_note_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "appreciation" (
    "id" BIGSERIAL NOT NULL,
    "person_id" BIGINT NOT NULL,
    "author_id" BIGINT,
    "text" TEXT NOT NULL,
    "is_shown" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "appreciation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questionnaire" (
    "id" BIGSERIAL NOT NULL,
    "key" TEXT,
    "use" "questionnaire_use" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "questionnaire_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questionnaire_version" (
    "id" BIGSERIAL NOT NULL,
    "questionnaire_id" BIGINT NOT NULL,
    "number" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "author_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "questionnaire_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "questionnaire_draft" (
    "id" BIGSERIAL NOT NULL,
    "author_chat" BIGINT,
    "language" TEXT NOT NULL,
    "file_id" BIGINT,
    "state" "questionnaire_draft_state" NOT NULL DEFAULT 'reading',
    "shown_id" BIGINT,
    "definition" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "questionnaire_draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "round_series" (
    "id" BIGSERIAL NOT NULL,
    "questionnaire_id" BIGINT NOT NULL,
    "cron" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "audience_text" JSONB NOT NULL,
    "is_anonymous" BOOLEAN NOT NULL,
    "open_minutes" INTEGER NOT NULL,
    "reminders" INTEGER NOT NULL,
    "author_chat" BIGINT,
    "next_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "round_series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "round" (
    "id" BIGSERIAL NOT NULL,
    "version_id" BIGINT NOT NULL,
    "series_id" BIGINT,
    "is_anonymous" BOOLEAN NOT NULL,
    "audience" JSONB NOT NULL,
    "audience_text" JSONB NOT NULL,
    "is_public" BOOLEAN NOT NULL DEFAULT false,
    "state" "round_state" NOT NULL DEFAULT 'planned',
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "reminders" INTEGER NOT NULL,
    "reminded" INTEGER NOT NULL DEFAULT 0,
    "next_reminder_at" TIMESTAMPTZ(3),
    "author_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "participation" (
    "round_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "unit_id" BIGINT,
    "is_finished" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "participation_pkey" PRIMARY KEY ("round_id","person_id")
);

-- CreateTable
CREATE TABLE "response" (
    "id" BIGSERIAL NOT NULL,
    "round_id" BIGINT NOT NULL,
    "person_id" BIGINT,
    "unit_id" BIGINT,
    "answers" JSONB NOT NULL,
    "points" DOUBLE PRECISION,
    "most_points" DOUBLE PRECISION,
    "sent_at" TIMESTAMPTZ(3) NOT NULL,
    "is_published" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "response_file" (
    "response_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "file_id" BIGINT NOT NULL,

    CONSTRAINT "response_file_pkey" PRIMARY KEY ("response_id","key")
);

-- CreateTable
CREATE TABLE "pooled_answers" (
    "id" UUID NOT NULL,
    "round_id" BIGINT NOT NULL,
    "unit_id" BIGINT,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "pooled_answers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "anonymous_answer" (
    "id" UUID NOT NULL,
    "round_id" BIGINT NOT NULL,
    "unit_id" BIGINT,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "anonymous_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "round_tally" (
    "id" BIGSERIAL NOT NULL,
    "round_id" BIGINT NOT NULL,
    "unit_id" BIGINT,
    "people" INTEGER NOT NULL,

    CONSTRAINT "round_tally_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "question_try" (
    "id" BIGSERIAL NOT NULL,
    "version_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "answer" JSONB NOT NULL,
    "is_right" BOOLEAN NOT NULL,
    "tried_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "question_try_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training" (
    "id" BIGSERIAL NOT NULL,
    "uid" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "contact" TEXT NOT NULL,
    "materials" TEXT NOT NULL,
    "competence" TEXT,
    "seats" INTEGER,
    "audience" JSONB NOT NULL,
    "audience_text" JSONB NOT NULL,
    "needs_approval" BOOLEAN NOT NULL DEFAULT false,
    "invites" BOOLEAN NOT NULL DEFAULT true,
    "state" "training_state" NOT NULL DEFAULT 'draft',
    "sequence" INTEGER NOT NULL DEFAULT 0,
    "cancel_reason" TEXT,
    "need_id" BIGINT,
    "author_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "next_at" TIMESTAMPTZ(3),

    CONSTRAINT "training_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_session" (
    "id" BIGSERIAL NOT NULL,
    "training_id" BIGINT NOT NULL,
    "position" INTEGER NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "place" TEXT NOT NULL,
    "trainers" BIGINT[] DEFAULT ARRAY[]::BIGINT[],
    "trainer_key" BYTEA,

    CONSTRAINT "training_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "id" BIGSERIAL NOT NULL,
    "training_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "unit_id" BIGINT,
    "state" "enrolment_state" NOT NULL,
    "was_invited" BOOLEAN NOT NULL,
    "reason" TEXT,
    "certificate" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "session_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "by_code" BOOLEAN NOT NULL,
    "noted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("session_id","person_id")
);

-- CreateTable
CREATE TABLE "training_plan" (
    "training_id" BIGINT NOT NULL,
    "purpose" "training_purpose" NOT NULL,
    "version_id" BIGINT NOT NULL,

    CONSTRAINT "training_plan_pkey" PRIMARY KEY ("training_id","purpose")
);

-- CreateTable
CREATE TABLE "training_round" (
    "training_id" BIGINT NOT NULL,
    "purpose" "training_purpose" NOT NULL,
    "round_id" BIGINT NOT NULL,

    CONSTRAINT "training_round_pkey" PRIMARY KEY ("training_id","purpose")
);

-- CreateTable
CREATE TABLE "training_need" (
    "id" BIGSERIAL NOT NULL,
    "round_id" BIGINT NOT NULL,
    "unit_id" BIGINT,
    "question" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "training_need_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "career_step" (
    "id" BIGSERIAL NOT NULL,
    "position" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "is_required" BOOLEAN NOT NULL,
    "competence" TEXT NOT NULL,
    "label" TEXT NOT NULL,

    CONSTRAINT "career_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "training_import" (
    "id" BIGSERIAL NOT NULL,
    "author_chat" BIGINT NOT NULL,
    "language" TEXT NOT NULL,
    "kind" "training_import_kind" NOT NULL,
    "file_id" BIGINT,
    "shown_id" BIGINT,
    "rows" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "training_import_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "shared_blocker_unit_id_resolved_at_idx" ON "shared_blocker"("unit_id", "resolved_at");

-- CreateIndex
CREATE INDEX "shared_blocker_person_id_idx" ON "shared_blocker"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "shared_blocker_round_id_person_id_key" ON "shared_blocker"("round_id", "person_id");

-- CreateIndex
CREATE INDEX "coaching_note_person_id_id_idx" ON "coaching_note"("person_id", "id");

-- CreateIndex
CREATE INDEX "coaching_note_head_chat_idx" ON "coaching_note"("head_chat");

-- CreateIndex
CREATE INDEX "coaching_note_author_id_idx" ON "coaching_note"("author_id");

-- CreateIndex
CREATE INDEX "appreciation_person_id_id_idx" ON "appreciation"("person_id", "id");

-- CreateIndex
CREATE INDEX "appreciation_author_id_idx" ON "appreciation"("author_id");

-- CreateIndex
CREATE INDEX "appreciation_is_shown_id_idx" ON "appreciation"("is_shown", "id");

-- CreateIndex
CREATE UNIQUE INDEX "questionnaire_key_key" ON "questionnaire"("key");

-- CreateIndex
CREATE UNIQUE INDEX "questionnaire_version_questionnaire_id_number_key" ON "questionnaire_version"("questionnaire_id", "number");

-- CreateIndex
CREATE INDEX "questionnaire_draft_author_chat_state_idx" ON "questionnaire_draft"("author_chat", "state");

-- CreateIndex
CREATE INDEX "questionnaire_draft_state_idx" ON "questionnaire_draft"("state");

-- CreateIndex
CREATE INDEX "round_series_next_at_idx" ON "round_series"("next_at");

-- CreateIndex
CREATE INDEX "round_state_opens_at_idx" ON "round"("state", "opens_at");

-- CreateIndex
CREATE INDEX "round_state_closes_at_idx" ON "round"("state", "closes_at");

-- CreateIndex
CREATE INDEX "round_state_next_reminder_at_idx" ON "round"("state", "next_reminder_at");

-- CreateIndex
CREATE INDEX "round_series_id_idx" ON "round"("series_id");

-- CreateIndex
CREATE INDEX "participation_person_id_idx" ON "participation"("person_id");

-- CreateIndex
CREATE INDEX "participation_round_id_unit_id_idx" ON "participation"("round_id", "unit_id");

-- CreateIndex
CREATE INDEX "response_person_id_idx" ON "response"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "response_round_id_person_id_key" ON "response"("round_id", "person_id");

-- CreateIndex
CREATE INDEX "response_file_file_id_idx" ON "response_file"("file_id");

-- CreateIndex
CREATE INDEX "pooled_answers_round_id_unit_id_idx" ON "pooled_answers"("round_id", "unit_id");

-- CreateIndex
CREATE INDEX "anonymous_answer_round_id_unit_id_idx" ON "anonymous_answer"("round_id", "unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "round_tally_round_id_unit_id_key" ON "round_tally"("round_id", "unit_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "question_try_version_id_key_person_id_id_idx" ON "question_try"("version_id", "key", "person_id", "id");

-- CreateIndex
CREATE INDEX "question_try_person_id_idx" ON "question_try"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "training_uid_key" ON "training"("uid");

-- CreateIndex
CREATE INDEX "training_state_idx" ON "training"("state");

-- CreateIndex
CREATE INDEX "training_next_at_idx" ON "training"("next_at");

-- CreateIndex
CREATE INDEX "training_need_id_idx" ON "training"("need_id");

-- CreateIndex
CREATE UNIQUE INDEX "training_session_trainer_key_key" ON "training_session"("trainer_key");

-- CreateIndex
CREATE INDEX "training_session_starts_at_idx" ON "training_session"("starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "training_session_training_id_position_key" ON "training_session"("training_id", "position");

-- CreateIndex
CREATE INDEX "enrolment_person_id_idx" ON "enrolment"("person_id");

-- CreateIndex
CREATE INDEX "enrolment_training_id_state_changed_at_idx" ON "enrolment"("training_id", "state", "changed_at");

-- CreateIndex
CREATE UNIQUE INDEX "enrolment_training_id_person_id_key" ON "enrolment"("training_id", "person_id");

-- CreateIndex
CREATE INDEX "attendance_person_id_idx" ON "attendance"("person_id");

-- CreateIndex
CREATE INDEX "training_plan_version_id_idx" ON "training_plan"("version_id");

-- CreateIndex
CREATE UNIQUE INDEX "training_round_round_id_key" ON "training_round"("round_id");

-- CreateIndex
CREATE UNIQUE INDEX "training_need_round_id_unit_id_question_topic_key" ON "training_need"("round_id", "unit_id", "question", "topic") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "career_step_competence_idx" ON "career_step"("competence");

-- CreateIndex
CREATE UNIQUE INDEX "career_step_position_place_key" ON "career_step"("position", "place");

-- CreateIndex
CREATE INDEX "training_import_author_chat_idx" ON "training_import"("author_chat");

-- CreateIndex
CREATE INDEX "training_import_file_id_idx" ON "training_import"("file_id");

-- AddForeignKey
ALTER TABLE "checkin_target" ADD CONSTRAINT "checkin_target_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shared_blocker" ADD CONSTRAINT "shared_blocker_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shared_blocker" ADD CONSTRAINT "shared_blocker_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shared_blocker" ADD CONSTRAINT "shared_blocker_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coaching_note" ADD CONSTRAINT "coaching_note_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "coaching_note" ADD CONSTRAINT "coaching_note_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appreciation" ADD CONSTRAINT "appreciation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "appreciation" ADD CONSTRAINT "appreciation_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questionnaire_version" ADD CONSTRAINT "questionnaire_version_questionnaire_id_fkey" FOREIGN KEY ("questionnaire_id") REFERENCES "questionnaire"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questionnaire_version" ADD CONSTRAINT "questionnaire_version_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "questionnaire_draft" ADD CONSTRAINT "questionnaire_draft_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_series" ADD CONSTRAINT "round_series_questionnaire_id_fkey" FOREIGN KEY ("questionnaire_id") REFERENCES "questionnaire"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "questionnaire_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "round_series"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round" ADD CONSTRAINT "round_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "participation" ADD CONSTRAINT "participation_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response_file" ADD CONSTRAINT "response_file_response_id_fkey" FOREIGN KEY ("response_id") REFERENCES "response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response_file" ADD CONSTRAINT "response_file_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pooled_answers" ADD CONSTRAINT "pooled_answers_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "anonymous_answer" ADD CONSTRAINT "anonymous_answer_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "round_tally" ADD CONSTRAINT "round_tally_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_try" ADD CONSTRAINT "question_try_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "questionnaire_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "question_try" ADD CONSTRAINT "question_try_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training" ADD CONSTRAINT "training_need_id_fkey" FOREIGN KEY ("need_id") REFERENCES "training_need"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training" ADD CONSTRAINT "training_author_id_fkey" FOREIGN KEY ("author_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_session" ADD CONSTRAINT "training_session_training_id_fkey" FOREIGN KEY ("training_id") REFERENCES "training"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_training_id_fkey" FOREIGN KEY ("training_id") REFERENCES "training"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "training_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_plan" ADD CONSTRAINT "training_plan_training_id_fkey" FOREIGN KEY ("training_id") REFERENCES "training"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_plan" ADD CONSTRAINT "training_plan_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "questionnaire_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_round" ADD CONSTRAINT "training_round_training_id_fkey" FOREIGN KEY ("training_id") REFERENCES "training"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_round" ADD CONSTRAINT "training_round_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_need" ADD CONSTRAINT "training_need_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "round"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_need" ADD CONSTRAINT "training_need_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "training_import" ADD CONSTRAINT "training_import_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;
