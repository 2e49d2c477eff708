-- Decides a batch of verifications and counts every decision, in one step.
--
-- KEYS  1 sequence, 2 dirty index, 3 cells of one source and minute, 4… one hash per distinct key of the batch, with
--         fields v (version), w (window length), i (window index), c (current), p (previous), and where the key has a
--         quota r (refill), f (from when, in ms), u (units used); then the leases of keys, one sorted set each
-- ARGV  1 name of KEYS[3] in the dirty index
--       2 now, in milliseconds   3 number of keys K   4 number of cells S
--       then K × version
--       then S × (field, value before this batch)
--       then per entry 8 numbers: key, cell if decided, cell if limited (0: no limit to take from),
--         limit, window in milliseconds, cost, cell of the address (0: none), cell of the user agent (0: none)
--       and where the key is negative, 12 more: quota (0: none), refill, from when in ms, units known to be used,
--         1 if these may stand for a count that is missing, cell of units, cell if exceeded; number of the leases' set
--         (0: no lease is wanted), most leases, name of the lease, its life in ms, cell if there are as many
-- return  per entry 4 numbers: outcome (1 decided, 0 limited, 2 quota exceeded, 3 too many leases, -1 stale, -2 what is
--         used of the quota is not known; below 0 nothing was done), window index, current, previous
--       and where the key was negative, 2 more: from when the quota is counted, units used
--
-- Invariants: an entry whose version is not the one in Redis has no effect. A decided entry is in its cell when this
-- returns. Only an entry that is decided takes anything. Cells hold absolute values of one source and only grow.

local CLOCKS_APART_MS = 60000

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

local function fits(limiter, limit, window, cost)
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
  return carried + limiter.current + cost <= limit
end

local function take(limiter, cost)
  limiter.current = limiter.current + cost
  limiter.changed = true
end

local function count(cell, by)
  if cell > 0 then counts[cell] = (counts[cell] or 0) + by end
end

-- Moves the key's quota to the period of now. False where what is used of it is not known.
local function openQuota(limiter, key, at)
  if not limiter.refill then
    local stored = redis.call('HMGET', KEYS[3 + key], 'r', 'f', 'u')
    limiter.refill, limiter.from, limiter.used = stored[1] or '', tonumber(stored[2]), tonumber(stored[3])
  end
  local from, used = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 3])
  if limiter.refill ~= ARGV[at + 1] or limiter.from > now + CLOCKS_APART_MS then
    if ARGV[at + 4] ~= '1' then return false end
    limiter.refill, limiter.from, limiter.used = ARGV[at + 1], from, used
    limiter.quotaChanged = true
  elseif limiter.from <= from then
    limiter.used = math.max(limiter.from == from and limiter.used or 0, used)
    limiter.from = from
  end
  return true
end

local function leasesAt(number)
  return number > 0 and KEYS[3 + keyCount + number] or nil
end

local function leasesLeft(leases, limit)
  redis.call('ZREMRANGEBYSCORE', leases, '-inf', now)
  return redis.call('ZCARD', leases) < limit
end

-- Decides an entry with a quota or a lease, whose 12 further numbers begin at `more`.
local function decideMore(limiter, key, at, more)
  local quota, cost, leases = tonumber(ARGV[more]), tonumber(ARGV[at + 5]), leasesAt(tonumber(ARGV[more + 7]))
  if quota > 0 then
    if not openQuota(limiter, key, more) then return -2, 0 end
    if limiter.used + cost > quota then return 2, tonumber(ARGV[more + 6]) end
  end
  if not fits(limiter, tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4]), cost) then
    return 0, tonumber(ARGV[at + 2])
  end
  if leases and not leasesLeft(leases, tonumber(ARGV[more + 8])) then return 3, tonumber(ARGV[more + 11]) end
  take(limiter, cost)
  if quota > 0 then
    limiter.used = limiter.used + cost
    limiter.quotaChanged = true
    count(tonumber(ARGV[more + 5]), cost)
  end
  if leases then
    redis.call('ZADD', leases, now + tonumber(ARGV[more + 10]), ARGV[more + 9])
    redis.call('PEXPIRE', leases, 2 * tonumber(ARGV[more + 10]))
  end
  return 1, tonumber(ARGV[at + 1])
end

local function decide(limiter, at)
  local limitedCell, cost = tonumber(ARGV[at + 2]), tonumber(ARGV[at + 5])
  if limitedCell == 0 then return 1, tonumber(ARGV[at + 1]) end
  if not fits(limiter, tonumber(ARGV[at + 3]), tonumber(ARGV[at + 4]), cost) then return 0, limitedCell end
  take(limiter, cost)
  return 1, tonumber(ARGV[at + 1])
end

local at, last = entriesAt + 1, #ARGV
while at <= last do
  local key = tonumber(ARGV[at])
  local more = key < 0
  if more then key = -key end
  local limiter = limiterOf(key)
  local outcome, cell = -1, 0
  if limiter.fresh then
    if more then
      outcome, cell = decideMore(limiter, key, at, at + 8)
    else
      outcome, cell = decide(limiter, at)
    end
    if outcome >= 0 then
      count(cell, 1)
      count(tonumber(ARGV[at + 6]), 1)
      count(tonumber(ARGV[at + 7]), 1)
    end
  end
  local size = #answer
  answer[size + 1], answer[size + 2] = outcome, limiter.index
  answer[size + 3], answer[size + 4] = limiter.current, limiter.previous
  if more then
    answer[size + 5], answer[size + 6] = limiter.from or 0, limiter.used or 0
    at = at + 20
  else
    at = at + 8
  end
end

for key, limiter in pairs(limiters) do
  if limiter.changed then
    redis.call('HSET', KEYS[3 + key], 'w', limiter.window, 'i', limiter.index,
      'c', limiter.current, 'p', limiter.previous)
  end
  if limiter.quotaChanged then
    redis.call('HSET', KEYS[3 + key], 'r', limiter.refill, 'f', limiter.from, 'u', limiter.used)
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
