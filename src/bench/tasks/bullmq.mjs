// How many tasks a second BullMQ does: bullmq.mjs JSON. The worker is in the process of those who submit.
import { bullmq } from './clients.mjs'
import { inFlight, pause, program, rate, spread } from './flow.mjs'
import { PAYLOAD } from './scripts.mjs'

const { Queue, Worker } = bullmq()
const RESULT = { ok: true }

async function measured ({ redis, queue, count, pids }, submit, work) {
  let found
  for (const [suffix, some] of [['-first', Math.ceil(count / 1000) * 100], ['', count]]) {
    const jobs = new Queue(queue + suffix, { connection: redis })
    await jobs.waitUntilReady()
    found = await rate(some, pids, () => Promise.all([submit(jobs, some), work && done(queue + suffix, redis, some)]))
    await jobs.close()
  }
  return found
}

/** All of them are done, fifty at a time. */
const done = (name, connection, count) => new Promise((resolve, reject) => {
  let left = count
  const worker = new Worker(name, async () => RESULT, { connection, concurrency: 50 })
  worker.on('completed', () => { if (--left === 0) worker.close().then(resolve, reject) })
  worker.on('failed', (job, error) => reject(error))
})

const submit = (jobs, count) => inFlight(64, count, () => jobs.add('mail', PAYLOAD))
const submitMany = (jobs, count) => inFlight(4, count / 100, () =>
  jobs.addBulk(Array.from({ length: 100 }, () => ({ name: 'mail', data: PAYLOAD }))))

await program({
  submit: given => measured(given, submit),
  batch: given => measured(given, submitMany),
  life: given => measured(given, submitMany, true),
  single: given => measured(given, submit, true),
  /** From submitting to an idle queue until a worker has it. */
  pickup: async ({ redis, queue, count }) => {
    const times = []
    const jobs = new Queue(queue, { connection: redis })
    const worker = new Worker(queue, async job => { times.push(performance.now() - job.data.at) }, { connection: redis })
    await worker.waitUntilReady()
    for (let i = 0; i < count; i++) {
      await pause(20 + i % 20)
      await jobs.add('mail', { at: performance.now() })
    }
    while (times.length < count) await pause(5)
    return spread(times)
  }
})
