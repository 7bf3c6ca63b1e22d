import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openSealing } from '../../src/platform/sealing.ts'

const sealing = openSealing('123:abc')
const text = fc.string({ unit: 'grapheme', maxLength: 300 })

describe('what is sealed', () => {
  it('comes back as it was', () => {
    fc.assert(fc.property(text, (said) => sealing.unseal(sealing.seal(said)) === said))
  })

  it('never looks the same twice, nor shows the text', () => {
    const once = sealing.seal('Lampu jalan padam')
    expect(once).not.toEqual(sealing.seal('Lampu jalan padam'))
    expect(Buffer.from(once).toString('latin1')).not.toContain('Lampu')
  })

  it('is opened by the same secret only', () => {
    const sealed = sealing.seal('rahasia')
    expect(openSealing('123:abc').unseal(sealed)).toBe('rahasia')
    expect(() => openSealing('123:abd').unseal(sealed)).toThrow()
  })

  it('is refused when a bit of it was changed, or some of it is missing', () => {
    const sealed = sealing.seal('rahasia')
    const place = fc.nat({ max: sealed.length - 1 })
    fc.assert(
      fc.property(place, fc.nat({ max: 7 }), (at, bit) => {
        const changed = sealed.map((byte, index) => (index === at ? byte ^ (1 << bit) : byte))
        expect(() => sealing.unseal(changed)).toThrow()
        expect(() => sealing.unseal(sealed.subarray(0, at))).toThrow()
      }),
    )
  })
})

describe('a hash', () => {
  it('is 32 digits that stay', () => {
    expect(sealing.hash('chat 5')).toMatch(/^[\da-f]{32}$/)
    expect(sealing.hash('chat 5')).toBe(openSealing('123:abc').hash('chat 5'))
  })

  it('differs by text and by secret', () => {
    expect(sealing.hash('chat 5')).not.toBe(sealing.hash('chat 6'))
    expect(sealing.hash('chat 5')).not.toBe(openSealing('123:abd').hash('chat 5'))
  })
})

it('needs a secret', () => expect(() => openSealing('')).toThrow(RangeError))
