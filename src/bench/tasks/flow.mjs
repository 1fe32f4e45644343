// What loads have in common.
import { readFileSync } from 'node:fs'

const TICK = 100 // as Linux counts a process' time

/** Does it so often, so many at a time. */
export async function inFlight (most, count, act) {
  let next = 0
  await Promise.all(Array.from({ length: Math.min(most, count) }, async () => { while (next < count) await act(next++) }))
}

export const pause = ms => new Promise(resolve => setTimeout(resolve, ms))

export async function until (condition, ms = 10) {
  while (!await condition()) await pause(ms)
}

const cpuOf = pid => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\) /s, '').split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICK
}

/** Tasks in a second, and the µs of CPU that each takes of the processes with these ids and of this one. */
export async function rate (count, pids, act) {
  const before = Object.values(pids).map(cpuOf)
  const own = process.cpuUsage()
  const start = performance.now()
  await act()
  const seconds = (performance.now() - start) / 1000
  const { user, system } = process.cpuUsage(own)
  const cpu = Object.fromEntries(Object.entries(pids).map(([name, pid], i) => [name, (cpuOf(pid) - before[i]) * 1e6 / count]))
  return { rate: count / seconds, ...cpu, generator: (user + system) / count }
}

/** The least of which so many parts of all are not more. */
export const quantile = (values, part) => [...values].sort((a, b) => a - b)[Math.ceil(part * values.length) - 1]

export const spread = values => ({ p50: quantile(values, 0.5), p99: quantile(values, 0.99) })

/** What the program is told, as JSON; prints what it has found as such. */
export async function program (loads) {
  const given = JSON.parse(process.argv[2])
  console.log(JSON.stringify(await loads[given.load](given)))
  process.exit(0)
}
