// How many tasks a second: load.mjs JSON, of Vedette over HTTP, or of its scripts straight at Redis.
import { Direct, Http } from './clients.mjs'
import { inFlight, program, rate } from './flow.mjs'

const HUNDRED = 100
const AT_ONCE = 10
const SINGLE_WORKERS = 50
const BATCH_WORKERS = SINGLE_WORKERS / AT_ONCE

/** Runs it first on a tenth of the tasks, and on a queue of its own. */
async function measured ({ system, pids, count, ...given }, act, prepare = () => {}) {
  const client = suffix => new (system === 'direct' ? Direct : Http)({ ...given, queue: given.queue + suffix })
  let found
  for (const [suffix, some] of [['-first', Math.ceil(count / 1000) * HUNDRED], ['', count]]) {
    const one = client(suffix)
    await one.open()
    await prepare(one, some)
    found = await rate(some, pids, () => act(one, some))
    if (one.retried) found.retried = one.retried
    await one.working
    await one.close()
  }
  return found
}

const submit = (client, count) => inFlight(64, count, () => client.submit())
const submitMany = (client, count) => inFlight(4, count / HUNDRED, () => client.submitMany(HUNDRED))

/** What workers do until so many are done; those who wait for more by then are awaited when the client is closed. */
const worked = (client, workers, count, act) => new Promise((resolve, reject) => {
  let left = count
  const done = some => { if ((left -= some) <= 0) resolve() }
  client.working = inFlight(workers, workers, async () => { while (left > 0) await act(done) })
  client.working.catch(reject)
})

/** Takes some, finishes them and takes the next, until all are done. */
const finish = (client, workers, most, count, wait = 0) => worked(client, workers, count, async done => {
  let held = await client.lease(most, wait)
  while (held.length > 0) {
    const next = await client.finish(held, most)
    done(held.length)
    held = next
  }
})

const finishMany = (client, count, wait) => finish(client, BATCH_WORKERS, AT_ONCE, count, wait)
const finishSingly = (client, count, wait) => finish(client, SINGLE_WORKERS, 1, count, wait)

await program({
  submit: given => measured(given, submit),
  batch: given => measured(given, submitMany),
  work: given => measured(given, finishMany, submitMany),
  life: given => measured(given, (client, count) => Promise.all([submitMany(client, count), finishMany(client, count, 1)])),
  single: given => measured(given, (client, count) => Promise.all([submit(client, count), finishSingly(client, count, 1)])),
  /** What a queue does that has finished so many before. */
  kept: async given => {
    const kept = Math.max(HUNDRED, given.backlog * given.kept / HUNDRED)
    const fill = new Direct({ redis: given.redis, queue: given.queue, prefix: 'vedette' })
    await fill.open()
    await submitMany(fill, kept)
    await finishMany(fill, kept)
    const client = new Http(given)
    await client.request('PUT', `/queues/${given.queue}`, { keep: { most: 10 * given.backlog } })
    await submitMany(client, HUNDRED)
    await finishMany(client, HUNDRED)
    const life = () => Promise.all([submitMany(client, given.count), finishMany(client, given.count, 1)])
    return rate(given.count, given.pids, life)
  }
})
