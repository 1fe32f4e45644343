-- JSON merge patch, RFC 7396, on compact JSON texts: no blanks between tokens, and the same name spelled the same
-- way. What is not changed stays as it was written: a decoder would round numbers and take [] for {}.
local QUOTE, BRACE, BRACKET = 34, 123, 91

-- returns the place behind the string that begins there
local function behind_string(text, at)
  at = at + 1
  while true do
    at = string.find(text, '["\\]', at)
    if string.byte(text, at) == QUOTE then return at + 1 end
    at = at + 2
  end
end

-- returns the place behind the value that begins there
local function behind(text, at)
  local first = string.byte(text, at)
  if first == QUOTE then return behind_string(text, at) end
  if first ~= BRACE and first ~= BRACKET then return string.find(text, '[,%]}]', at) or #text + 1 end
  local depth = 0
  repeat
    at = string.find(text, '["%[%]{}]', at)
    local letter = string.sub(text, at, at)
    if letter == '"' then
      at = behind_string(text, at)
    else
      depth = depth + ((letter == '{' or letter == '[') and 1 or -1)
      at = at + 1
    end
  until depth == 0
  return at
end

local function is_object(text) return string.byte(text, 1) == BRACE end

-- returns the names of an object in their order, quoted as they are written, and the texts of their values
local function members(object)
  local names, values, at = {}, {}, 2
  while string.byte(object, at) == QUOTE do
    local colon = behind_string(object, at)
    local stop = behind(object, colon + 1)
    local name = string.sub(object, at, colon - 1)
    names[#names + 1] = name
    values[name] = string.sub(object, colon + 1, stop - 1)
    at = stop + 1
  end
  return names, values
end

-- returns what a patch makes of a target, both as texts
local function merged(target, patch)
  if not is_object(patch) then return patch end
  local names, values = {}, {}
  if is_object(target) then names, values = members(target) end
  local changed, changes = members(patch)
  for _, name in ipairs(changed) do
    if changes[name] == 'null' then
      values[name] = nil
    else
      if not values[name] then names[#names + 1] = name end
      values[name] = merged(values[name] or 'null', changes[name])
    end
  end
  local parts = {}
  for _, name in ipairs(names) do
    if values[name] then parts[#parts + 1] = name .. ':' .. values[name] end
  end
  return '{' .. table.concat(parts, ',') .. '}'
end
