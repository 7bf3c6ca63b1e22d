-- CreateEnum
CREATE TYPE "broadcast_state" AS ENUM ('sending', 'finished');

-- CreateEnum
CREATE TYPE "person_kind" AS ENUM ('citizen', 'employee');

-- CreateEnum
CREATE TYPE "role_name" AS ENUM ('head', 'planner', 'admin');

-- CreateEnum
CREATE TYPE "fate" AS ENUM ('pending', 'handled', 'failed', 'dropped');

-- CreateEnum
CREATE TYPE "message_lane" AS ENUM ('answer', 'urgent', 'notice', 'reminder', 'broadcast');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('queued', 'sending', 'sent', 'failed', 'unreachable');

-- CreateEnum
CREATE TYPE "file_state" AS ENUM ('pending', 'stored', 'failed');

-- CreateTable
CREATE TABLE "broadcast" (
    "id" BIGSERIAL NOT NULL,
    "author_chat" BIGINT,
    "language" TEXT NOT NULL,
    "audience" JSONB NOT NULL,
    "content_id" BIGINT NOT NULL,
    "total" INTEGER NOT NULL,
    "keeps_quiet" BOOLEAN NOT NULL,
    "state" "broadcast_state" NOT NULL DEFAULT 'sending',
    "progress_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" BIGSERIAL NOT NULL,
    "telegram_id" BIGINT NOT NULL,
    "subject" UUID NOT NULL,
    "language" TEXT,
    "kind" "person_kind",
    "consent_at" TIMESTAMPTZ(3),
    "refused_at" TIMESTAMPTZ(3),
    "lost_at" TIMESTAMPTZ(3),
    "menu" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" BIGSERIAL NOT NULL,
    "code" TEXT,
    "name" TEXT NOT NULL,
    "parent_id" BIGINT,
    "zone" TEXT,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "roster_entry" (
    "id" BIGSERIAL NOT NULL,
    "nip" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" TEXT,
    "phone" TEXT,
    "unit_id" BIGINT NOT NULL,
    "person_id" BIGINT,

    CONSTRAINT "roster_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "role" (
    "id" BIGSERIAL NOT NULL,
    "telegram_id" BIGINT NOT NULL,
    "name" "role_name" NOT NULL,
    "unit_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox_update" (
    "update_id" BIGINT NOT NULL,
    "lane" TEXT NOT NULL,
    "payload" JSONB,
    "sealed" BYTEA,
    "fate" "fate" NOT NULL DEFAULT 'pending',
    "reference" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "handled_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_update_pkey" PRIMARY KEY ("update_id")
);

-- CreateTable
CREATE TABLE "inbox_lane" (
    "lane" TEXT NOT NULL,
    "next_id" BIGINT,
    "owner" TEXT,
    "fence" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_lane_pkey" PRIMARY KEY ("lane")
);

-- CreateTable
CREATE TABLE "content" (
    "id" BIGSERIAL NOT NULL,
    "method" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "file_id" BIGINT,
    "unused_at" TIMESTAMPTZ(3),

    CONSTRAINT "content_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" BIGSERIAL NOT NULL,
    "dedupe_key" TEXT,
    "lane" "message_lane" NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "method" TEXT NOT NULL,
    "payload" JSONB,
    "content_id" BIGINT,
    "target_id" BIGINT,
    "subject" TEXT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "quiet_zone" TEXT,
    "state" "message_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "telegram_message_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sender_pause" (
    "lane" "message_lane" NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sender_pause_pkey" PRIMARY KEY ("lane")
);

-- CreateTable
CREATE TABLE "leader" (
    "name" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "fence" BIGINT NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "leader_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "dialog" (
    "id" BIGSERIAL NOT NULL,
    "chat_id" BIGINT NOT NULL,
    "active_chat" BIGINT,
    "name" TEXT NOT NULL,
    "step" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "opening" JSONB NOT NULL,
    "answers" JSONB NOT NULL,
    "trail" TEXT[],
    "asked_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dialog_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tick" (
    "job" TEXT NOT NULL,
    "fire_at" TIMESTAMPTZ(3) NOT NULL,
    "owner" TEXT,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "tick_pkey" PRIMARY KEY ("job","fire_at")
);

-- CreateTable
CREATE TABLE "event" (
    "id" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "fanned_at" TIMESTAMPTZ(3),

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event_receipt" (
    "event_id" BIGINT NOT NULL,
    "listener" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "error" TEXT,

    CONSTRAINT "event_receipt_pkey" PRIMARY KEY ("event_id","listener")
);

-- CreateTable
CREATE TABLE "file" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT,
    "type" TEXT,
    "size" INTEGER,
    "sha256" BYTEA,
    "state" "file_state" NOT NULL DEFAULT 'pending',
    "telegram_file_id" TEXT,
    "telegram_bot_id" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "rest_until" TIMESTAMPTZ(3),
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "file_chunk" (
    "file_id" BIGINT NOT NULL,
    "index" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "file_chunk_pkey" PRIMARY KEY ("file_id","index")
);

-- CreateIndex
CREATE INDEX "broadcast_state_idx" ON "broadcast"("state");

-- CreateIndex
CREATE UNIQUE INDEX "person_telegram_id_key" ON "person"("telegram_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_subject_key" ON "person"("subject");

-- CreateIndex
CREATE INDEX "person_kind_idx" ON "person"("kind");

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_key" ON "unit"("code");

-- CreateIndex
CREATE UNIQUE INDEX "unit_parent_id_name_key" ON "unit"("parent_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "roster_entry_nip_key" ON "roster_entry"("nip");

-- CreateIndex
CREATE UNIQUE INDEX "roster_entry_phone_key" ON "roster_entry"("phone");

-- CreateIndex
CREATE UNIQUE INDEX "roster_entry_person_id_key" ON "roster_entry"("person_id");

-- CreateIndex
CREATE INDEX "roster_entry_unit_id_idx" ON "roster_entry"("unit_id");

-- CreateIndex
CREATE UNIQUE INDEX "role_telegram_id_name_unit_id_key" ON "role"("telegram_id", "name", "unit_id");

-- CreateIndex
CREATE INDEX "inbox_update_lane_fate_update_id_idx" ON "inbox_update"("lane", "fate", "update_id");

-- CreateIndex
CREATE INDEX "inbox_update_handled_at_idx" ON "inbox_update"("handled_at");

-- CreateIndex
CREATE INDEX "inbox_lane_next_id_idx" ON "inbox_lane"("next_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_dedupe_key_key" ON "message"("dedupe_key");

-- CreateIndex
CREATE INDEX "message_state_lane_due_at_id_idx" ON "message"("state", "lane", "due_at", "id");

-- CreateIndex
CREATE INDEX "message_subject_state_idx" ON "message"("subject", "state");

-- CreateIndex
CREATE INDEX "message_lane_finished_at_idx" ON "message"("lane", "finished_at");

-- CreateIndex
CREATE UNIQUE INDEX "dialog_active_chat_key" ON "dialog"("active_chat");

-- CreateIndex
CREATE INDEX "dialog_chat_id_idx" ON "dialog"("chat_id");

-- CreateIndex
CREATE INDEX "dialog_updated_at_idx" ON "dialog"("updated_at");

-- CreateIndex
CREATE INDEX "tick_done_at_idx" ON "tick"("done_at");

-- CreateIndex
CREATE INDEX "event_fanned_at_idx" ON "event"("fanned_at");

-- CreateIndex
CREATE INDEX "event_receipt_done_at_due_at_idx" ON "event_receipt"("done_at", "due_at");

-- CreateIndex
CREATE INDEX "file_state_idx" ON "file"("state");

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_entry" ADD CONSTRAINT "roster_entry_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_entry" ADD CONSTRAINT "roster_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "role" ADD CONSTRAINT "role_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "content" ADD CONSTRAINT "content_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_content_id_fkey" FOREIGN KEY ("content_id") REFERENCES "content"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "event_receipt" ADD CONSTRAINT "event_receipt_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "file_chunk" ADD CONSTRAINT "file_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE;
