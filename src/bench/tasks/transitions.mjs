// The µs of Redis and the bytes that each step of a task takes, on a Redis of its own: transitions.mjs JSON.
import { Redis } from './clients.mjs'
import { program } from './flow.mjs'
import { calls, complete, leases, load, nonce, task } from './scripts.mjs'

const chunks = (items, size) => Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size))
const times = (count, make) => Array.from({ length: count }, (_, i) => make(i))

class Ledger {
  constructor (redis) {
    this.redis = redis
    this.rows = []
  }

  /** Runs calls, of so many tasks each, a hundred in a pipeline; gives their replies. */
  async step (name, list, each = 1) {
    await this.redis.config('RESETSTAT')
    const before = await this.cpu()
    const replies = []
    for (const some of chunks(list, 100)) {
      const found = await this.redis.pipeline(some.map(call => ['evalsha', ...call])).exec()
      for (const [error, reply] of found) {
        if (error) throw error
        replies.push(reply)
      }
    }
    const usec = Number((await this.redis.info('commandstats')).match(/cmdstat_evalsha:.*?usec=(\d+)/)[1])
    const cpu = (await this.cpu() - before) * 1e6
    this.rows.push({ name, micros: usec / list.length / each, cpu: cpu / list.length / each })
    return replies
  }

  /** The seconds that its main thread has used. */
  async cpu () {
    const text = await this.redis.info('cpu')
    return [...text.matchAll(/used_cpu_(?:user|sys)_main_thread:([\d.]+)/g)].reduce((sum, match) => sum + Number(match[1]), 0)
  }

  async used () { return Number((await this.redis.info('memory')).match(/used_memory:(\d+)/)[1]) }
}

async function life (ledger, count, root) {
  const to = calls(root)
  const at = {}
  at.begin = await ledger.used()
  await ledger.step('submit 1', times(count, () => to.submit([task()])))
  at.waiting = await ledger.used()
  const by = times(count, nonce)
  const granted = await ledger.step('lease 1', by.map(one => to.grant(one, 1)))
  const held = granted.flatMap((reply, i) => leases(by[i], reply[2]))
  await ledger.step('heartbeat 1', held.map(({ task, lease }) => to.settle(nonce(), [['heartbeat', task, lease, 40000, '', '', '']])))
  await ledger.step('complete 1', held.map(lease => to.settle(nonce(), [complete(lease)])))
  await ledger.redis.unlink(by.map(one => `${root}grant:${one}`)) // gone by itself in some seconds
  at.finished = await ledger.used()
  return { id: held[0].task, waiting: (at.waiting - at.begin) / count, finished: (at.finished - at.begin) / count }
}

async function batches (ledger, count, to) {
  await ledger.step('submit 100', times(count / 100, () => to.submit(times(100, () => task()))), 100)
  let by = times(count / 20, nonce)
  const granted = await ledger.step('lease 10', by.map(one => to.grant(one, 10)), 10)
  const held = granted.map((reply, i) => leases(by[i], reply[2]))
  by = times(held.length, nonce)
  await ledger.step('complete 10 + lease 10', held.map((some, i) => to.settle(by[i], some.map(complete), 10)), 10)
}

async function keys (ledger, count, to) {
  await ledger.step('submit 1, of 100 keys', times(count, i => to.submit([task({ key: `k${i % 100}` })])))
  const by = times(count, nonce)
  const granted = await ledger.step('lease 1, of 100 keys', by.map(one => to.grant(one, 1)))
  const held = granted.flatMap((reply, i) => leases(by[i], reply[2]))
  await ledger.step('fail 1, of 100 keys', held.map(({ task, lease }) => to.settle(nonce(), [['fail', task, lease, 'boom', 1, '', 0.5]])))
}

async function others (ledger, count, to) {
  await ledger.step('submit 1, 2 tags, unique', times(count, i => to.submit([task({ tags: 'red green', unique: `u${i}` })])))
  await ledger.step('lease 1, of one type', times(count, () => to.grant(nonce(), 1, 'mail')))
  await ledger.step('submit 1, due later', times(count, () => to.submit([task({ delay: 1 })])))
  await ledger.step('tick, 200 due', times(count / 200, () => to.tick()), 200)
  await ledger.step('tick, nothing to do', times(count, () => to.tick()))
}

await program({
  transitions: async ({ redis, count }) => {
    const client = new Redis(redis)
    const ledger = new Ledger(client)
    await load(client)
    await client.flushall()
    const root = name => `vedette:1:{tasks:${name}}:`
    const { id, ...bytes } = await life(ledger, count, root('life'))
    const parts = {}
    for (const part of ['task', 'result']) parts[part] = await client.memory('USAGE', `${root('life')}${part}:${id}`)
    for (const [name, act] of Object.entries({ batches, keys, others })) {
      await client.flushall()
      await act(ledger, count, calls(root(name)))
    }
    return { rows: ledger.rows, bytes, parts }
  }
})
