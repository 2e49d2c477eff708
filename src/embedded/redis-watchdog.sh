#!/bin/sh
# Runs Redis as long as standard input stays open, which a parent killed with -9 closes too.
# Arguments: the binary, its configuration file, and a library path or nothing.
if [ -n "$3" ]; then
  export LD_LIBRARY_PATH="$3"
fi
exec 3<&0
"$1" "$2" </dev/null 3<&- &
redis=$!
(
  read -r _ <&3
  kill -TERM "$redis"
) >/dev/null 2>&1 &
watcher=$!
wait "$redis"
code=$?
kill "$watcher" 2>/dev/null
exit "$code"
