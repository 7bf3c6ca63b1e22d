// What every measurement has in common: one bot, one admin, many people, and what is said.

export const token = '123456:bench'
export const admin = 1006
/** 32 bytes that seal what nobody else will ever read. */
export const anonKey = Buffer.alloc(32, 7).toString('base64')

/** What is announced; no other message says this. */
export const announcement = 'Pendaftaran pelatihan dibuka hari Senin pukul 08.00 di balai kota.'

/** What people say while the bot is busy. */
export const commands = ['/menu', '/profil']

/** As long as what Rembuk answers: the libraries' minimal bots say this. */
export const menu = ['Menu', '/menu: Menu', '/profil: Profil', '/bahasa: Bahasa', '/bantuan: Bantuan'].join('\n')

/** Telegram accounts of `count` people. */
export function makePeople(count: number): number[] {
  return Array.from({ length: count }, (_, n) => 10_000_001 + n)
}
