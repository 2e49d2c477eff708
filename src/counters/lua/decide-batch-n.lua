-- Decides a batch of verifications and counts every decision, in one step.
--
-- KEYS  1 sequence, 2 dirty index, 3 cells of one source and minute, 4… one hash per distinct key
--         of the batch, with fields v (version), w (window length), i (window index), c (current), p (previous)
-- ARGV  1 name of KEYS[3] in the dirty index
--       2 now, in milliseconds   3 number of keys K   4 number of cells S
--       then K × version
--       then S × (field, value before this batch)
--       then per entry 8 numbers: key, cell if decided, cell if limited (0: no limit to take from),
--         limit, window in milliseconds, cost, cell of the address (0: none), cell of the user agent (0: none)
-- return  4 numbers per entry: outcome (1 decided, 0 limited, -1 stale: nothing was done), window index, current, previous
--
-- Invariants: an entry whose version is not the one in Redis has no effect. A decided entry is in its cell when this
-- returns. Cells hold absolute values of one source and only grow.

local now = tonumber(ARGV[2])
local keyCount = tonumber(ARGV[3])
local cellCount = tonumber(ARGV[4])
local cellsAt = 4 + keyCount
local entriesAt = cellsAt + 2 * cellCount

local limiters = {}
local counts = {}
local answer = {}

local function limiterOf(key)
  local known = limiters[key]
  if known then return known end
  local stored = redis.call('HMGET', KEYS[3 + key], 'v', 'w', 'i', 'c', 'p')
  local limiter = {
    fresh = stored[1] == ARGV[4 + key],
    window = tonumber(stored[2]) or 0,
    index = tonumber(stored[3]) or 0,
    current = tonumber(stored[4]) or 0,
    previous = tonumber(stored[5]) or 0,
    changed = false,
  }
  limiters[key] = limiter
  return limiter
end

local function take(limiter, limit, window, cost)
  if limiter.window ~= window then
    limiter.window, limiter.index, limiter.current, limiter.previous = window, 0, 0, 0
  end
  local index = math.floor(now / window)
  local elapsed = 0
  if index < limiter.index - 1 then
    limiter.index, limiter.current, limiter.previous = index, 0, 0
  end
  if index >= limiter.index then
    elapsed = now - index * window
    if index > limiter.index then
      limiter.previous = index == limiter.index + 1 and limiter.current or 0
      limiter.index, limiter.current = index, 0
    end
  end
  local carried = limiter.previous * (1 - elapsed / window)
  if carried + limiter.current + cost > limit then return false end
  limiter.current = limiter.current + cost
  limiter.changed = true
  return true
end

local function count(cell)
  if cell > 0 then counts[cell] = (counts[cell] or 0) + 1 end
end

for at = entriesAt + 1, #ARGV, 8 do
  local limiter = limiterOf(tonumber(ARGV[at]))
  local outcome = -1
  if limiter.fresh then
    local limitedCell = tonumber(ARGV[at + 2])
    outcome = 1
    if limitedCell > 0 then
      local allowed = take(limiter, tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4]), tonumber(ARGV[at + 5]))
      if not allowed then outcome = 0 end
    end
    count(outcome == 1 and tonumber(ARGV[at + 1]) or limitedCell)
    count(tonumber(ARGV[at + 6]))
    count(tonumber(ARGV[at + 7]))
  end
  local size = #answer
  answer[size + 1], answer[size + 2] = outcome, limiter.index
  answer[size + 3], answer[size + 4] = limiter.current, limiter.previous
end

for key, limiter in pairs(limiters) do
  if limiter.changed then
    redis.call('HSET', KEYS[3 + key], 'w', limiter.window, 'i', limiter.index,
      'c', limiter.current, 'p', limiter.previous)
  end
end

local counted = false
for cell, n in pairs(counts) do
  counted = true
  local at = cellsAt + 2 * cell - 1
  local value = tonumber(ARGV[at + 1]) + n
  local stored = tonumber(redis.call('HGET', KEYS[3], ARGV[at]) or '-1')
  if value > stored then redis.call('HSET', KEYS[3], ARGV[at], value) end
end
if counted then redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[1]), ARGV[1]) end

return answer
