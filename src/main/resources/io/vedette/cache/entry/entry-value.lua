-- The value of an entry, which is a field of its hash: 'value', or 'large' when it has more than INLINE bytes, so
-- that whoever reads the fields of an entry has no more than that to make room for. 'size' says how many it has.
local INLINE = 16384

local function field_of(size) return size > INLINE and 'large' or 'value' end

local function size_of(entry) return tonumber(redis.call('HGET', entry, 'size') or 0) end

local function value_of(entry, size) return redis.call('HGET', entry, field_of(size)) end
