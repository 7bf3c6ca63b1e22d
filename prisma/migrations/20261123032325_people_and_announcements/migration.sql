-- CreateEnum
CREATE TYPE "invitation_kind" AS ENUM ('personal', 'guest');

-- CreateEnum
CREATE TYPE "category" AS ENUM ('announcements', 'reminders', 'checkins');

-- CreateEnum
CREATE TYPE "roster_import_state" AS ENUM ('reading', 'faulty', 'ready', 'applied', 'dropped');

-- AlterEnum
ALTER TYPE "broadcast_state" ADD VALUE 'scheduled';
ALTER TYPE "broadcast_state" ADD VALUE 'paused';
ALTER TYPE "broadcast_state" ADD VALUE 'stopped';
ALTER TYPE "broadcast_state" ADD VALUE 'cancelled';

-- AlterEnum
ALTER TYPE "message_state" ADD VALUE 'held';
ALTER TYPE "message_state" ADD VALUE 'withdrawn';

-- AlterTable
ALTER TABLE "broadcast" ADD COLUMN     "asks_reading" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "audience_text" TEXT,
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "recalled_at" TIMESTAMPTZ(3),
ADD COLUMN     "reported_at" TIMESTAMPTZ(3),
ADD COLUMN     "revised_at" TIMESTAMPTZ(3),
ADD COLUMN     "started_at" TIMESTAMPTZ(3),
ADD COLUMN     "urgent" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "message" RENAME COLUMN "quiet_zone" TO "quiet";
ALTER TABLE "message" ADD COLUMN     "fleeting" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "muted" "category"[] DEFAULT ARRAY[]::"category"[],
ADD COLUMN     "quiet_hours" TEXT;

-- AlterTable
ALTER TABLE "roster_entry" ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "linked_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "broadcast_reading" (
    "broadcast_id" BIGINT NOT NULL,
    "person_id" BIGINT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "broadcast_reading_pkey" PRIMARY KEY ("broadcast_id","person_id")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" BIGSERIAL NOT NULL,
    "kind" "invitation_kind" NOT NULL,
    "digest" BYTEA NOT NULL,
    "roster_entry_id" BIGINT,
    "label" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "uses" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" BIGSERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "rest_until" TIMESTAMPTZ(3),
    "error" TEXT,
    "failed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "roster_import" (
    "id" BIGSERIAL NOT NULL,
    "author_chat" BIGINT,
    "language" TEXT NOT NULL,
    "file_id" BIGINT,
    "state" "roster_import_state" NOT NULL DEFAULT 'reading',
    "shown_id" BIGINT,
    "basis" TEXT,
    "summary" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "roster_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "roster_import_row" (
    "import_id" BIGINT NOT NULL,
    "line" INTEGER NOT NULL,
    "nip" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "units" TEXT[],
    "position" TEXT,
    "phone" TEXT,

    CONSTRAINT "roster_import_row_pkey" PRIMARY KEY ("import_id","line")
);

-- CreateIndex
CREATE INDEX "broadcast_reading_person_id_idx" ON "broadcast_reading"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitation_digest_key" ON "invitation"("digest");

-- CreateIndex
CREATE INDEX "invitation_roster_entry_id_idx" ON "invitation"("roster_entry_id");

-- CreateIndex
CREATE INDEX "task_failed_at_id_idx" ON "task"("failed_at", "id");

-- CreateIndex
CREATE INDEX "roster_import_state_idx" ON "roster_import"("state");

-- AddForeignKey
ALTER TABLE "broadcast_reading" ADD CONSTRAINT "broadcast_reading_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcast"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast_reading" ADD CONSTRAINT "broadcast_reading_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_roster_entry_id_fkey" FOREIGN KEY ("roster_entry_id") REFERENCES "roster_entry"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_import" ADD CONSTRAINT "roster_import_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "roster_import_row" ADD CONSTRAINT "roster_import_row_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "roster_import"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was sent before had its audience fixed when it was written.
UPDATE "broadcast" SET "started_at" = "created_at";
