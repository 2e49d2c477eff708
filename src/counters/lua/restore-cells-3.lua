-- Stores cells of one source and slot once more, after a Redis that may have lost them.
--
-- KEYS  1 sequence, 2 dirty index, 3 cells
-- ARGV  1 their name in the dirty index, then field and value of each: an absolute count, or a tally's text, which begins
--         with its revision
--
-- Invariant: cells only grow, whatever is stored by now.

local function leading(value)
  return tonumber(string.match(value, '^%d+'))
end

redis.call('ZADD', KEYS[2], redis.call('INCR', KEYS[1]), ARGV[1])
for cell = 2, #ARGV, 2 do
  local stored = redis.call('HGET', KEYS[3], ARGV[cell])
  if not stored or leading(ARGV[cell + 1]) > leading(stored) then redis.call('HSET', KEYS[3], ARGV[cell], ARGV[cell + 1]) end
end
return 1
