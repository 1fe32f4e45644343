// How many deliveries a second a receiver gets, and how late: push.mjs JSON, of Vedette, or of a BullMQ worker that calls fetch.
import { once } from 'node:events'
import { Worker as Thread } from 'node:worker_threads'
import { Http, bullmq } from './clients.mjs'
import { inFlight, pause, program, rate, spread, until } from './flow.mjs'
import { PAYLOAD } from './scripts.mjs'

const HUNDRED = 100
const FIRST = 200
const UNANSWERED = 200
const now = () => performance.timeOrigin + performance.now()

async function receiver ({ port, dead }, count) {
  const seen = new Int32Array(new SharedArrayBuffer(4))
  const late = new Float64Array(new SharedArrayBuffer(8 * count))
  await once(new Thread(new URL('receiver.mjs', import.meta.url), { workerData: { port, dead, seen, late } }), 'message')
  return { late, got: async count => { await until(() => Atomics.load(seen, 0) >= count, 2); Atomics.store(seen, 0, 0) } }
}

class Vedette {
  constructor (given) { this.http = new Http(given) }

  send (payload, target = 't0') { return this.http.submit({ queue: undefined, target: { name: target }, payload }) }

  sendMany (count, target = () => 't0') {
    return this.http.submitMany(count, i => ({ queue: undefined, target: { name: target(i) }, payload: PAYLOAD }))
  }
}

/** As its users do it. */
class BullMq {
  constructor ({ redis, queue, receiver: { port } }) {
    const { Queue, Worker } = bullmq()
    this.jobs = new Queue(queue, { connection: redis })
    this.worker = new Worker(queue, async job => {
      const headers = { 'Content-Type': 'application/json' }
      const answer = await fetch(`http://127.0.0.1:${port}/hook`, { method: 'POST', headers, body: JSON.stringify(job.data) })
      if (!answer.ok) throw new Error(`${answer.status}`)
      return answer.json()
    }, { connection: redis, concurrency: 50 })
  }

  send (payload) { return this.jobs.add('hook', payload) }
  sendMany (count) { return this.jobs.addBulk(Array.from({ length: count }, () => ({ name: 'hook', data: PAYLOAD }))) }
}

const sender = given => given.system === 'bullmq' ? new BullMq(given) : new Vedette(given)

await program({
  /** Many at once. */
  push: async given => {
    const { got } = await receiver(given.receiver, 1)
    const by = sender(given)
    let found
    for (const count of [FIRST, given.count]) {
      found = await rate(count, given.pids, () => Promise.all([inFlight(4, count / HUNDRED, () => by.sendMany(HUNDRED)), got(count)]))
    }
    return found
  },

  /** One after the other: from submitting until the receiver has it, ms. */
  arrival: async given => {
    const { late, got } = await receiver(given.receiver, given.count)
    const by = sender(given)
    await by.send({ sent: now() })
    await got(1)
    for (let i = 0; i < given.count; i++) {
      await pause(20 + i % 20)
      await by.send({ sent: now() })
    }
    await got(given.count)
    return spread(late)
  },

  /** To all targets but the last, which does not answer to what it gets. */
  dead: async given => {
    const { got } = await receiver(given.receiver, 1)
    const by = new Vedette(given)
    const last = given.targets - 1
    const deliver = count => Promise.all([inFlight(4, count / last, () => by.sendMany(last, i => `t${i}`)), got(Math.ceil(count / last) * last)])
    await deliver(last)
    if (given.beside) await by.sendMany(UNANSWERED, () => `t${last}`)
    return rate(given.count, given.pids, () => deliver(given.count))
  }
})
