-- Raises versions of keys, and never lowers one.
--
-- KEYS  1 epoch, 2 stream of changes, 3… the state of each key (see decide-batch-n.lua), whose name ends with the key's id
-- ARGV  1 the epoch under which the versions were read from Postgres, 2 1 to tell followers or 0, then one version per key
-- return  1 raised, 0 the data set was flushed since: read the versions again
--
-- Invariants: no version is set that was read before a flush; otherwise a raise that the flush lost could be undone.
-- An entry of the stream names the one before it, so that whoever follows it sees that one is missing.
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for key = 3, #KEYS do
  local stored = redis.call('GETRANGE', KEYS[key], 0, 7)
  local version = tonumber(ARGV[key])
  if #stored < 8 or version > struct.unpack('<d', stored) then
    redis.call('SETRANGE', KEYS[key], 0, struct.pack('<d', version))
  end
end
if ARGV[2] == '0' or #KEYS == 2 then return 1 end

local perEntry = 1000
local last = redis.call('XREVRANGE', KEYS[2], '+', '-', 'COUNT', 1)[1]
local previous = last and last[1] or '0-0'
for first = 3, #KEYS, perEntry do
  local entry = { 'previous', previous }
  for key = first, math.min(first + perEntry - 1, #KEYS) do
    entry[#entry + 1], entry[#entry + 2] = string.sub(KEYS[key], -36), ARGV[key]
  end
  previous = redis.call('XADD', KEYS[2], 'MAXLEN', '~', 1000, '*', unpack(entry))
end
redis.call('EXPIRE', KEYS[2], 600)
return 1
