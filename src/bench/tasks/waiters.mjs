// What pulls cost that wait for nothing: waiters.mjs JSON.
import { readFileSync } from 'node:fs'
import { Http, Redis } from './clients.mjs'
import { inFlight, pause, program } from './flow.mjs'

const SETTLING = 10_000

const status = (pid, field) => Number(readFileSync(`/proc/${pid}/status`, 'utf8').match(new RegExp(`^${field}:\\s+(\\d+)`, 'm'))[1])

async function perSecond (redis, seconds) {
  const count = async () => Number((await redis.info('stats')).match(/total_commands_processed:(\d+)/)[1])
  const before = await count()
  await pause(seconds * 1000)
  return (await count() - before) / seconds
}

await program({
  waiters: async given => {
    const client = new Http({ ...given, sockets: given.waiters + 1 })
    const redis = new Redis(given.redis)
    const seen = async () => ({
      threads: status(given.pids.own, 'Threads'),
      megabytes: status(given.pids.own, 'VmRSS') / 1024,
      commands: await perSecond(redis, 5)
    })
    await client.lease(1)
    const before = await seen()
    let answered = 0
    const all = Promise.all(Array.from({ length: given.waiters }, async () => { if ((await client.lease(1, 30)).length > 0) answered++ }))
    await pause(SETTLING)
    const during = await seen()
    const start = performance.now()
    const urls = given.urls
    const other = new Http({ urls, queue: given.queue })
    await inFlight(16, given.waiters / 100, () => other.submitMany(100))
    await all
    return { before, during, answered, seconds: (performance.now() - start) / 1000 }
  }
})
