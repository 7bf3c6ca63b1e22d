import type { Element } from '@xmldom/xmldom'
import { child, children, descendants, elements, value } from './xml.ts'

/** Elements within another one, without what is only wrapped around them, and without what was deleted. */
export function content(parent: Element | undefined): Element[] {
  return elements(parent).flatMap((element) => {
    switch (element.localName ?? '') {
      case 'ins':
      case 'moveTo':
      case 'customXml':
      case 'smartTag':
      case 'dir':
      case 'bdo':
        return content(element)
      case 'sdt':
        return isContents(element) ? [] : content(child(element, 'sdtContent'))
      case 'AlternateContent':
        return content(choose(element))
      case 'del':
      case 'moveFrom':
        return []
      default:
        return [element]
    }
  })
}

/** Of several forms of the same thing, one: the first in which there are words, else the one for older programs. */
function choose(alternatives: Element): Element | undefined {
  const spoken = children(alternatives, 'Choice').find((one) => descendants(one, 't').length > 0)
  return spoken ?? child(alternatives, 'Fallback') ?? child(alternatives, 'Choice')
}

/** A table of contents, which Word makes of the headings. */
function isContents(sdt: Element): boolean {
  const gallery = value(child(child(sdt, 'sdtPr'), 'docPartObj'), 'docPartGallery')
  return gallery !== undefined && /table of contents|daftar isi/i.test(gallery)
}
