// A worker of one queue: node worker.mjs QUEUE. It needs nothing but Node 18 or newer, and stops on SIGTERM.
import {readFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {argv, env, pid} from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';

const api = `${env.VEDETTE_URL ?? 'http://localhost:9080'}/api/v1/`;
const lease = Number(env.VEDETTE_LEASE ?? 30); // for how many seconds a task is ours without a heartbeat
const stop = new AbortController(); // we are about to stop
let over = stop; // what is being done is of no use any longer: handlers that take long have its signal
let moving = false; // the server that has answered is about to stop

const handlers = { // by type of task
  async greet({payload}) {
    if (!payload.name) throw Object.assign(new Error('nobody to greet'), {retryable: false});
    return `Hello ${payload.name}`;
  },
  async wait({payload}, signal) {
    if (!(payload.seconds >= 0)) throw new Error('how long?');
    return sleep(payload.seconds * 1000, payload.seconds, {signal});
  },
};

// Gives the status, 0 when the service is away; the answer; and how many seconds to pause before the next call.
async function call(method, path, body, patience = 5) {
  const content = JSON.stringify(body), headers = {'Content-Type': 'application/json'};
  if (env.VEDETTE_TOKEN_FILE) headers.Authorization = `Bearer ${(await readFile(env.VEDETTE_TOKEN_FILE, 'utf8')).trim()}`;
  try {
    const signal = AbortSignal.timeout(patience * 1000);
    const response = await fetch(api + path, {method, headers, body: content, signal});
    const text = await response.text();
    const away = response.status == 429 || response.status >= 500;
    const pause = Number(response.headers.get('Retry-After') ?? (response.ok ? 0 : 1));
    return {status: away ? 0 : response.status, answer: text && !away ? JSON.parse(text) : {}, pause};
  } catch {
    return {status: 0, answer: {}, pause: 1};
  }
}

const rest = (seconds, {signal} = stop) => sleep(seconds * 1000, null, {signal}).catch(() => {});

async function keep(path, done) {
  for (await rest(lease / 3, done); !done.signal.aborted; await rest(lease / 3, done)) {
    const {status, answer} = await call('PATCH', path, {extend: lease});
    if (status == 409 || answer.cancelRequested) over.abort();
    moving ||= Boolean(answer.draining);
  }
}

async function work(task) {
  over = new AbortController();
  if (stop.signal.aborted) over.abort();
  const path = `leases/${task.lease}`, done = new AbortController(), beats = keep(path, done);
  let end, settled;
  try {
    end = ['complete', await handlers[task.type](task, over.signal)];
  } catch (error) {
    end = over.signal.aborted ? ['release', {}] : ['fail', {error: error.message, retryable: error.retryable ?? true}];
  }
  do { // the same once more is harmless
    if (settled) await sleep(settled.pause * 1000);
    settled = await call('POST', `${path}/${end[0]}`, end[1]);
  } while (!settled.status);
  done.abort();
  await beats;
  console.log(task.task, end[0], settled.status, settled.answer);
}

process.once('SIGTERM', () => [stop, over].forEach(it => it.abort()));
const pull = {wait: 10, lease, types: Object.keys(handlers), worker: `${hostname()}-${pid}`};
while (!stop.signal.aborted) {
  const {status, answer, pause} = await call('POST', `queues/${argv[2]}/leases`, pull, 15);
  if (![0, 200, 204].includes(status)) throw new Error(answer.detail);
  for (const task of answer.leases ?? []) await work(task);
  await rest(moving ? 1 : pause); // behind a balancer the next one is answered by another server
  moving = false;
}
