-- Stores tallies of one source, all that some usage batches touch together.
--
-- KEYS  1 sequence, 2 dirty index, then the markers of the batches, then the tallies, one hash per slot
-- ARGV  1 seconds for which a marker stands, 2 what stands in it, 3 number of markers M,
--       then per hash: its name in the dirty index, number of tallies T, then T × (field, text)
-- return  {1} stored; {0, the numbers of the batches that were stored before, from 1}: nothing was done
--
-- Invariant: the markers and the tallies are written in one step, so a batch is counted once however often it is sent. Tallies
-- hold absolute values of one source, which sends one call at a time, so what is written is never below what is stored.

local ARGUMENTS_MAX = 4000

local markers = tonumber(ARGV[3])
if markers > 0 then
  local stored = redis.call('MGET', unpack(KEYS, 3, 2 + markers))
  local answer = { 0 }
  for batch = 1, markers do
    if stored[batch] then answer[#answer + 1] = batch end
  end
  if #answer > 1 then return answer end
  for batch = 1, markers do redis.call('SET', KEYS[2 + batch], ARGV[2], 'EX', ARGV[1]) end
end

local at = 4
for hash = 3 + markers, #KEYS do
  local last = at + 1 + 2 * tonumber(ARGV[at + 1])
  redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[1]), ARGV[at])
  for from = at + 2, last, ARGUMENTS_MAX do
    redis.call('HSET', KEYS[hash], unpack(ARGV, from, math.min(last, from + ARGUMENTS_MAX - 1)))
  end
  at = last + 1
end
return { 1 }
