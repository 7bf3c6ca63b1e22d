import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** Locks text away in the database, and names things without telling what they are. */
export interface Sealing {
  /** AES-256-GCM under a fresh nonce: the same text gives other bytes each time. */
  seal(text: string): Uint8Array<ArrayBuffer>
  /** What was sealed with the same secret; throws for anything else. */
  unseal(bytes: Uint8Array): string
  /** 32 hexadecimal digits, always the same for the same text: nobody without the secret can try texts against it. */
  hash(text: string): string
}

const version = 1
const nonceBytes = 12
const tagBytes = 16

/** Opens a sealing whose keys come from `secret` by HKDF-SHA256, another for each use. */
export function openSealing(secret: string): Sealing {
  if (secret === '') throw new RangeError('A sealing needs a secret')
  const key = (use: string) => Buffer.from(hkdfSync('sha256', secret, 'rembuk', use, 32))
  const sealKey = key('seal')
  const hashKey = key('hash')
  return {
    seal(text) {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Uint8Array.from([version, ...nonce, ...cipher.getAuthTag(), ...body])
    },
    unseal(bytes) {
      if (bytes[0] !== version || bytes.length < 1 + nonceBytes + tagBytes)
        throw new Error('These bytes are not sealed')
      const nonceEnd = 1 + nonceBytes
      const tagEnd = nonceEnd + tagBytes
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(1, nonceEnd), {
        authTagLength: tagBytes,
      })
      decipher.setAuthTag(bytes.subarray(nonceEnd, tagEnd))
      return decipher.update(bytes.subarray(tagEnd), undefined, 'utf8') + decipher.final('utf8')
    },
    hash: (text) => createHmac('sha256', hashKey).update(text).digest('hex').slice(0, 32),
  }
}
