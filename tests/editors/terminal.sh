# Driving an editor by keys in a terminal, for the scripts beside. Sourced, with `here` set.
#
# home: a folder for the editor's own use, home/work the one it is started in.

home=$(mktemp -d)
mkdir -p "$home/config" "$home/work"
export XDG_CONFIG_HOME=$home/config XDG_DATA_HOME=$home/data XDG_STATE_HOME=$home/state XDG_CACHE_HOME=$home/cache
export TERM=xterm-256color
terminal() { tmux -S "$home/socket" -f /dev/null "$@"; }
trap 'terminal kill-server 2>/dev/null || true; rm -rf "$home"' EXIT

# needs PROGRAM...: ends as skipped if one of them is not there.
needs() {
  for program in "$@"; do
    if ! command -v "$program" >/dev/null; then
      echo "skipped: there is no $program"
      exit 77
    fi
  done
}
starts() { terminal new-session -d -x 120 -y 30 -c "$home/work" "$1"; }
screen() { terminal capture-pane -p; }
keys() { terminal send-keys "$@"; }
fail() {
  echo "FAIL $1"
  screen
  tail -n 20 "$home/log" 2>/dev/null | cut -c 1-200 || true
  exit 1
}
shows() { screen | grep -qF -- "$1"; }
hides() { ! shows "$1"; }
# awaits TEST TEXT WHAT: waits until the screen passes the test.
awaits() {
  local end=$((SECONDS + 30))
  until "$1" "$2"; do
    [ $SECONDS -lt $end ] || fail "$3"
    sleep 0.1
  done
  echo "ok   $3"
}
# sees TEXT WHAT: waits until the text is on the screen.
sees() { awaits shows "$@"; }
# sees_no TEXT WHAT: waits until the text is no longer on the screen.
sees_no() { awaits hides "$@"; }
