-- Variants: other answers for the key of an entry, which vary with the request.
--
-- Each is an entry under a key of its own: that of its main entry, two zero bytes and a digest. A client's
-- key has a byte of 1 behind each zero byte (see EntryKey.java), so that it is none.
-- The main entry has a generation, 'life turn'; entries that do not vary have none. A variant has the one in
-- which it was stored or confirmed. It is there while its life is that of the main entry, and fresh while
-- its turn is:
--   * a main entry that is stored where none was that varies begins a life, which is never used twice. So
--     no variant outlives its main entry, whatever became of that and however many there are;
--   * a soft invalidation of the main entry begins a turn, at the time 'turned', in milliseconds since 1970.
-- What is left of variants whose life is over nobody reads; whoever comes across it lets it go.
local function main_of(key)
  local found = string.find(key, '\0\0', 1, true)
  return found and string.sub(key, 1, found - 1)
end

local function life(generation) return string.match(generation, '^%S+') end

-- entries: what the keys of entries begin with; generation: of a variant, or nil
-- returns the generation of its main entry, and since when the variant is stale for that, or false;
--   nil when its life is over
local function living(entries, main, generation)
  local of = about(entries .. main)
  if not generation or not of.generation or life(of.generation) ~= life(generation) then return nil end
  return of.generation, of.generation ~= generation and of.turned
end

-- Whether nobody will read an entry any more.
local function gone(entries, key)
  local main = main_of(key)
  if not main then return redis.call('EXISTS', entries .. key) == 0 end
  if living(entries, main, about(entries .. key).generation) then return false end
  redis.call('UNLINK', entries .. key)
  return true
end
