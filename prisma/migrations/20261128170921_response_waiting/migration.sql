-- CreateIndex
CREATE INDEX "response_round_id_unit_id_is_published_idx" ON "response"("round_id", "unit_id", "is_published");
