// Receives what is delivered, on a thread of its own; and at another port, takes connections and never answers.
import http from 'node:http'
import net from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

const { port, dead, seen, late } = workerData

const receive = ({ sent }) => {
  const place = Atomics.add(seen, 0, 1)
  if (sent) late[place % late.length] = performance.timeOrigin + performance.now() - sent
}

http.createServer((request, answer) => {
  const parts = []
  request.on('data', part => parts.push(part))
  request.on('end', () => {
    receive(JSON.parse(Buffer.concat(parts)))
    answer.writeHead(200, { 'Content-Type': 'application/json' }).end('{"ok":true}')
  })
}).listen(port, '127.0.0.1', () => net.createServer(() => {}).listen(dead, '127.0.0.1', () => parentPort.postMessage('ready')))
