// Takes tasks that Vedette pushes: node receiver.mjs [PORT]. It needs nothing but Node 18 or newer, and the secret of its
// target, whsec_ or whpk_, in VEDETTE_SECRET_FILE, which is read for each task: it may change.
import {createHmac, createPublicKey, timingSafeEqual, verify} from 'node:crypto';
import {readFile} from 'node:fs/promises';
import {createServer} from 'node:http';
import {argv, env} from 'node:process';

const tolerance = 300; // by how many seconds our clocks may differ
const largest = 1 << 20; // bytes of a task
const results = new Map(); // by id; better kept with what a task changes: both last

async function handle(task) { // what is to be done: when it throws, the task comes again
  return `${task.length} bytes`;
}

function fits(secret, signature, signed) {
  const key = Buffer.from(secret.replace(/^wh(sec|pk)_/, ''), 'base64'), comma = signature.indexOf(',');
  const version = signature.slice(0, comma), value = Buffer.from(signature.slice(comma + 1), 'base64');
  if (secret.startsWith('whpk_')) {
    const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]); // RFC 8410
    return version == 'v1a' && verify(null, signed, createPublicKey({key: der, format: 'der', type: 'spki'}), value);
  }
  const right = createHmac('sha256', key).update(signed).digest();
  return version == 'v1' && value.length == right.length && timingSafeEqual(value, right);
}

function isGenuine(secret, headers, body) {
  const id = headers['webhook-id'], time = headers['webhook-timestamp'], signatures = headers['webhook-signature'];
  if (!id || !signatures || !/^\d{1,12}$/.test(time) || Math.abs(Date.now() / 1000 - time) > tolerance) return false;
  const signed = Buffer.concat([Buffer.from(`${id}.${time}.`), body]);
  return signatures.split(' ').some(one => fits(secret, one, signed)); // two while the secret changes
}

function once(id, task) {
  if (!results.has(id)) {
    results.set(id, handle(task));
    results.get(id).catch(() => results.delete(id));
    if (results.size > 10_000) results.delete(results.keys().next().value);
  }
  return results.get(id);
}

createServer(async (request, response) => {
  try {
    let parts = [], size = 0;
    for await (const part of request) if ((size += part.length) <= largest) parts.push(part);
    const body = Buffer.concat(parts), secret = (await readFile(env.VEDETTE_SECRET_FILE, 'utf8')).trim();
    if (!isGenuine(secret, request.headers, body)) return response.writeHead(401).end();
    const result = JSON.stringify(await once(request.headers['webhook-id'], body));
    response.writeHead(200, {'Content-Type': 'application/json'}).end(result);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
}).listen(Number(argv[2] ?? 8080), function listening() {
  console.log('port', this.address().port);
});
