-- Takes from a quota what a verifier let through while it could not ask.
--
-- KEYS  1 the state of a key (see decide-batch-n.lua)
-- ARGV  1 refill, 2 from when the quota is counted, in ms, 3 units known to be used before, 4 units taken
-- return  1 taken, 0 the quota is of another period, or not known here
local QUOTA_AT, USED_AT, BYTES = 40, 56, 88

local state = redis.call('GET', KEYS[1])
if not state or #state < BYTES then return 0 end
local refill, from, used = struct.unpack('<ddd', state, QUOTA_AT + 1)
if refill ~= tonumber(ARGV[1]) or from ~= tonumber(ARGV[2]) then return 0 end
local taken = math.max(used, tonumber(ARGV[3])) + tonumber(ARGV[4])
redis.call('SETRANGE', KEYS[1], USED_AT, struct.pack('<d', taken))
return 1
