#!/bin/sh
# Le clavier de la console sans les touches qui changent de console, montrent l'état du noyau ou
# redémarrent : sh clavier.sh fr > /etc/borne.map
set -eu
loadkeys --mktable "${1:-fr}" > /dev/null # un nom inconnu s'arrête ici
loadkeys "${1:-fr}"
dumpkeys --full-table | sed -E \
    -e 's/(Console_[0-9]+|Last_Console|Incr_Console|Decr_Console)/VoidSymbol/g' \
    -e 's/\b(Boot|SAK|Show_State|Show_Memory|Show_Registers|KeyboardSignal|Spawn_Console)\b/VoidSymbol/g' \
    -e 's/\b(Scroll_Backward|Scroll_Forward)\b/VoidSymbol/g'
