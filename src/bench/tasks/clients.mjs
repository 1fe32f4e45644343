// Those who submit and work: over HTTP, and with the same scripts straight at Redis.
import http from 'node:http'
import { createRequire } from 'node:module'
import { pause } from './flow.mjs'
import { PAYLOAD, calls, complete, leases, load, nonce, task } from './scripts.mjs'

const require = createRequire(`${process.env.MODULES}/`)
export const Redis = require('ioredis')
export const bullmq = () => require('bullmq')

const RESULT = { ok: true }
const TRIES = 5

/** A server, or several, of which each gets as many. */
export class Http {
  constructor ({ urls, queue, durability, sockets = 64 }) {
    this.servers = urls.map(url => ({ url: new URL(url), agent: new http.Agent({ keepAlive: true, maxSockets: sockets, noDelay: true }) }))
    this.queue = queue
    this.headers = durability ? { Prefer: `durability=${durability}` } : {}
    this.requests = 0
    this.retried = 0
  }

  /** Again, when a server has too much to do. */
  async request (method, path, body) {
    for (let left = TRIES; ; left--) {
      const answer = await this.send(method, path, body)
      if (answer.status < 300) return answer
      if (answer.status !== 503 || left === 0) throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`)
      this.retried++
    }
  }

  send (method, path, body) {
    const { url, agent } = this.servers[this.requests++ % this.servers.length]
    const content = body === undefined ? '' : JSON.stringify(body)
    const headers = { ...this.headers, 'Content-Length': Buffer.byteLength(content) }
    if (content) headers['Content-Type'] = 'application/json'
    return new Promise((resolve, reject) => {
      http.request({ agent, host: url.hostname, port: url.port, method, path: '/api/v1' + path, headers }, answer => {
        const parts = []
        answer.on('data', part => parts.push(part))
        answer.on('error', reject)
        answer.on('end', () => {
          resolve({ status: answer.statusCode, text: Buffer.concat(parts).toString() })
        })
      }).on('error', reject).end(content)
    })
  }

  async submit (more = {}) {
    const { text } = await this.request('POST', '/tasks', { queue: this.queue, type: 'mail', payload: PAYLOAD, ...more })
    return JSON.parse(text).id
  }

  async submitMany (count, more = () => ({})) {
    const tasks = Array.from({ length: count }, (_, i) => ({ queue: this.queue, type: 'mail', payload: PAYLOAD, ...more(i) }))
    const { text } = await this.request('POST', '/tasks/batch', { tasks })
    for (const result of JSON.parse(text).results) if (result.status !== 202) throw new Error(JSON.stringify(result))
  }

  async lease (max, wait = 0) {
    const { status, text } = await this.request('POST', `/queues/${this.queue}/leases`, { max, wait })
    return status === 204 ? [] : JSON.parse(text).leases
  }

  /** All are done; the next ones. */
  async finish (leases, max) {
    const operations = leases.map(({ lease }) => ({ op: 'complete', lease, result: RESULT }))
    const { text } = await this.request('POST', '/leases/batch', { operations, next: max ? { max } : undefined })
    const { results, leases: next } = JSON.parse(text)
    for (const result of results) if (result.task !== 'succeeded') throw new Error(JSON.stringify(result))
    return next ?? []
  }

  complete ({ lease }) {
    return this.request('POST', `/leases/${lease}/complete`, RESULT)
  }

  async open () {}

  async close () {
    for (const { agent } of this.servers) agent.destroy()
  }
}

/** The limit: nothing between the caller and Redis but a client in the same process. */
export class Direct {
  constructor ({ redis, queue, prefix = 'direct' }) {
    this.redis = new Redis({ ...redis, enableAutoPipelining: true })
    this.calls = calls(`${prefix}:1:{tasks:${queue}}:`)
  }

  open () { return load(this.redis) }

  submit () { return this.redis.evalsha(...this.calls.submit([task()])) }
  submitMany (count) { return this.redis.evalsha(...this.calls.submit(Array.from({ length: count }, () => task()))) }

  async lease (max, wait = 0) {
    const by = nonce()
    const got = leases(by, (await this.redis.evalsha(...this.calls.grant(by, max)))[2])
    if (got.length === 0 && wait > 0) await pause(1)
    return got
  }

  async finish (held, max) {
    const by = nonce()
    const [, answers, next] = await this.redis.evalsha(...this.calls.settle(by, held.map(complete), max))
    for (const answer of answers) if (answer[0] !== 'done') throw new Error(JSON.stringify(answer))
    return leases(by, next)
  }

  complete (lease) { return this.finish([lease], 0) }
  close () { return this.redis.quit() }
}
