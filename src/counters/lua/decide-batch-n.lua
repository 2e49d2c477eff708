-- Decides a batch of verifications and counts every decision, in one step.
--
-- KEYS  1 sequence, 2 dirty index, 3 cells of one source and minute, 4… the state of each distinct key of the batch; then
--         the leases of keys, one sorted set each
-- ARGV  1 name of KEYS[3] in the dirty index
--       2 the batch as JSON:
--         now       in milliseconds
--         versions  of each key
--         limits    of each limit that is asked for: limit, window in milliseconds, cost
--         values    of each cell, before this batch
--         entries   6 numbers each: key, cell if decided, limit (0: none to take from), cell if limited (0: not named),
--                   cell of the address (0: none), cell of the user agent (0: none)
--                   and where the key is negative, 13 more: quota (0: none), refill, from when in ms, units known to be used,
--                   1 if these may stand for a count that is missing, cell of units, cell if exceeded; number of the
--                   leases' set (0: no lease is wanted), most leases, name of the lease, its life in ms, cell if there are
--                   as many; burst (0: none)
--       3… field of each cell
-- return  doubles, little-endian; per entry 4: outcome (1 decided, 0 limited, 2 quota exceeded, 3 too many leases, -1 stale,
--         -2 what is used of the quota is not known, -3 limited but no cell was named for it; below 0 nothing was done),
--         window index, current, previous
--       and where the key was negative, 3 more: from when the quota is counted, units used, owed by the burst now
--
-- A key's state is a string of doubles: version; window length, index, current, previous; and where it has a quota or a
-- burst, the quota's refill (-1: none), from when, and units used, then what the burst owes (core/burst.ts), when that was,
-- and the window length. One read and one write for the keys of a batch, one write for its cells.
--
-- Invariants: an entry whose version is not the one in Redis has no effect. A decided entry is in its cell when this
-- returns. Only an entry that is decided takes anything. Cells hold absolute values of one source, which sends one batch at
-- a time, so what is written here is never below what is stored.

local CLOCKS_APART_MS = 60000
local WINDOW_BYTES = 40
local MORE_BYTES = 48
local NO_QUOTA = -1

local floor, pack, unpackDoubles = math.floor, struct.pack, struct.unpack
local batch = cjson.decode(ARGV[2])
local now, versions, limits, values, entries = batch.now, batch.versions, batch.limits, batch.values, batch.entries
local keyCount = #versions

-- The states of keys as they are stored, and from the first entry that changes one, as they will be: packed, since tables
-- would cost more than to unpack them again for the few keys that a batch asks about twice.
local states = keyCount > 0 and redis.call('MGET', unpack(KEYS, 4, 3 + keyCount)) or {}
local changed = {}
local touched = {}
local answer = {}

local function count(cell, by)
  if cell > 0 then
    values[cell] = values[cell] + by
    touched[cell] = true
  end
end

-- A window at `now`, and what is carried over into it from the one before.
local function slide(window, stored, index, current, previous)
  local here = floor(now / window)
  if stored ~= window or here < index - 1 then return here, 0, 0, 0 end
  if here < index then return index, current, previous, previous end
  if here > index then
    previous = here == index + 1 and current or 0
    current = 0
  end
  return here, current, previous, previous * (1 - (now - here * window) / window)
end

-- The key's quota in the period of now: since when, and what is used. Nothing where that is not known.
local function openQuota(at, storedRefill, storedFrom, storedUsed)
  local refill, from, used = entries[at + 1], entries[at + 2], entries[at + 3]
  if storedRefill == refill and storedFrom <= now + CLOCKS_APART_MS then
    if storedFrom > from then return storedFrom, storedUsed end
    return from, math.max(storedFrom == from and storedUsed or 0, used)
  end
  if entries[at + 4] == 1 then return from, used end
end

-- What the key's burst owes now, and when that is (core/burst.ts).
local function openBurst(limit, window, owed, owedAt, owedWindow)
  if owedWindow ~= window or owedAt > now + CLOCKS_APART_MS then return 0, now end
  if now > owedAt then return math.max(0, owed - (now - owedAt) * limit), now end
  return owed, owedAt
end

local function leasesLeft(leases, limit)
  redis.call('ZREMRANGEBYSCORE', leases, '-inf', now)
  return redis.call('ZCARD', leases) < limit
end

-- What becomes of an entry that has to fit into `limit` after `taken`, and the cell for it.
local function refusal(at, taken, limit)
  if taken <= limit then return 1, entries[at + 1] end
  local cell = entries[at + 3]
  if cell == 0 then return -3, 0 end
  return 0, cell
end

-- Decides an entry with a quota, a lease or a burst, whose 13 further numbers begin at `more`: outcome, cell, what follows
-- the window in the key's state, since when and what is used of the quota, and what the burst owes.
local function decideMore(at, more, taken, tail)
  local rule, quota, burst = 3 * entries[at + 2], entries[more], entries[more + 12]
  local limit, window, cost = limits[rule - 2], limits[rule - 1], limits[rule]
  local refill, from, used, owed, owedAt, owedWindow = NO_QUOTA, 0, 0, 0, 0, 0
  if #tail >= MORE_BYTES then refill, from, used, owed, owedAt, owedWindow = unpackDoubles('<dddddd', tail) end
  local owing, owingAt = 0, 0
  if burst > 0 then owing, owingAt = openBurst(limit, window, owed, owedAt, owedWindow) end
  if quota > 0 then
    from, used = openQuota(more, refill, from, used)
    if not from then return -2, 0, tail, 0, 0, owing end
    refill = entries[more + 1]
  end
  local leases = entries[more + 7] > 0 and KEYS[3 + keyCount + entries[more + 7]]
  local outcome, cell = refusal(at, taken, limit)
  if quota > 0 and used + cost > quota then
    outcome, cell = 2, entries[more + 6]
  elseif outcome == 1 and burst > 0 and owing + cost * window > burst * window then
    outcome, cell = refusal(at, 1, 0)
  elseif outcome == 1 and leases and not leasesLeft(leases, entries[more + 8]) then
    outcome, cell = 3, entries[more + 11]
  end
  if outcome == 1 then
    if quota > 0 then
      used = used + cost
      count(entries[more + 5], cost)
    end
    if burst > 0 then
      owing = owing + cost * window
      owed, owedAt, owedWindow = owing, owingAt, window
    end
    if leases then
      redis.call('ZADD', leases, now + entries[more + 10], entries[more + 9])
      redis.call('PEXPIRE', leases, 2 * entries[more + 10])
    end
  end
  return outcome, cell, pack('<dddddd', refill, from, used, owed, owedAt, owedWindow), from, used, owing
end

local at, last = 1, #entries
while at <= last do
  local key = entries[at]
  local more = key < 0
  if more then key = -key end
  local state, rule = states[key], 3 * entries[at + 2]
  local version, window, index, current, previous = -1, 0, 0, 0, 0
  local tail, from, used, owed = '', 0, 0, 0
  if state then
    if #state >= WINDOW_BYTES then
      version, window, index, current, previous = unpackDoubles('<ddddd', state)
      if #state > WINDOW_BYTES then tail = string.sub(state, WINDOW_BYTES + 1) end
    else
      version = unpackDoubles('<d', state)
    end
  end
  local outcome, cell = -1, 0
  if version == versions[key] then
    if rule == 0 then
      outcome, cell = 1, entries[at + 1]
    else
      local here, inside, before, carried = slide(limits[rule - 1], window, index, current, previous)
      local taken = carried + inside + limits[rule]
      if more then
        outcome, cell, tail, from, used, owed = decideMore(at, at + 6, taken, tail)
      else
        outcome, cell = refusal(at, taken, limits[rule - 2])
      end
      if outcome == 1 then
        window, inside = limits[rule - 1], inside + limits[rule]
        states[key] = pack('<ddddd', version, window, here, inside, before) .. tail
        changed[key] = true
      elseif more and outcome >= 0 then
        -- A refusal leaves window and burst as they were, also where it asked for a window of another length.
        states[key] = pack('<ddddd', version, window, index, current, previous) .. tail
        changed[key] = true
      end
      index, current, previous = here, inside, before
    end
    if outcome >= 0 then
      count(cell, 1)
      count(entries[at + 4], 1)
      count(entries[at + 5], 1)
    end
  end
  at = at + 6
  if more then
    answer[#answer + 1] = pack('<ddddddd', outcome, index, current, previous, from, used, owed)
    at = at + 13
  else
    answer[#answer + 1] = pack('<dddd', outcome, index, current, previous)
  end
end

local writes = {}
for key in pairs(changed) do
  writes[#writes + 1] = KEYS[3 + key]
  writes[#writes + 1] = states[key]
end
if #writes > 0 then redis.call('MSET', unpack(writes)) end

local cells = {}
for cell in pairs(touched) do
  cells[#cells + 1] = ARGV[2 + cell]
  cells[#cells + 1] = values[cell]
end
if #cells > 0 then
  redis.call('HSET', KEYS[3], unpack(cells))
  redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[1]), ARGV[1])
end

return table.concat(answer)
