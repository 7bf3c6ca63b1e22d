-- A policy's quiz is a questionnaire from now on.
ALTER TABLE "policy_version" ADD COLUMN     "quiz_id" BIGINT;
UPDATE "policy_version" SET "quiz_id" = nextval(pg_get_serial_sequence('questionnaire_version', 'id'))
WHERE "id" IN (SELECT "version_id" FROM "quiz_question");

-- Each question is called by its place, each option by a letter.
WITH "quiz" AS MATERIALIZED (
  SELECT "id", "quiz_id", "title", "author_id", "published_at", nextval(pg_get_serial_sequence('questionnaire', 'id')) AS "questionnaire_id"
  FROM "policy_version" WHERE "quiz_id" IS NOT NULL
), "made" AS (
  INSERT INTO "questionnaire" ("id", "use", "created_at") SELECT "questionnaire_id", 'quiz', "published_at" FROM "quiz"
)
INSERT INTO "questionnaire_version" ("id", "questionnaire_id", "number", "definition", "author_id", "created_at")
SELECT "quiz"."quiz_id", "quiz"."questionnaire_id", 1,
  jsonb_build_object(
    'key', NULL, 'title', jsonb_build_object('id', "quiz"."title"), 'use', 'quiz', 'isAnonymous', false,
    'audience', NULL, 'schedule', NULL, 'openMinutes', 10080, 'reminders', 0, 'questions', (
      SELECT jsonb_agg(
        jsonb_build_object(
          'key', 'q' || "question"."position", 'kind', 'one', 'text', jsonb_build_object('id', "question"."text"),
          'options', (
            SELECT jsonb_agg(
              jsonb_build_object(
                'key', chr(96 + "option"."place"::int), 'text', jsonb_build_object('id', "option"."value" ->> 'text'),
                'isRight', "option"."value" -> 'isRight'
              ) ORDER BY "option"."place"
            )
            FROM jsonb_array_elements("question"."options") WITH ORDINALITY AS "option" ("value", "place")
          ),
          'mayNotApply', false, 'isOptional', false, 'when', '[]'::jsonb, 'about', "paragraph"."identity"
        ) ORDER BY "question"."position"
      )
      FROM "quiz_question" "question" JOIN "policy_paragraph" "paragraph" ON "paragraph"."id" = "question"."paragraph_id"
      WHERE "question"."version_id" = "quiz"."id"
    )
  ),
  "quiz"."author_id", "quiz"."published_at"
FROM "quiz";

-- In the order in which they were given: the first one of each counts in the figures.
INSERT INTO "question_try" ("version_id", "key", "person_id", "answer", "is_right", "tried_at")
SELECT "version"."quiz_id", 'q' || "question"."position", "given"."person_id", to_jsonb(chr(97 + "given"."option")), "given"."is_right",
  "given"."tried_at"
FROM "quiz_try" "given"
JOIN "quiz_question" "question" ON "question"."id" = "given"."question_id"
JOIN "policy_version" "version" ON "version"."id" = "question"."version_id"
ORDER BY "given"."id";

-- What has been published of a question is what its next figures are compared with.
UPDATE "result_release" SET "name" = 'quiz:' || "version"."quiz_id" || ':q' || "question"."position"
FROM "quiz_question" "question" JOIN "policy_version" "version" ON "version"."id" = "question"."version_id"
WHERE "result_release"."name" = 'policies.quiz:' || "question"."id";

-- DropTable
DROP TABLE "quiz_try";

-- DropTable
DROP TABLE "quiz_question";

-- CreateIndex
CREATE UNIQUE INDEX "policy_version_quiz_id_key" ON "policy_version"("quiz_id");

-- AddForeignKey
ALTER TABLE "policy_version" ADD CONSTRAINT "policy_version_quiz_id_fkey" FOREIGN KEY ("quiz_id") REFERENCES "questionnaire_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
