// What htmx cannot do: keys, menus, drafts of replies and edits, attachments, and small conveniences.
'use strict'

const composerOf = (element) => element.closest('.column')?.querySelector('[data-composer]')
const inputOf = (form) => form.elements.namedItem('text')
const show = (element, isShown) => element && (element.hidden = !isShown)

// --- Writing ---------------------------------------------------------------------------------------------------------

const marks = { b: '**', i: '__', u: '++' }

function markFor(event) {
  if (!event.ctrlKey && !event.metaKey) return undefined
  const key = event.key.toLowerCase()
  return event.shiftKey ? (key === 'x' ? '~~' : undefined) : marks[key]
}

function wrapSelection(input, mark) {
  const { selectionStart: start, selectionEnd: end, value } = input
  const selected = value.slice(start, end)
  const isWrapped = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark
  if (isWrapped) {
    input.setRangeText(selected, start - mark.length, end + mark.length, 'select')
    return
  }
  input.setRangeText(mark + selected + mark, start, end, 'select')
  input.setSelectionRange(start + mark.length, end + mark.length)
}

function insert(input, text) {
  input.setRangeText(text, input.selectionStart, input.selectionEnd, 'end')
  input.focus()
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

function setContext(form, kind, id, words) {
  form.elements.namedItem('reply').value = kind === 'reply' ? id : ''
  form.elements.namedItem('edit').value = kind === 'edit' ? id : ''
  const line = form.querySelector('.context')
  const label = line.querySelector('.context-words')
  label.textContent = kind ? `${label.dataset[kind]}: ${words}` : ''
  show(line, Boolean(kind))
}

function startEdit(form, button) {
  setContext(form, 'edit', button.dataset.menu, button.dataset.source)
  inputOf(form).value = button.dataset.source
  inputOf(form).focus()
}

function clear(form) {
  inputOf(form).value = ''
  form.elements.namedItem('files').value = ''
  setContext(form)
  showFiles(form)
  showCommands(form, false)
}

function showFiles(form) {
  const { files } = form.elements.namedItem('files')
  const thumbs = form.querySelector('.thumbs')
  for (const image of thumbs.querySelectorAll('img')) URL.revokeObjectURL(image.src)
  thumbs.replaceChildren(
    ...[...files].map((file) => {
      if (!file.type.startsWith('image/'))
        return Object.assign(document.createElement('span'), { textContent: file.name })
      return Object.assign(document.createElement('img'), { src: URL.createObjectURL(file), alt: file.name })
    }),
  )
  show(form.querySelector('.attached'), files.length > 0)
  const input = inputOf(form)
  input.placeholder = files.length > 0 ? input.dataset.caption : input.dataset.default
}

function attach(form, files) {
  if (files.length === 0) return false
  const all = new DataTransfer()
  const field = form.elements.namedItem('files')
  for (const file of [...field.files, ...files]) all.items.add(file)
  field.files = all.files
  showFiles(form)
  inputOf(form).focus()
  return true
}

// --- Commands --------------------------------------------------------------------------------------------------------

const commandsOf = (form) => form.closest('.composer').querySelector('.commands')
const shownCommands = (form) => [...commandsOf(form).querySelectorAll('[data-command]:not([hidden])')]

function showCommands(form, isShown, prefix = '') {
  const list = commandsOf(form)
  for (const item of list.children) {
    item.hidden = !item.dataset.command.startsWith(prefix)
    item.setAttribute('aria-selected', 'false')
  }
  show(list, isShown && shownCommands(form).length > 0)
  form.querySelector('[data-commands]').setAttribute('aria-expanded', String(!list.hidden))
  inputOf(form).removeAttribute('aria-activedescendant')
  if (!list.hidden) selectCommand(form, 0)
}

function selectCommand(form, step) {
  const items = shownCommands(form)
  const at = items.findIndex((item) => item.getAttribute('aria-selected') === 'true')
  const next = items[(Math.max(at, 0) + step + items.length) % items.length]
  for (const item of items) item.setAttribute('aria-selected', String(item === next))
  next?.scrollIntoView({ block: 'nearest' })
  if (next) inputOf(form).setAttribute('aria-activedescendant', next.id)
}

function commandKey(event, form) {
  if (commandsOf(form).hidden) return false
  const chosen = commandsOf(form).querySelector('[aria-selected="true"]')
  if (event.key === 'ArrowDown') selectCommand(form, 1)
  else if (event.key === 'ArrowUp') selectCommand(form, -1)
  else if (event.key === 'Escape') showCommands(form, false)
  else if (event.key === 'Tab' && chosen) inputOf(form).value = `/${chosen.dataset.command} `
  else if (event.key === 'Enter' && chosen) {
    chosen.click()
    clear(form)
  } else return false
  if (event.key === 'Tab') showCommands(form, false)
  return true
}

// --- Keys ------------------------------------------------------------------------------------------------------------

document.addEventListener('keydown', (event) => {
  const input = event.target.closest?.('[data-role="input"]')
  if (event.key === 'Escape' && closeMenus()) event.preventDefault()
  if (menuKey(event)) return event.preventDefault()
  if (event.target.matches?.('[data-spoiler]') && (event.key === 'Enter' || event.key === ' ')) {
    event.preventDefault()
    event.target.click()
  }
  if (!input || event.isComposing) return
  const form = input.form
  const mark = markFor(event)
  if (mark) {
    event.preventDefault()
    wrapSelection(input, mark)
  } else if (commandKey(event, form)) event.preventDefault()
  else if (event.key === 'Enter' && !event.shiftKey && !event.ctrlKey && !event.altKey) {
    event.preventDefault()
    form.requestSubmit()
  } else if (event.key === 'Escape' && !form.querySelector('.context').hidden) clear(form)
  else if (event.key === 'ArrowUp' && input.value === '') {
    const own = [...input.closest('.column').querySelectorAll('.mine [data-source]')].at(-1)
    if (own) startEdit(form, own)
  }
})

document.addEventListener('input', (event) => {
  const { target } = event
  if (target.matches('[data-role="input"]')) {
    const typed = /^\/(\w*)$/.exec(target.value)
    showCommands(target.form, Boolean(typed), typed?.[1])
  }
  if (target.dataset.filter) filterCalls()
})

document.addEventListener('change', (event) => {
  if (event.target.matches('[data-role="attach"]')) {
    showFiles(event.target.form)
    inputOf(event.target.form).focus()
  }
})

for (const kind of ['paste', 'drop', 'dragover'])
  document.addEventListener(kind, (event) => {
    const form = event.target.closest?.('.column') && composerOf(event.target)
    const transfer = event.clipboardData ?? event.dataTransfer
    if (!form || !transfer?.types.includes('Files')) return
    event.preventDefault()
    if (kind !== 'dragover') attach(form, transfer.files)
  })

// --- Menus and presses -----------------------------------------------------------------------------------------------

let menuButton

function openMenu(button, x, y) {
  const menu = document.getElementById('message-menu')
  closeMenus()
  menuButton = button
  show(menu.querySelector('[data-act="edit"]'), button.dataset.source !== undefined)
  show(menu, true)
  button.setAttribute('aria-expanded', 'true')
  menu.style.left = `${Math.max(8, Math.min(x, innerWidth - menu.offsetWidth - 8))}px`
  menu.style.top = `${Math.max(8, Math.min(y, innerHeight - menu.offsetHeight - 8))}px`
  menu.querySelector('button').focus()
}

function closeMenus(except) {
  let isClosed = false
  for (const details of document.querySelectorAll('details.menu[open]'))
    if (details !== except) {
      if (details.contains(document.activeElement)) details.querySelector('summary').focus()
      details.open = false
      isClosed = true
    }
  for (const alert of except ? [] : document.querySelectorAll('.alert')) alert.remove()
  const menu = document.getElementById('message-menu')
  if (menu.hidden) return isClosed
  show(menu, false)
  menuButton?.removeAttribute('aria-expanded')
  menuButton?.focus()
  return true
}

function menuKey(event) {
  const item = event.target.closest?.('[role="menuitem"]')
  if (!item || (event.key !== 'ArrowDown' && event.key !== 'ArrowUp')) return false
  const items = [...item.parentElement.querySelectorAll('[role="menuitem"]:not([hidden])')]
  const step = event.key === 'ArrowDown' ? 1 : -1
  items[(items.indexOf(item) + step + items.length) % items.length].focus()
  return true
}

const acts = {
  reply(form, button, bubble) {
    setContext(form, 'reply', button.dataset.menu, `${button.dataset.author} ${textOf(bubble).slice(0, 80)}`)
    inputOf(form).focus()
  },
  edit: startEdit,
  copy: (form, button, bubble) => copy(textOf(bubble), form),
}

const textOf = (bubble) => bubble.querySelector('.text')?.innerText ?? ''

function copy(text, near) {
  navigator.clipboard?.writeText(text).catch(() => {})
  toast(near, document.body.dataset.copied)
}

function toast(near, text) {
  const line = Object.assign(document.createElement('div'), { className: 'toast', textContent: text })
  line.dataset.toast = ''
  ;(near.closest('.column') ?? document).querySelector('.toasts').append(line)
}

// The first that fits what was pressed acts.
const presses = {
  '[data-menu]'(button) {
    const box = button.getBoundingClientRect()
    openMenu(button, box.left, box.bottom)
  },
  '[data-act]'(item) {
    const button = menuButton
    closeMenus()
    if (button?.isConnected) acts[item.dataset.act](composerOf(button), button, button.closest('.bubble'))
  },
  '[data-cancel]': (button) => clear(button.form),
  '[data-detach]'(button) {
    button.form.elements.namedItem('files').value = ''
    showFiles(button.form)
  },
  '[data-commands]'(button) {
    showCommands(button.form, commandsOf(button.form).hidden)
    inputOf(button.form).focus()
  },
  '[data-command]'(item) {
    const form = composerOf(item)
    showCommands(form, false)
    inputOf(form).focus()
  },
  '[data-keyboard]'(button) {
    const keyboard = button.closest('.composer').querySelector('.reply-keyboard')
    show(keyboard, keyboard?.hidden)
    button.setAttribute('aria-pressed', String(keyboard?.hidden === false))
  },
  '[data-once] .key'(key) {
    // After the press, or the form would be gone before it is sent.
    setTimeout(() => show(key.closest('.reply-keyboard'), false))
  },
  '[data-copy]': (element) => copy(element.dataset.copy, element),
  '[data-open]': (button) => window.open(button.dataset.open, '_blank', 'noopener,noreferrer'),
  '[data-insert]': (button) => insert(inputOf(composerOf(button)), button.dataset.insert),
  '[data-spoiler]'(element) {
    element.dataset.kept = ''
    element.removeAttribute('role')
  },
  '[data-expand]'(button) {
    const quote = button.closest('.expandable')
    const isOpen = quote.toggleAttribute('data-kept')
    button.setAttribute('aria-expanded', String(isOpen))
    ;[button.textContent, button.dataset.less] = [button.dataset.less, button.textContent]
  },
  '[data-jump]': (button) => jump(button.closest('.column'), button.dataset.jump),
  '[data-bottom]': (button) => button.closest('.chat').querySelector('.scroll').scrollTo({ top: 0 }),
  '[data-dialog]': (button) => document.getElementById(button.dataset.dialog).showModal(),
  '[data-close-dialog]': (button) => button.closest('dialog').close(),
  '[data-dismiss]'(button) {
    const column = button.closest('.column')
    button.closest('.alert').remove()
    column?.querySelector('[data-role="input"]')?.focus()
  },
}

document.addEventListener('click', (event) => {
  const { target } = event
  if (!target.closest('#message-menu')) closeMenus(target.closest('details.menu') ?? document.body)
  for (const [selector, act] of Object.entries(presses)) {
    const element = target.closest(selector)
    if (element) {
      act(element)
      return
    }
  }
})

document.addEventListener('contextmenu', (event) => {
  const button = event.target.closest('.bubble')?.querySelector('[data-menu]')
  if (!button || event.target.closest('a, img') || String(getSelection()) !== '') return
  event.preventDefault()
  openMenu(button, event.clientX, event.clientY)
})

async function jump(column, id) {
  const find = () => column.querySelector(`.messages [data-message="${id}"]`)
  const older = column.querySelector('.older button')
  if (!find() && older) {
    const vals = { ...JSON.parse(older.getAttribute('hx-vals')), reach: id }
    await htmx.ajax('GET', '/playground/older', {
      source: older,
      values: vals,
      target: older.closest('li'),
      swap: 'outerHTML',
    })
  }
  const message = find()?.closest('.message')
  if (!message) return
  message.scrollIntoView({ block: 'center' })
  message.classList.remove('flash')
  requestAnimationFrame(() => message.classList.add('flash'))
}

// --- What htmx tells -------------------------------------------------------------------------------------------------

const sent = new WeakMap()

document.addEventListener('htmx:config:request', (event) => {
  const { sourceElement } = event.detail.ctx
  const form = sourceElement.closest('form')
  if (sourceElement.closest('[data-closes]')) closeMenus()
  if (!form?.matches('[data-composer]')) return
  const { body } = event.detail.ctx.request
  const isEmpty = inputOf(form).value.trim() === '' && form.elements.namedItem('files').files.length === 0
  if (isEmpty) return event.preventDefault()
  if (body.get('files')?.size === 0) body.delete('files')
  sent.set(event.detail.ctx, { text: inputOf(form).value, files: [...form.elements.namedItem('files').files] })
  clear(form)
})

document.addEventListener('htmx:finally:request', (event) => {
  const { ctx } = event.detail
  const isLost = !ctx.response || ctx.response.status >= 400
  const form = ctx.sourceElement?.closest('[data-composer]')
  // What was refused is given back, unless something new was begun.
  if (!isLost || !form || !sent.has(ctx) || inputOf(form).value !== '') return
  const { text, files } = sent.get(ctx)
  inputOf(form).value = text
  attach(form, files)
})

document.addEventListener('htmx:sse:error', () => document.body.classList.add('lost'))
document.addEventListener('htmx:sse:after:connection', () => document.body.classList.remove('lost'))
document.addEventListener('htmx:after:swap', refresh)
document.addEventListener('DOMContentLoaded', refresh)

/** Brings what scripts keep in step with what the server has drawn. */
function refresh() {
  for (const area of document.querySelectorAll('.keyboard-area')) {
    const keyboard = area.firstElementChild
    const form = area.closest('.composer').querySelector('[data-composer]')
    const input = inputOf(form)
    show(form.querySelector('[data-keyboard]'), keyboard?.matches('.reply-keyboard'))
    if (form.elements.namedItem('files').files.length === 0)
      input.placeholder = keyboard?.dataset.placeholder ?? input.dataset.default
    const asked = keyboard?.dataset.forceReply
    if (asked && area.dataset.asked !== asked) {
      const button = area.closest('.column').querySelector(`[data-menu="${asked}"]`)
      if (button) acts.reply(form, button, button.closest('.bubble'))
    }
    area.dataset.asked = asked ?? ''
  }
  filterCalls()
}

function filterCalls() {
  const wanted = document.querySelector('[data-filter]')?.value.toLowerCase() ?? ''
  for (const call of document.querySelectorAll('#calls .call'))
    show(call, call.textContent.toLowerCase().includes(wanted))
}

document.addEventListener(
  'scroll',
  (event) => {
    if (event.target.matches?.('.scroll'))
      show(event.target.parentElement.querySelector('[data-bottom]'), event.target.scrollTop < -300)
  },
  { capture: true, passive: true },
)

// Toasts go by themselves; a pointer on one keeps it.
setInterval(() => {
  for (const line of document.querySelectorAll('[data-toast]:not(:hover)')) {
    const age = Number(line.dataset.age ?? 0) + 1
    if (age > 4) line.remove()
    else line.dataset.age = String(age)
  }
}, 1000)

document.addEventListener('DOMContentLoaded', () => {
  const chips = [...document.querySelectorAll('.chip.shown')].filter((chip) => chip.offsetParent)
  chips[0]?.scrollIntoView({ block: 'nearest', inline: 'center' })
})

// On a very wide screen there is room for a third person at once.
document.addEventListener('DOMContentLoaded', () => {
  const stage = document.querySelector('.stage')
  if (
    stage.clientWidth >= 1640 &&
    !location.search.includes('show=') &&
    document.querySelectorAll('.column').length === 2
  )
    document.querySelector('.chip.many:not(.shown)')?.click()
})
