// Keeps the hall's page current: what the server sends goes to its place, the timer counts down on its own, and a lost
// connection is made anew for as long as it takes.
'use strict'

const byId = (id) => document.getElementById(id)
const { stream } = document.body.dataset
/** Without a sign of life for so long, the line is dead although nobody has said so: one comes every 15 seconds. */
const patience = 40_000
const calm = 2500

let source
let heard = 0
let lostSince
let until = null
let ahead = 0

function hear({ data }) {
  const news = JSON.parse(data)
  heard = performance.now()
  lostSince = undefined
  ahead = news.now - performance.now()
  until = news.until
  if (news.layout) document.body.dataset.layout = news.layout
  for (const [id, html] of Object.entries(news.parts ?? {})) byId(id).innerHTML = html
  tick()
}

function connect() {
  source?.close()
  heard = performance.now()
  source = new EventSource(stream)
  source.addEventListener('state', hear)
  source.addEventListener('here', hear)
  source.addEventListener('error', () => {
    lostSince ??= performance.now()
    // After an answer that is no stream the browser gives up; a hall does not.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 2000 + (performance.now() % 6000))
  })
}

function tick() {
  const now = performance.now()
  byId('lost').hidden = lostSince === undefined || now - lostSince < calm
  const left = until === null ? null : Math.max(0, Math.ceil((until - ahead - now) / 1000))
  const timer = byId('timer')
  timer.hidden = left === null
  if (left === null) return
  timer.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  timer.dataset.state = left === 0 ? 'over' : left <= 30 ? 'soon' : ''
}

setInterval(() => {
  tick()
  if (performance.now() - heard > patience) {
    lostSince ??= performance.now()
    connect()
  }
}, 250)
connect()

const toggle = () =>
  document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
byId('full').addEventListener('click', () => void toggle())
document.addEventListener('keydown', ({ key }) => key === 'f' && void toggle())

// A projector's computer must not fall asleep while people look at it; browsers that cannot promise that say so by failing.
const stayAwake = () => document.visibilityState === 'visible' && navigator.wakeLock?.request('screen').catch(() => {})
document.addEventListener('visibilitychange', () => void stayAwake())
void stayAwake()
