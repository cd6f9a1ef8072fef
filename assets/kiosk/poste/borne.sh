#!/bin/sh
# Le PC de la borne : le programme de la mairie par SSH, et rien d'autre ; fermé quand il ne répond pas.
# BORNE_SERVEUR dit où : guichet@mairie. BORNE_ATTENTE : secondes entre deux essais.
set -u
ulimit -c 0
trap '' INT QUIT TSTP HUP
serveur=${BORNE_SERVEUR:-guichet@mairie}
attente=${BORNE_ATTENTE:-15}

# Rien de la dernière famille ne reste à l'écran, ni au-dessus.
efface() {
    printf '\033[0m\033[?25l\033[2J\033[3J\033[H'
}

while :; do
    efface
    ssh -tt -e none -q \
        -o BatchMode=yes -o StrictHostKeyChecking=yes -o ConnectTimeout=5 \
        -o ServerAliveInterval=10 -o ServerAliveCountMax=2 \
        -o ClearAllForwardings=yes -o PermitLocalCommand=no \
        "$serveur"
    efface
    printf '\n\n    La borne est fermée pour le moment.\n\n'
    printf '    Adressez-vous à l’accueil : rien de ce que vous avez fait n’est perdu.\n'
    sleep "$attente"
done
