// The scripts of tasks as the server makes them: preludes first, names of arguments by their places.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const HOME = new URL('../../main/resources/io/vedette/', import.meta.url)
const QUEUE = 'task/queue/queue'
const READING = [QUEUE, 'task/queue/task']
const CHANGING = ['redis/topics', ...READING, 'task/queue/lanes', 'task/queue/moves']
const GRANTING = [...CHANGING, 'task/lease/grant']
const CHANGE = 'task/life/change'
const SUBMIT = 'task/life/submit'

const FILES = {
  submit: [...CHANGING, SUBMIT, 'task/life/task-submit'],
  read: [...READING, 'task/life/task-read'],
  list: [...READING, 'task/life/select', 'task/life/task-list'],
  change: [...CHANGING, CHANGE, 'task/life/task-change'],
  slice: [...CHANGING, 'task/life/select', CHANGE, 'task/life/task-slice'],
  grant: [...GRANTING, 'task/lease/lease-grant'],
  settle: [...GRANTING, 'task/lease/lease-settle'],
  tick: [...CHANGING, CHANGE, 'task/queue/audit', 'task/queue/queue-tick'],
  read_queue: [QUEUE, 'task/queue/queue-read'],
  demand: [...READING, 'task/queue/queue-demand']
}

class Script {
  constructor (files) {
    const text = files.map(file => readFileSync(new URL(`${file}.lua`, HOME), 'utf8')).join('\n')
    this.names = [...new Set([...text.matchAll(/\bARGV\.(\w+)/g)].map(match => match[1]))]
    this.source = text
      .replace(/\bARGV\.(\w+)/g, (_, name) => `ARGV[${this.names.indexOf(name) + 1}]`)
      .replace(/\bREST\b/g, String(this.names.length + 1))
    this.digest = createHash('sha1').update(this.source).digest('hex')
  }

  /** What EVALSHA takes. */
  call (named, rest = []) {
    const wrong = [...this.names.filter(name => !(name in named)), ...Object.keys(named).filter(name => !this.names.includes(name))]
    if (wrong.length > 0) throw new Error(`arguments that are missing or unknown: ${wrong}`)
    return [this.digest, 0, ...this.names.map(name => named[name]), ...rest]
  }
}

export const SCRIPTS = Object.fromEntries(Object.entries(FILES).map(([name, files]) => [name, new Script(files)]))

/** So that EVALSHA finds them. */
export const load = async redis => {
  for (const script of Object.values(SCRIPTS)) await redis.script('LOAD', script.source)
}

const DIGITS = '0123456789abcdefghjkmnpqrstvwxyz'
const time = ms => Array.from({ length: 10 }, (_, i) => DIGITS[Math.floor(ms / 32 ** (9 - i)) % 32]).join('')
const START = time(Date.now())
let last = 0

/** Ids in the order of their age, of the same characters as those of the server. */
export const id = () => START + String(++last).padStart(10, '0')

export const nonce = () => (++last).toString().padStart(22, 'n')

export const PAYLOAD = { to: 'somebody@example.org', subject: 'hello there', number: 1234567 }
const BODY = '\n' + JSON.stringify(PAYLOAD)

/** The words of one task for `submit`. */
export const task = ({ type = 'mail', key = '', priority = 0, delay = '', at = '', deadline = '', tags = '', unique = '', body = BODY } = {}) =>
  [id(), type, key, priority, delay, at, '', deadline, '', unique, unique && 'reject', tags, body.length, body, '', '', '', '', '']

export const calls = root => ({
  submit: tasks => SCRIPTS.submit.call({ root }, tasks.flat()),
  grant: (by, most, types = '') => SCRIPTS.grant.call(
    { root, nonce: by, memory: 10000, server: '', others: 0, patience: 3000, woken: 0, types }, [most, 30000, 'bench']),
  settle: (by, operations, most = 0) => SCRIPTS.settle.call(
    { root, nonce: by, memory: 10000, types: '', most, next_lease: 30000, next_worker: 'bench' }, operations.flat()),
  tick: () => SCRIPTS.tick.call(
    { root, most: 200, memory: 10000, luck: 0.5, keep_succeeded: 3600000, keep_others: 604800000, keep_most: 1000000 })
})

const RESULT = '\n{"ok":true}'

/** What `settle` takes, of a lease. */
export const complete = ({ task, lease }) => ['complete', task, lease, RESULT, 1, '', '']

/** Leases of the grants that a call with this nonce has got. */
export const leases = (by, grants) => grants.map(([task, fence]) => ({ task, lease: `${by} ${fence}` }))
