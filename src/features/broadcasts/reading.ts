import { z } from 'zod'
import { button } from '../../platform/dialog/button.ts'

/** "Saya sudah baca" below what was received; 0 stands for a preview or a test, which is nobody's delivery. */
export const readButton = button('bc.read', { id: z.coerce.bigint() })
