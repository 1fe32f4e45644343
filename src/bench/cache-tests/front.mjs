// Shows the test suite one server: what tests a cache goes to the cache, the rest to the suite's own server.
// front.mjs PORT SUITE CACHE
import http from 'node:http'

const [port, suite, cache] = process.argv.slice(2)
const agent = new http.Agent({ keepAlive: true })

http.createServer((request, response) => {
  const tested = request.url.startsWith('/test/')
  const to = new URL(tested ? cache : suite)
  const { host, ...headers } = request.headers
  const onwards = http.request({
    agent,
    host: to.hostname,
    port: to.port,
    method: request.method,
    headers,
    path: (tested ? to.pathname.replace(/\/$/, '') : '') + request.url
  }, answer => {
    response.writeHead(answer.statusCode, answer.statusMessage, answer.rawHeaders)
    answer.pipe(response)
    answer.on('error', () => response.destroy())
  })
  onwards.on('error', () => response.destroy())
  request.pipe(onwards)
}).listen(Number(port), '127.0.0.1')
