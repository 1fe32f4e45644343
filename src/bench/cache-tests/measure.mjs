// Runs the tests that fit a read-through cache on each cache and prints how many of each group pass.
// measure.mjs SUITE NAME=URL…

const [suite, ...given] = process.argv.slice(2)
const { default: groups } = await import(`${suite}/tests/index.mjs`)
const { runTests } = await import(`${suite}/test-engine/client/runner.mjs`)
const { testResults } = await import(`${suite}/test-engine/client/test.mjs`)

// A read-through cache knows reads of a whole value under a key: no other method, no query, no range; of an
// origin's answers it gives 200, 404 and 304. Tests of private caches and of CDN-Cache-Control are for others.
const STATUSES = [200, 304, undefined]
const fits = (group, test) => group.id !== 'cdn-cache-control' && !test.browser_only &&
  test.requests.every(request =>
    ['GET', 'HEAD', undefined].includes(request.request_method) && !request.query_arg &&
    !request.interim_responses && STATUSES.includes(request.response_status?.[0]) &&
    !(request.request_headers ?? []).some(([name]) => name.toLowerCase() === 'range'))
const fitting = groups
  .map(group => ({ ...group, tests: group.tests.filter(test => fits(group, test)) }))
  .filter(group => group.tests.length > 0)

const caches = []
for (const one of given) {
  const [name, url] = one.split('=')
  await runTests(fitting, false, url)
  caches.push({ name, results: { ...testResults } })
  for (const id of Object.keys(testResults)) delete testResults[id]
}

const kind = test => test.kind ?? 'required'
const row = (...cells) => console.log(`| ${cells.join(' | ')} |`)

row('group', ...caches.flatMap(({ name }) => [`${name} required`, `${name} optimal`]))
row('---', ...caches.flatMap(() => ['---', '---']))
const sums = {}
const failed = []
for (const { id, tests } of fitting) {
  const cells = caches.flatMap(({ name, results }) => ['required', 'optimal'].map(wanted => {
    const some = tests.filter(test => kind(test) === wanted)
    const passed = some.filter(test => results[test.id] === true)
    const sum = sums[name + wanted] ??= [0, 0]
    sum[0] += passed.length
    sum[1] += some.length
    failed.push(...some.filter(test => !passed.includes(test))
      .map(test => `${name}, ${wanted}: ${test.id}: ${results[test.id]?.[1] ?? 'not run'}`))
    return some.length ? `${passed.length} of ${some.length}` : '–'
  }))
  if (cells.some(cell => cell !== '–')) row(id, ...cells)
}
row('all', ...Object.values(sums).map(([passed, all]) => `${passed} of ${all}`))
console.log(`\n${failed.filter(line => line.startsWith(caches[0].name)).join('\n')}`)
process.exit(0)
