#!/bin/sh
# Departments as programs of their own: a sale waits for the bank that is silent and goes on when it speaks; sales without
# a hand; one that the tax offices contradict each other about goes to a person; a case is proven offline.
. "$(dirname -- "$0")/node.inc"

programs=''
end_programs() { for program in $programs; do kill "$program" 2>/dev/null || true; done; }
trap 'end_programs; finish' EXIT INT TERM

# play OPTION…: starts departments in the background
play() {
    out="$work/departments.$(printf '%s' "$programs" | wc -w).out"
    "$root/titlechain" departments --data "$work/data" "$@" >"$out" 2>&1 &
    programs="$programs $!"
    await 20 grep -q 'ready' "$out" || { cat "$out" >&2; wrong "the departments did not start: $*"; }
}

start_node "$work/data" --demo
right "node at $url"
await 90 grep -q '示范业务就绪' "$work/node.out" || wrong 'the demo city and its cases did not appear'
entered() { api '/statistics/home' | json '[it.cases.entered, it.cases.automatic].join()'; }
before=$(entered)

play --only tax,housing,civil,court,police --contradict tax:-13
titlechain sell --data "$work/data" --count 1 --prefix LATE- --patience 2500 >"$work/late.out" || wrong 'nothing to sell'
grep -q '^LATE-1 .* applied' "$work/late.out" || { cat "$work/late.out" >&2; wrong 'the sale did not wait for the bank'; }
waiting=$(api '/cases/999901/LATE-1/facts' | json 'it.items.filter(i => i.outcome === null).map(i => i.fact).join()')
[ "$waiting" = loan-contract ] || wrong "the sale waits for: $waiting"
right 'a sale waits for the silent bank'
play --only bank
state() { api "/cases/999901/$1" | json 'it.case.state'; }
certified() { [ "$(state "$1")" = certified ]; }
await 10 certified LATE-1 || wrong "the sale is $(state LATE-1) after the bank has spoken"
right 'the bank spoke: the sale stands in the register'

titlechain sell --data "$work/data" --count 30 >"$work/sales.out" || { cat "$work/sales.out" >&2; wrong 'sales'; }
tail -n 1 "$work/sales.out" | grep -q '^{certified=29, human=1}' || { cat "$work/sales.out" >&2; wrong 'not 29 and 1'; }
right "30 sales with mortgage, six departments: $(tail -n 1 "$work/sales.out")"
reasons() { api '/cases/999901/SALE-13' | json 'it.case.human.map(r => r.code + " " + r.subject).join()'; }
contradicted() { [ "$(reasons)" = 'FACT_CONTRADICTED tax-proof' ]; }
await 10 contradicted || wrong "SALE-13 is left to a person because: $(reasons)"
[ "$(state SALE-13)" = applied ] || wrong 'SALE-13 was decided'
right "SALE-13 waits for a person: $(reasons)"
counted() { [ "$(entered)" = "$((${before%,*} + 30)),$((${before#*,} + 30))" ]; }
await 10 counted || wrong "the home page counts $before, then $(entered)"
right 'the home page: 30 more entered, all of them without a hand'

api '/cases/999901/SALE-1/proof' -o "$work/sale.caseproof"
titlechain trust --data "$work/data" --out "$work/trust.json"
end_programs
stop_node
titlechain verify "$work/sale.caseproof" --trust "$work/trust.json" || wrong 'the proof of the case was refused'
node "$root/testing/acceptance/alter-byte.mjs" "$work/sale.caseproof" "$work/altered.caseproof"
if titlechain verify "$work/altered.caseproof" --trust "$work/trust.json" >/dev/null; then wrong 'an altered proof passed'; fi
right 'the case with all its steps verified offline; the altered one refused'
