// How long tasks wait: moments.mjs JSON, of Vedette over HTTP. Backlogs are made by its scripts straight at Redis.
import { Http, Redis } from './clients.mjs'
import { inFlight, pause, program, spread, until } from './flow.mjs'
import { PAYLOAD, calls, load, task } from './scripts.mjs'

/** So many tasks in a queue of the server. */
async function backlog ({ redis, queue }, count, like) {
  const client = new Redis({ ...redis, enableAutoPipelining: true })
  await load(client)
  const { submit } = calls(`vedette:1:{tasks:${queue}}:`)
  await inFlight(4, count / 100, () => client.evalsha(...submit(Array.from({ length: 100 }, () => task(like)))))
  await client.quit()
}

const depth = async client =>
  JSON.parse((await client.request('GET', `/queues/${client.queue}`)).text).tasks

/** Workers that take one at a time and tell of it, until they are stopped. */
function workers (client, count, took, ms = 0) {
  let stopped = false
  const all = Promise.all(Array.from({ length: count }, async () => {
    while (!stopped) {
      for (const lease of await client.lease(1, 1)) {
        took(lease, Date.now(), performance.now())
        if (ms > 0) await pause(ms)
        await client.complete(lease)
      }
    }
  }))
  return () => { stopped = true; return all }
}

/** Submits one after the other and tells how long each waits for a worker. */
async function waits (client, count, more, hands, ms) {
  const times = []
  const stop = workers(client, hands, (lease, _, at) => { if (lease.payload?.at) times.push(at - lease.payload.at) }, ms)
  for (let i = 0; i < count; i++) {
    await pause(20 + i % 20)
    await client.submit({ ...more, payload: { at: performance.now() } })
  }
  await until(() => times.length >= count)
  await stop()
  return spread(times)
}

await program({
  /** From submitting to an idle queue until a pull that waits has it. */
  pickup: async given => {
    const client = new Http(given)
    await waits(client, 20, {}, 1, 0)
    return waits(client, given.count, {}, 1, 0)
  },

  /** The same beside a backlog of another key, and without one. */
  quiet: async given => {
    const alone = new Http({ ...given, queue: given.queue + '-alone' })
    const beside = new Http(given)
    await backlog(given, given.backlog, { key: 'flood' })
    const first = await waits(alone, given.count, { key: 'quiet' }, 8, 10)
    const second = await waits(beside, given.count, { key: 'quiet' }, 8, 10)
    const left = (await depth(beside)).queued
    return { alone: first.p99, beside: second.p99, left }
  },

  /** How late tasks come that are due over five seconds, beside others that are not. */
  delay: async given => {
    const client = new Http(given)
    await client.submit({ delay: 86400 })
    await backlog(given, given.backlog, { delay: 86400000 })
    const late = []
    const stop = workers(client, 16, (lease, now) => late.push(now - lease.payload.at))
    const start = Date.now() + 3000
    await inFlight(8, given.count, i => {
      const at = start + Math.floor(5000 * i / given.count)
      return client.submit({ runAt: new Date(at).toISOString(), payload: { at } })
    })
    const ahead = start - Date.now()
    await until(() => late.length >= given.count)
    await stop()
    return { ...spread(late), ahead }
  },

  /** Until all are queued that are due at the same time. */
  burst: async given => {
    const client = new Http(given)
    await client.submit({ delay: 86400 })
    const at = Date.now() + 3000 + given.backlog / 5
    await backlog(given, given.backlog, { at })
    const ahead = at - Date.now()
    if (ahead < 0) throw new Error('submitting took too long')
    await pause(ahead)
    await until(async () => (await depth(client)).queued >= given.backlog, 20)
    return { seconds: (Date.now() - at) / 1000, ahead }
  },

  /** Until all schedules have fired that are due in the same second. */
  fires: async given => {
    const client = new Http(given)
    const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 5000 + given.count * 2)
    const cron = [at.getUTCSeconds(), at.getUTCMinutes(), at.getUTCHours(), at.getUTCDate(), at.getUTCMonth() + 1, '*'].join(' ')
    const task = { queue: given.queue, type: 'mail', payload: PAYLOAD }
    await inFlight(64, given.count, i => client.request('PUT', `/schedules/bench-${i}`, { cron, task }))
    const ahead = at - Date.now()
    if (ahead < 0) throw new Error('making schedules took too long')
    await pause(ahead)
    await until(async () => (await depth(client)).queued >= given.count, 20)
    return { seconds: (Date.now() - at) / 1000, ahead }
  }
})
