-- Stores cells of one source once per batch id.
--
-- KEYS  1 sequence, 2 dirty index, 3 marker of the batch, 4… cells, one hash per slot
-- ARGV  1 seconds for which the marker stands (0: no marker), 2 number of hashes H,
--       then per hash: its name in the dirty index, number of cells C, then C × (field, absolute value)
-- return  1 stored, 0 the batch was stored before: nothing was done
--
-- Invariant: the marker and the cells are written in one step, so a batch is counted once however often it is sent.
-- Cells hold absolute values of one source and only grow.

local ttlSeconds = tonumber(ARGV[1])
if ttlSeconds > 0 and not redis.call('SET', KEYS[3], '1', 'NX', 'EX', ttlSeconds) then return 0 end

local at = 3
for hash = 1, tonumber(ARGV[2]) do
  local key = KEYS[3 + hash]
  local last = at + 2 * tonumber(ARGV[at + 1])
  redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[1]), ARGV[at])
  for cell = at + 2, last, 2 do
    local stored = tonumber(redis.call('HGET', key, ARGV[cell]) or '-1')
    if tonumber(ARGV[cell + 1]) > stored then redis.call('HSET', key, ARGV[cell], ARGV[cell + 1]) end
  end
  at = last + 2
end
return 1
