#!/bin/sh
# A folder of messages of both layouts imported while the node is killed twice: nothing lost, nothing doubled. Then a
# backup restored elsewhere to the same root. COUNT messages (default 2,000; the full figure is 10,000).
. "$(dirname -- "$0")/node.inc"
count=${COUNT:-2000}

titlechain generate --messages "$count" --seed 7 --out "$work/messages" >/dev/null
sent=$(find "$work/messages" -name 'Biz*.xml' | wc -l)
right "$sent messages generated"

start_node "$work/data"
for kill_at in 300 1200; do
    titlechain import "$work/messages" --data "$work/data" >"$work/import.out" 2>&1 &
    importer=$!
    reached() { [ "$(api '/statistics/home' | json 'it.messages')" -ge "$kill_at" ]; }
    await 120 reached || { cat "$work/import.out" >&2; wrong "import did not reach $kill_at"; }
    stop_node KILL
    kill "$importer" 2>/dev/null || true
    wait "$importer" 2>/dev/null || true
    right "killed at $kill_at messages"
    start_node "$work/data"
done
titlechain import "$work/messages" --data "$work/data" >"$work/import.out" 2>&1 || { cat "$work/import.out" >&2; wrong 'import failed'; }
all() { [ "$(api '/statistics/home' | json 'it.messages')" -eq "$sent" ]; }
await 60 all || wrong "recorded $(api '/statistics/home' | json 'it.messages') of $sent"
right "all $sent recorded, each once"

api /checkpoint -o "$work/before"
titlechain backup --data "$work/data" --out "$work/backup" >/dev/null
stop_node
titlechain restore "$work/backup" --data "$work/elsewhere" >/dev/null
start_node "$work/elsewhere"
api /checkpoint -o "$work/after"
[ "$(sed -n '6,8p' "$work/before")" = "$(sed -n '6,8p' "$work/after")" ] || wrong 'the restored roots differ'
right 'backup restored elsewhere to the same roots'
stop_node
